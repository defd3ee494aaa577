import sql, { type Sql } from 'sql-template-tag';

/** Subquery: the ids of all records that answer as `canonical`, its own among them. */
export const groupOf = (canonical: Sql): Sql =>
  sql`select actor_id from actor_identity where canonical_id = ${canonical}`;
