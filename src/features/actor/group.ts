import { raw, sql, type Sql } from '../../lib/sql.js';
import type { At, Joined } from '../base/index.js';

/** Subquery: the ids of all records that answer as `canonical`, its own among them. */
export const groupOf = (canonical: Sql): Sql =>
  sql`select actor_id from actor_identity where canonical_id = ${canonical}`;

/** Rows whose `column` names a record of the group; see `Relation.joined`. */
export const joinedByGroup =
  (column: string) =>
  (at: At, parent: Sql): Joined => ({
    from: sql`actor_identity g`,
    where: sql`g.canonical_id = ${parent} and g.actor_id = ${at.column(column)}`,
  });

/** Rows whose ids stand, with those of records of the group, in a table; see `Relation.joined`. */
export const joinedThrough =
  (table: string, id: string, column = 'actor_id') =>
  (at: At, parent: Sql): Joined => ({
    from: sql`(actor_identity g join ${raw(table)} l on l.${raw(column)} = g.actor_id)`,
    where: sql`g.canonical_id = ${parent} and l.${raw(id)} = ${at.column('id')}`,
  });

/** Subquery: the id of the actor that answers for a record. */
export const answeringFor = (record: Sql): Sql =>
  sql`(select canonical_id from actor_identity where actor_id = ${record})`;
