import { globalId, shuffled } from './lib/ids.mjs';

export const question = {
  name: 'article',
  title: 'article with citations',
  place: 7,
  sourcebook: {
    query: `query ($id: ID!) {
      article(id: $id) {
        id headline
        published { edtf }
        outlet { id name }
        versions(first: 5) {
          nodes {
            kind language
            citations(first: 100) { nodes { start end quote claim { id statement speaker { id name } } } }
          }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($id: UUID!) {
      article: articleByRowId(rowId: $id) {
        id: rowId headline publishedEdtf
        outlet: actorByOutletId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } }
        versions: articleVersionsByArticleId(first: 5, orderBy: [KEY_ASC]) {
          nodes {
            kind language
            citations: citationsByVersionIdAndArticleId(first: 100, orderBy: [START_OFFSET_ASC, END_OFFSET_ASC, ROW_ID_ASC],
              filter: { claimByClaimIdAndArticleId: { reviewState: { notEqualTo: DRAFT } } }) {
              nodes {
                start: startOffset end: endOffset quote
                claim: claimByClaimIdAndArticleId {
                  id: rowId statement
                  speakers: claimPartsByClaimId(first: 1, condition: { part: SPEAKER }) { nodes { actor: actorByActorId { id: rowId name } } }
                }
              }
            }
          }
        }
      }
    }`,
    rows: ({ article: { publishedEdtf, outlet, versions, ...article } }) => ({
      article: {
        ...article,
        published: publishedEdtf === null ? null : { edtf: publishedEdtf },
        outlet: outlet.identity.actor,
        versions: {
          nodes: versions.nodes.map(({ citations, ...version }) => ({
            ...version,
            citations: {
              nodes: citations.nodes.map(({ claim: { speakers, ...claim }, ...citation }) => ({
                ...citation,
                claim: { ...claim, speaker: speakers.nodes[0]?.actor ?? null },
              })),
            },
          })),
        },
      },
    }),
  },
  ceiling: {
    sql: `select json_build_object('article', (select json_build_object('id', r.id, 'headline', r.headline,
      'published', case when r.published_edtf is not null then json_build_object('edtf', r.published_edtf) end,
      'outlet', json_build_object('id', o.id, 'name', o.name),
      'versions', json_build_object('nodes', (select json_agg(json_build_object('kind', v.kind, 'language', v.language,
          'citations', json_build_object('nodes', coalesce((
            select json_agg(json_build_object('start', x.start_offset, 'end', x.end_offset,
              'quote', case when v.text_right in ('OPEN', 'QUOTATION') then substr(t.text, x.anchor_start + 1, x.anchor_end - x.anchor_start) end,
              'claim', json_build_object('id', c.id, 'statement', c.statement, 'speaker', (
                select json_build_object('id', a.id, 'name', a.name) from claim_part s join actor a on a.id = s.actor_id
                where s.claim_id = c.id and s.part = 'SPEAKER'))) order by x.start_offset, x.end_offset, x.id)
            from citation x join claim c on c.id = x.claim_id and c.review_state <> 'DRAFT'
            where x.version_id = v.id), '[]'))) order by v.key collate "C")
        from article_version v left join version_text t on t.version_id = v.id where v.article_id = r.id)))
      from article r join actor_identity i on i.actor_id = r.outlet_id join actor o on o.id = i.canonical_id
      where r.id = $1))::text`,
  },
  async variables({ rows }) {
    const articles = await rows(shuffled('select id from article', 128));
    return articles.map(({ id }) => ({
      values: [id],
      sourcebook: { id: globalId('article', id) },
      postgraphile: { id },
    }));
  },
};
