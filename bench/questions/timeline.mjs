import { withSome } from './lib/claimsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** The claims of an actor, month by month over ten years: those that certainly and possibly lie in each. */
export const question = {
  name: 'timeline',
  title: 'timeline of some 1 000 claims of an actor',
  place: 13,
  sourcebook: {
    query: `query ($actor: ID!, $from: Date!, $to: Date!) {
      claims(first: 0, filter: { speaker: { id: { eq: $actor } } }) {
        timeline(interval: MONTH, from: $from, to: $to) { undated certainly steps { period certainly possibly } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!, $from: Date!, $to: Date!) {
      months: claimsByMonth(actor: $actor, firstDay: $from, lastDay: $to) { nodes { period certainly possibly } }
      undated: allClaimParts(condition: { actorId: $actor, part: SPEAKER, assertedEarliest: null },
        filter: { reviewState: { notEqualTo: DRAFT } }) { totalCount }
    }`,
    rows: ({ months: { nodes }, undated }) => ({
      claims: {
        timeline: {
          undated: undated.totalCount,
          certainly: nodes.reduce((sum, { certainly }) => sum + certainly, 0),
          steps: nodes,
        },
      },
    }),
  },
  ceiling: {
    sql: `with dated as materialized (
        select asserted_earliest as a, asserted_latest as z, count(*) as n from claim_part
        where actor_id = $1 and part = 'SPEAKER' and review_state <> 'DRAFT' group by 1, 2),
      change as (
        select month, sum(certain) as certain, sum(delta) as delta from (
          select greatest(date_trunc('month', a), $2::date) as month, n as delta,
            case when date_trunc('month', a) = date_trunc('month', z) then n else 0 end as certain
          from dated where a <= $3::date and z >= $2::date
          union all
          select date_trunc('month', z) + interval '1 month', -n, 0 from dated where a <= $3::date and z between $2::date and $3::date) c
        group by month),
      steps as materialized (
        select m as month, coalesce(certain, 0)::int as certainly, sum(coalesce(delta, 0)) over (order by m) as possibly
        from generate_series($2::timestamp, $3::timestamp, interval '1 month') m left join change c on c.month = m)
      select json_build_object('claims', json_build_object('timeline', json_build_object(
        'undated', (select coalesce(sum(n), 0) from dated where a is null),
        'certainly', (select sum(certainly) from steps),
        'steps', (select json_agg(json_build_object('period', to_char(month, 'YYYY-MM'), 'certainly', certainly,
          'possibly', possibly) order by month) from steps))))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSome(1000, 'SPEAKER', 12));
    return actors.map(({ id }, index) => {
      const [from, to] = [`${2005 + (index % 10)}-01-01`, `${2014 + (index % 10)}-12-31`];
      const actor = globalId('actor', id);
      return { values: [id, from, to], sourcebook: { actor, from, to }, postgraphile: { actor: id, from, to } };
    });
  },
};
