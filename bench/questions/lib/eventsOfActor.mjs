/**
 * SQL: the actors whose number of events comes nearest to one: as many events at every size of the corpus, as long as so few
 * actors are asked for that the smallest corpus has them.
 */
export const withSomeEvents = (events, count) => `
  select actor_id as id from participating_actor
  group by actor_id order by abs(count(*) - ${events}), actor_id limit ${count}`;

/** SQL: the events that an actor ($1) takes part in, with what stands beside them. */
export const eventsOfActor = `
  select event_id as id, type, time_earliest, time_latest from participating_actor where actor_id = $1`;
