import type * as Api from '../../generated/resolvers.js';
import { codeKey, enumKey, key, nullableDate, textKey } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { besideActor, groupOf, joinedByGroup } from '../actor/index.js';
import {
  besideOrders,
  collectionsOf,
  columns,
  entity,
  everywhere,
  idKey,
  inCollection,
  relation,
  owned,
} from '../base/index.js';

/** Where the claims come from that assert an event, by numbers that are kept for it; see the feature `corroboration`. */
export const eventNumbers = {
  table: 'event_corroboration',
  id: 'event_id',
  compute: 'corroboration_of_event',
  orders: {
    ARTICLE_COUNT: 'article_count',
    OUTLET_COUNT: 'outlet_count',
    INDEPENDENT_ORIGIN_COUNT: 'independent_origin_count',
    NOT_ESTABLISHED_COUNT: 'not_established_count',
  },
};

export const events = entity<Api.EventFilter, Api.EventOrderField>()({
  type: 'Event',
  table: 'event',
  prefix: 'event',
  columns: columns(`id key title description type modes status time_edtf time_earliest time_latest time_words place_name
    place_country place_precision latitude longitude parent_id`),
  primaryKey: idKey,
  orders: {
    TIME_EARLIEST: [nullableDate('time', 'earliest')],
    TIME_LATEST: [nullableDate('time', 'latest')],
    TITLE: [textKey('title')],
    KEY: [codeKey('key')],
    ...besideOrders(eventNumbers),
  },
  defaultOrder: [{ field: 'TIME_EARLIEST' }],
  beside: eventNumbers,
  visible: everywhere,
});

export const participants = entity<Api.EventParticipantFilter, Api.EventParticipantOrderField>()({
  type: 'EventParticipant',
  table: 'event_participant',
  columns: columns('event_id position actor_id role'),
  primaryKey: [key('event_id', 'uuid'), key('position', 'int4')],
  orders: { POSITION: [key('position', 'int4')], ROLE: [enumKey('role', 'participant_role')] },
  defaultOrder: [{ field: 'POSITION' }],
  visible: everywhere,
});

export const eventParticipants = owned('event.participants', () => participants, 'event_id');

export const eventParts = owned('event.parts', () => events, 'parent_id');

export const eventCollections = collectionsOf('event');

export const collectionEvents = relation(
  'collection.events',
  () => events,
  (at, parent) => inCollection('event', at.column('id'), parent),
);

export const actorParticipations = relation(
  'actor.participations',
  () => participants,
  (at, parent) => sql`${at.column('actor_id')} in (${groupOf(parent)})`,
  { joined: joinedByGroup('actor_id') },
);

export const actorEvents = relation(
  'actor.events',
  () => events,
  (at, parent) =>
    sql`exists (select from participating_actor p where p.actor_id = ${parent} and p.event_id = ${at.column('id')})`,
  besideActor('participating_actor', 'event_id', columns('type status time_earliest time_latest')),
);
