import { withSome } from './lib/claimsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** Who quotes whom about an actor of whom some 500 claims speak: as many at every size of the corpus. */
export const question = {
  name: 'network',
  title: 'who quotes whom in 500 claims',
  place: 40,
  sourcebook: {
    query: `query ($actor: ID!) {
      claims(first: 0, filter: { subject: { id: { eq: $actor } } }) {
        quotationNetwork(limit: 50, examples: 0) {
          tieCount
          ties { source { id name } sourceUnnamed target { id name } targetUnnamed weight articleCount }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      network: quotationNetwork(actor: $actor, first: 50) {
        nodes {
          source: actorBySourceId { id: rowId name } sourceUnnamed
          target: actorByTargetId { id: rowId name } targetUnnamed
          weight articleCount tieCount
        }
      }
    }`,
    rows: ({ network: { nodes } }) => ({
      claims: {
        quotationNetwork: { tieCount: nodes[0].tieCount, ties: nodes.map(({ tieCount: _count, ...tie }) => tie) },
      },
    }),
  },
  ceiling: {
    sql: `with link as (
        select p.claim_id, p.article_id, l.position, i.canonical_id, case when l.actor_id is null then l.unnamed end as unnamed
        from claim_part p join attribution_link l on l.claim_id = p.claim_id
          left join actor_identity i on i.actor_id = l.actor_id
        where p.actor_id = $1 and p.part = 'SUBJECT' and p.review_state <> 'DRAFT'
      ), passage as (
        select claim_id, article_id, coalesce(canonical_id, md5('unnamed ' || unnamed)::uuid) as source, unnamed as source_unnamed,
          lead(coalesce(canonical_id, md5('unnamed ' || unnamed)::uuid)) over chain as target, lead(unnamed) over chain as target_unnamed
        from link window chain as (partition by claim_id order by position)
      ), tie as materialized (
        select source, target, min(source_unnamed) as source_unnamed, min(target_unnamed) as target_unnamed,
          count(distinct claim_id) as weight, count(distinct article_id) as articles
        from passage where target is not null group by source, target
      ), top as (select * from tie order by weight desc, source, target limit 50)
      select json_build_object('claims', json_build_object('quotationNetwork', json_build_object(
        'tieCount', (select count(*) from tie),
        'ties', (select coalesce(json_agg(json_build_object(
            'source', case when t.source_unnamed is null then json_build_object('id', s.id, 'name', s.name) end, 'sourceUnnamed', t.source_unnamed,
            'target', case when t.target_unnamed is null then json_build_object('id', g.id, 'name', g.name) end, 'targetUnnamed', t.target_unnamed,
            'weight', t.weight, 'articleCount', t.articles) order by t.weight desc, t.source, t.target), '[]')
          from top t left join actor s on s.id = t.source left join actor g on g.id = t.target))))::text`,
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
