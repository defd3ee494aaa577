import { eventsOfActor, withSomeEvents } from './lib/eventsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** The events of an actor, quarter by quarter over ten years: those that certainly and possibly lie in each. */
export const question = {
  name: 'eventTimeline',
  title: 'timeline of 200 events of an actor',
  place: 15,
  sourcebook: {
    query: `query ($actor: ID!, $from: Date!, $to: Date!) {
      events(first: 0, filter: { participants: { some: { actor: { id: { eq: $actor } } } } }) {
        timeline(interval: QUARTER, from: $from, to: $to) { total undated certainly steps { firstDay certainly possibly } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!, $from: Date!, $to: Date!) {
      quarters: eventsByQuarter(actor: $actor, firstDay: $from, lastDay: $to) { nodes { period certainly possibly } }
      undated: eventsOfActor(actor: $actor, filter: { timeEarliest: { isNull: true } }) { totalCount }
      all: eventsOfActor(actor: $actor) { totalCount }
    }`,
    rows: ({ quarters: { nodes }, undated, all }) => ({
      events: {
        timeline: {
          total: all.totalCount,
          undated: undated.totalCount,
          certainly: nodes.reduce((sum, { certainly }) => sum + certainly, 0),
          steps: nodes.map(({ period, ...step }) => ({ firstDay: period, ...step })),
        },
      },
    }),
  },
  ceiling: {
    sql: `with dated as materialized (
        select e.time_earliest::timestamp as a, e.time_latest::timestamp as z
        from (${eventsOfActor}) e),
      change as (
        select quarter, sum(certain) as certain, sum(delta) as delta from (
          select greatest(date_trunc('quarter', a), $2::timestamp) as quarter, 1 as delta,
            case when date_trunc('quarter', a) = date_trunc('quarter', z) then 1 else 0 end as certain
          from dated where a <= $3::date and z >= $2::date
          union all
          select date_trunc('quarter', z) + interval '3 months', -1, 0 from dated where a <= $3::date and z between $2::date and $3::date) c
        group by quarter),
      steps as materialized (
        select q as quarter, coalesce(certain, 0)::int as certainly, sum(coalesce(delta, 0)) over (order by q) as possibly
        from generate_series($2::timestamp, $3::timestamp, interval '3 months') q left join change c on c.quarter = q)
      select json_build_object('events', json_build_object('timeline', json_build_object(
        'total', (select count(*) from dated), 'undated', (select count(*) from dated where a is null),
        'certainly', (select sum(certainly) from steps),
        'steps', (select json_agg(json_build_object('firstDay', quarter::date, 'certainly', certainly,
          'possibly', possibly) order by quarter) from steps))))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSomeEvents(200, 12));
    return actors.map(({ id }, index) => {
      const [from, to] = [`${2005 + (index % 10)}-01-01`, `${2014 + (index % 10)}-12-31`];
      const actor = globalId('actor', id);
      return { values: [id, from, to], sourcebook: { actor, from, to }, postgraphile: { actor: id, from, to } };
    });
  },
};
