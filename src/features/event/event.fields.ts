import { actors } from '../actor/index.js';
import {
  column,
  every,
  id,
  list,
  many,
  one,
  part,
  single,
  theOne,
  vagueDate,
  type FieldsOfTypes,
} from '../base/index.js';
import * as event from './event.entity.js';

const { events } = event;

export const eventFields: FieldsOfTypes = {
  Query: { event: single(events), events: list(events) },
  Event: {
    id: id('event'),
    time: vagueDate('time', 'words'),
    place: part('Place', ['place_name', 'place_country', 'latitude'], {
      name: column('place_name'),
      country: column('place_country'),
      precision: column('place_precision'),
      latitude: column('latitude'),
      longitude: column('longitude'),
    }),
    parent: one(events, 'parent_id'),
    participants: many(event.eventParticipants),
    parts: many(event.eventParts),
    collections: every(event.eventCollections),
  },
  EventParticipant: { event: theOne(events, 'event_id'), actor: theOne(actors, 'actor_id') },
  Actor: { participations: many(event.actorParticipations), events: many(event.actorEvents) },
  Collection: { events: many(event.collectionEvents) },
};
