export { eventNumbers, events, participants } from './event.entity.js';
export * from './event.facets.js';
export { eventFields } from './event.fields.js';
export { actorEventClauses, eventClauses, eventDrivers, participantClauses } from './event.filter.js';
