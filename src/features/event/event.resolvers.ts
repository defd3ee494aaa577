import type { Resolvers } from '../../generated/resolvers.js';
import { present } from '../../lib/errors.js';
import { actorOf } from '../actor/index.js';
import { addNodeKinds, edtfDate, globalId, storedId } from '../base/index.js';
import * as event from './event.entity.js';

addNodeKinds({ event: { typename: 'Event', load: (loaders, id) => loaders.byId(event.events, id) } });

export const eventResolvers: Resolvers = {
  Query: {
    event: (_root, { id }, { loaders }) => loaders.byId(event.events, storedId('event', id, 'id')),
    events: (_root, args, { loaders }) => loaders.list(event.events, args),
  },
  Event: {
    id: globalId('event'),
    modes: ({ modes }) => [...modes],
    time: (row) => edtfDate(row.timeEdtf, row.timeEarliest, row.timeLatest, row.timeWords),
    place: placeOf,
    parent: ({ parentId }, _args, { loaders }) => loaders.byId(event.events, parentId),
    participants: ({ id }, args, { loaders }) => loaders.related(event.eventParticipants, id, args),
    parts: ({ id }, args, { loaders }) => loaders.related(event.eventParts, id, args),
    collections: ({ id }, _args, { loaders }) => loaders.all(event.eventCollections, id),
  },
  EventParticipant: {
    event: async ({ eventId }, _args, { loaders }) =>
      present(await loaders.byId(event.events, eventId), 'EventParticipant.event'),
    actor: ({ actorId }, _args, { loaders }) => actorOf(loaders, actorId, 'EventParticipant.actor'),
  },
  Actor: {
    participations: ({ id }, args, { loaders }) => loaders.related(event.actorParticipations, id, args),
    events: ({ id }, args, { loaders }) => loaders.related(event.actorEvents, id, args),
  },
  Collection: {
    events: ({ id }, args, { loaders }) => loaders.related(event.collectionEvents, id, args),
  },
};

/** Null when nothing of the place is known. */
function placeOf({ placeName, placeCountry, placePrecision, latitude, longitude }: event.EventRow) {
  if (placeName === null && placeCountry === null && latitude === null) return null;
  return { name: placeName, country: placeCountry, precision: placePrecision, latitude, longitude };
}
