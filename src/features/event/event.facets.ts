import type * as Api from '../../generated/resolvers.js';
import { sql } from '../../lib/sql.js';
import { kindsOfActors, namedActor } from '../actor/index.js';
import { titledCollection } from '../article/index.js';
import {
  byCollection,
  byColumnOf,
  byEnum,
  byRecord,
  byText,
  byValues,
  dateThrough,
  vague,
  type DatesOf,
  type FacetsOf,
  type Labelled,
} from '../base/index.js';
import { events } from './event.entity.js';

/** Events as values of facets. */
export const titledEvent: Labelled = { of: events, label: 'title' };

export const eventFacets: FacetsOf<
  Exclude<Api.EventFacet, 'ARTICLE' | 'OUTLET' | 'SPEAKER' | 'INDEPENDENT_ORIGIN_COUNT'>
> = {
  TYPE: byEnum('type'),
  STATUS: byEnum('status'),
  MODE: byValues({
    values: sql`select e.id, m.mode as value from event e cross join lateral unnest(e.modes) m (mode)`,
    many: 'SEVERAL',
    is: 'text',
    path: 'mode',
    missing: null,
  }),
  PLACE: byText('place_name', 'place.eq'),
  COUNTRY: byText('place_country', 'country.eq'),
  PLACE_PRECISION: byEnum('place_precision', 'placePrecision.eq'),
  PARTICIPANT: byValues({
    values: sql`select event_id as id, actor_id as value from participating_actor`,
    many: 'DISTINCT',
    is: namedActor,
    path: 'participants.some.actor.id.eq',
  }),
  PARTICIPANT_KIND: byValues({
    values: sql`select p.event_id as id, a.kind as value from participating_actor p join actor a on a.id = p.actor_id`,
    many: 'SEVERAL',
    is: 'enum',
    path: 'participants.some.actor.kind.eq',
  }),
  PARTICIPANT_ROLE: byValues({
    values: sql`select event_id as id, role as value from event_participant`,
    many: 'SEVERAL',
    is: 'enum',
    path: 'participants.some.role.eq',
  }),
  PARENT: byRecord(titledEvent, 'parent_id', 'parent.id.eq'),
  COLLECTION: byCollection('event', titledCollection),
};

export const eventDates: DatesOf<Api.EventDate> = { TIME: vague('time') };

export const participantFacets: FacetsOf<Api.EventParticipantFacet> = {
  ACTOR: byRecord(namedActor, 'actor_id', 'actor.id.eq'),
  ACTOR_KIND: byValues({ key: 'actor_id', values: kindsOfActors, many: 'ONE', is: 'enum', path: 'actor.kind.eq' }),
  ROLE: byEnum('role'),
  EVENT: byRecord(titledEvent, 'event_id', 'event.id.eq'),
  EVENT_TYPE: byColumnOf('event', 'event_id', 'type', 'enum', 'event.type.eq'),
  EVENT_STATUS: byColumnOf('event', 'event_id', 'status', 'enum', 'event.status.eq'),
};

export const participantDates: DatesOf<Api.EventParticipantDate> = {
  TIME: dateThrough('event_id', 'event', vague('time')),
};

/** Fields of events in the facets of actors. */
export const actorEventFacets: FacetsOf<Extract<Api.ActorFacet, 'EVENT_TYPE' | 'PARTICIPANT_ROLE'>> = {
  EVENT_TYPE: byValues({
    values: sql`select actor_id as id, type as value from participating_actor`,
    many: 'SEVERAL',
    is: 'enum',
    path: 'events.some.type.eq',
  }),
  PARTICIPANT_ROLE: byValues({
    values: sql`select i.canonical_id as id, p.role as value
      from event_participant p join actor_identity i on i.actor_id = p.actor_id`,
    many: 'SEVERAL',
    is: 'enum',
    path: 'participations.some.role.eq',
  }),
};
