import { eventsOfActor, withSomeEvents } from './lib/eventsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** The events of an actor by type, and by whoever takes part in them. */
export const question = {
  name: 'eventFacets',
  title: 'two facets of 200 events of an actor',
  place: 14,
  sourcebook: {
    query: `query ($actor: ID!) {
      events(first: 0, filter: { participants: { some: { actor: { id: { eq: $actor } } } } }) {
        totalCount
        types: facets(by: TYPE, limit: 30) { buckets { value count } }
        participants: facets(by: PARTICIPANT, limit: 10) { buckets { label count } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      types: eventsByType(actor: $actor) { nodes { value count } }
      participants: eventsByParticipant(actor: $actor, most: 10) { nodes { label count } }
    }`,
    rows: ({ types: { nodes }, participants }) => ({
      events: {
        totalCount: nodes.reduce((sum, { count }) => sum + count, 0),
        types: { buckets: nodes },
        participants: { buckets: participants.nodes },
      },
    }),
  },
  ceiling: {
    sql: `with unit as materialized (${eventsOfActor})
      select json_build_object('events', json_build_object('totalCount', (select count(*) from unit),
        'types', json_build_object('buckets', (
          select coalesce(json_agg(json_build_object('value', type, 'count', n) order by n desc, type), '[]')
          from (select type, count(*) as n from unit group by type) t)),
        'participants', json_build_object('buckets', (
          select coalesce(json_agg(json_build_object('label', a.name, 'count', n) order by n desc, a.id), '[]')
          from (select p.actor_id as id, count(*) as n from unit u join participating_actor p on p.event_id = u.id
              group by p.actor_id order by 2 desc, 1 limit 10) o
            join actor a using (id)))))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSomeEvents(200, 12));
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
