/**
 * SQL: the actors whose number of events comes nearest to one: as many events at every size of the corpus, as long as so few
 * actors are asked for that the smallest corpus has them.
 */
export const withSomeEvents = (events, count) => `
  select i.canonical_id as id from event_participant p join actor_identity i on i.actor_id = p.actor_id
  group by i.canonical_id order by abs(count(distinct p.event_id) - ${events}), i.canonical_id limit ${count}`;

/** SQL: the events that an actor ($1) takes part in, with the role that it has in several of them once. */
export const eventsOfActor = `
  select distinct p.event_id as id from actor_identity g join event_participant p on p.actor_id = g.actor_id where g.canonical_id = $1`;
