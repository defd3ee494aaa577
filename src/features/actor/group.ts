import { raw, sql, type Sql } from '../../lib/sql.js';
import type { At, Joined, Through } from '../base/index.js';

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

/**
 * Rows that stand, by their ids and each once, beside the actor that answers in a table with copies of their columns; see
 * `Relation`.
 */
export const besideActor = (table: string, id: string, copies: readonly string[]) => {
  const joined = (at: At, parent: Sql): Joined => ({
    from: sql`${raw(table)} l`,
    where: sql`l.actor_id = ${parent} and l.${raw(id)} = ${at.column('id')}`,
  });
  const through: Through = { table, id, copies, link: (column, parent) => sql`${column('actor_id')} = ${parent}` };
  return { joined, through };
};

/** Subquery: the id of the actor that answers for a record. */
export const answeringFor = (record: Sql): Sql =>
  sql`(select canonical_id from actor_identity where actor_id = ${record})`;
