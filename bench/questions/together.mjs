import { eventsOfActor, withSomeEvents } from './lib/eventsOfActor.mjs';
import { globalId } from './lib/ids.mjs';
import { FIELDS_OF_PAIR, networkJson, networkOf, partsOf, undirected } from './lib/ties.mjs';

/** Who takes part in events together with an actor and with each other. */
export const question = {
  name: 'together',
  title: 'who takes part in 100 events together',
  place: 41,
  sourcebook: {
    query: `query ($actor: ID!) {
      events(first: 0, filter: { participants: { some: { actor: { id: { eq: $actor } } } } }) {
        coParticipationNetwork(limit: 50, examples: 1) {
          unitCount tieCount
          ties { source { id name } target { id name } weight events { id title } }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      network: coParticipation(actor: $actor, first: 50) {
        nodes { ${FIELDS_OF_PAIR} event: eventByEventId { id: rowId title } }
      }
    }`,
    rows: ({ network }) => ({
      events: { coParticipationNetwork: networkOf(network, ({ event, ...tie }) => ({ ...tie, events: [event] })) },
    }),
  },
  ceiling: {
    sql: `with unit as materialized (${eventsOfActor}), part as materialized (
        ${partsOf({ table: 'participating_actor', record: 'event_id' })}
      ), ${undirected({ table: 'event', order: 'r.time_earliest, r.id' })}
      select json_build_object('events', json_build_object('coParticipationNetwork', ${networkJson(
        `'events', json_build_array(json_build_object('id', f.id, 'title', f.title))`,
      )}))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSomeEvents(100, 24));
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
