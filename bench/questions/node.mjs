import { globalId, shuffled } from './lib/ids.mjs';

export const question = {
  name: 'node',
  title: 'node, 2 levels',
  place: 1,
  sourcebook: {
    query: `query ($id: ID!) {
      node(id: $id) {
        ... on Claim {
          id statement speechAct reviewState
          asserted { edtf }
          chain { position role quotation relay cue unnamed actor { id name kind } }
          citations(first: 10, orderBy: [{ field: POSITION }]) {
            nodes { position start end status quote version { kind language sha256 } }
          }
          article { headline url published { edtf } outlet { id name } }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($id: UUID!) {
      node: claimByRowId(rowId: $id) {
        id: rowId statement speechAct reviewState assertedEdtf
        chain: attributionLinksByClaimId(orderBy: [POSITION_ASC]) {
          nodes {
            position role quotation relay cue unnamed
            record: actorByActorId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name kind } } }
          }
        }
        citations: citationsByClaimIdAndArticleId(first: 10, orderBy: [POSITION_ASC]) {
          nodes {
            position start: startOffset end: endOffset status: anchorStatus quote
            version: articleVersionByVersionIdAndArticleId { kind language sha256 }
          }
        }
        article: articleByArticleId {
          headline url publishedEdtf
          outlet: actorByOutletId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } }
        }
      }
    }`,
    rows: ({ node: { assertedEdtf, chain, article, ...claim } }) => ({
      node: {
        ...claim,
        asserted: dated(assertedEdtf),
        chain: chain.nodes.map(({ record, ...link }) => ({ ...link, actor: record?.identity.actor ?? null })),
        article: {
          headline: article.headline,
          url: article.url,
          published: dated(article.publishedEdtf),
          outlet: article.outlet.identity.actor,
        },
      },
    }),
  },
  ceiling: {
    sql: `select json_build_object('node', (select json_build_object(
      'id', c.id, 'statement', c.statement, 'speechAct', c.speech_act, 'reviewState', c.review_state,
      'asserted', case when c.asserted_edtf is not null then json_build_object('edtf', c.asserted_edtf) end,
      'chain', (select json_agg(json_build_object('position', l.position, 'role', l.role, 'quotation', l.quotation,
          'relay', l.relay, 'cue', l.cue, 'unnamed', l.unnamed, 'actor',
          case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'kind', a.kind) end) order by l.position)
        from attribution_link l left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
        where l.claim_id = c.id),
      'citations', json_build_object('nodes', (select json_agg(json_build_object('position', x.position,
          'start', x.start_offset, 'end', x.end_offset, 'status', x.anchor_status,
          'quote', case when v.text_right in ('OPEN', 'QUOTATION')
            then substr(t.text, x.anchor_start + 1, x.anchor_end - x.anchor_start) end,
          'version', json_build_object('kind', v.kind, 'language', v.language, 'sha256', v.sha256)) order by x.position)
        from citation x join article_version v on v.id = x.version_id left join version_text t on t.version_id = v.id
        where x.claim_id = c.id)),
      'article', json_build_object('headline', r.headline, 'url', r.url,
        'published', case when r.published_edtf is not null then json_build_object('edtf', r.published_edtf) end,
        'outlet', json_build_object('id', o.id, 'name', o.name)))
      from claim c join article r on r.id = c.article_id
        join actor_identity oi on oi.actor_id = r.outlet_id join actor o on o.id = oi.canonical_id
      where c.id = $1 and c.review_state <> 'DRAFT'))::text`,
  },
  async variables({ rows }) {
    const claims = await rows(shuffled(`select id from claim where review_state <> 'DRAFT'`, 256));
    return claims.map(({ id }) => ({ values: [id], sourcebook: { id: globalId('claim', id) }, postgraphile: { id } }));
  },
};

const dated = (edtf) => (edtf === null ? null : { edtf });
