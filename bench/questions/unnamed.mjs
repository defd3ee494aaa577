import { withSome } from './lib/claimsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** The sources without a name that claims about an actor rest on, and who printed them. */
export const question = {
  name: 'unnamed',
  title: 'unnamed sources of 500 claims',
  place: 45,
  sourcebook: {
    query: `query ($actor: ID!) {
      claims(first: 0, filter: { subject: { id: { eq: $actor } } }) {
        unnamedSources(limit: 25, examples: 2) {
          claimCount sourceCount
          sources { actor { id name } isIdentified words outlet { id name } claimCount articleCount claims { id } }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      unnamed: unnamedSources(actor: $actor, examples: 2, first: 25) {
        nodes {
          allClaims sourceCount
          actor: actorByActorId { id: rowId name } isIdentified words outlet: actorByOutletId { id: rowId name }
          claimCount articleCount claimIds
        }
      }
    }`,
    rows: ({ unnamed: { nodes } }) => ({
      claims: {
        unnamedSources: {
          claimCount: nodes[0].allClaims,
          sourceCount: nodes[0].sourceCount,
          sources: nodes.map(({ allClaims: _claims, sourceCount: _sources, claimIds, ...source }) => ({
            ...source,
            claims: claimIds.map((id) => ({ id })),
          })),
        },
      },
    }),
  },
  ceiling: {
    sql: `with link as materialized (
        select p.claim_id, p.article_id, p.published_earliest, p.position, o.canonical_id as outlet, a.id as actor,
          coalesce(a.kind <> 'UNNAMED_SOURCE', false) as identified, l.unnamed, case when a.id is null then l.unnamed end as described
        from claim_part p join attribution_link l on l.claim_id = p.claim_id and l.position > 0
          join actor_identity o on o.actor_id = p.outlet_id
          left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
          left join actor named on named.id = l.actor_id and named.kind = 'UNNAMED_SOURCE'
        where p.actor_id = $1 and p.part = 'SUBJECT' and p.review_state <> 'DRAFT'
          and (l.actor_id is null or l.unnamed is not null or named.id is not null)
      ), source as materialized (
        select actor, described, outlet, bool_or(identified) as identified, count(distinct claim_id) as claims,
          count(distinct article_id) as articles, array_agg(distinct unnamed) filter (where unnamed is not null) as words
        from link group by actor, described, outlet
      ), top as materialized (select * from source order by claims desc, actor, described, outlet limit 25)
      select json_build_object('claims', json_build_object('unnamedSources', json_build_object(
        'claimCount', (select count(distinct claim_id) from link), 'sourceCount', (select count(*) from source),
        'sources', (select coalesce(json_agg(json_build_object(
            'actor', case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end, 'isIdentified', t.identified,
            'words', coalesce(t.words, '{}'), 'outlet', json_build_object('id', o.id, 'name', o.name),
            'claimCount', t.claims, 'articleCount', t.articles, 'claims', f.claims)
            order by t.claims desc, t.actor, t.described, t.outlet), '[]')
          from top t join actor o on o.id = t.outlet left join actor a on a.id = t.actor
          cross join lateral (select json_agg(json_build_object('id', claim_id) order by published_earliest, article_id, position) as claims
            from (select distinct claim_id, published_earliest, article_id, position from link l
              where l.outlet = t.outlet and l.actor is not distinct from t.actor and l.described is not distinct from t.described
              order by published_earliest, article_id, position limit 2) e) f))))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSome(500, 'SUBJECT', 16));
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
