import { sql, type Sql } from '../../lib/sql.js';

/** Subquery: the ids of all records that answer as `canonical`, its own among them. */
export const groupOf = (canonical: Sql): Sql =>
  sql`select actor_id from actor_identity where canonical_id = ${canonical}`;

/** Subquery: the id of the actor that answers for a record. */
export const answeringFor = (record: Sql): Sql =>
  sql`(select canonical_id from actor_identity where actor_id = ${record})`;
