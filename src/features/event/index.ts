export { events, participants, type EventParticipantRow, type EventRow } from './event.entity.js';
export { actorEventClauses, eventClauses, participantClauses } from './event.filter.js';
export { eventResolvers } from './event.resolvers.js';
