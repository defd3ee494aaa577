import type * as Api from '../../generated/resolvers.js';
import { booleanTest, dateTest, enumTest, orderedTextTest, textTest } from '../../lib/operators.js';
import { sql } from '../../lib/sql.js';
import { actorNamedIn, actorTest } from '../actor/index.js';
import { idClause, listTest, referenceTest, type ClausesOf } from '../base/index.js';
import {
  actorEvents,
  actorParticipations,
  eventCollections,
  eventParticipants,
  eventParts,
  events,
} from './event.entity.js';

export const eventClauses: ClausesOf<
  Api.EventFilter,
  | 'id'
  | 'key'
  | 'title'
  | 'description'
  | 'type'
  | 'mode'
  | 'status'
  | 'time'
  | 'place'
  | 'country'
  | 'placePrecision'
  | 'participants'
  | 'parent'
  | 'parts'
  | 'collections'
> = {
  id: idClause('event'),
  key: (test, at) => textTest(at.column('key'), test, at),
  title: (test, at) => orderedTextTest(at.column('title'), test, at),
  description: (test, at) => textTest(at.column('description'), test, at),
  type: (test, at) => enumTest(at.column('type'), 'event_type', test, at),
  mode: (mode, at) => booleanTest(sql`(${mode} = any(${at.column('modes')}))`, true, at),
  status: (test, at) => enumTest(at.column('status'), 'event_status', test, at),
  time: (test, at) => dateTest('time', test, at),
  place: (test, at) => textTest(at.column('place_name'), test, at),
  country: (test, at) => textTest(at.column('place_country'), test, at),
  placePrecision: (test, at) => enumTest(at.column('place_precision'), 'place_precision', test, at),
  participants: (test, at) => listTest(eventParticipants, test, at),
  parent: (filter, at) => referenceTest(events, 'parent_id', filter, at),
  parts: (test, at) => listTest(eventParts, test, at),
  collections: (test, at) => listTest(eventCollections, test, at),
};

/** Events of one actor are read along its participations. */
export const eventDrivers = {
  participants: { relation: actorEvents, parent: actorNamedIn('some', 'actor') },
};

export const participantClauses: ClausesOf<Api.EventParticipantFilter, 'actor' | 'role' | 'event'> = {
  actor: (filter, at) => actorTest('actor_id', filter, at),
  role: (test, at) => enumTest(at.column('role'), 'participant_role', test, at),
  event: (filter, at) => referenceTest(events, 'event_id', filter, at),
};

/** Fields of events in the filter of actors. */
export const actorEventClauses: ClausesOf<Api.ActorFilter, 'participations' | 'events'> = {
  participations: (test, at) => listTest(actorParticipations, test, at),
  events: (test, at) => listTest(actorEvents, test, at),
};
