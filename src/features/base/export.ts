import { present } from '../../lib/errors.js';
import { allOf } from '../../lib/filter.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import type { AnyEntity, AnyRelation } from './entity.js';
import type { Selected } from './field.js';
import { planList } from './list.js';
import { Statement } from './statement.js';

/** Which records of a kind are exported. */
export interface Exported {
  readonly filter?: object | null;
  /** Only those whose stored ids come after this one. */
  readonly after: string | null;
  readonly limit: number | null;
}

/** Writes all records of a list, one by one, instead of pages. */
export class ExportStatement extends Statement {
  /**
   * `id` and `line`, the record as JSON, of every record of the list in the order of ids: these never change, so
   * whoever goes on after one meets none twice and misses none. What is found is ordered first and read afterwards,
   * so that only ids are sorted.
   */
  lines(of: AnyEntity, { filter, after, limit }: Exported, selected: readonly Selected[]): Sql {
    const found = planList(of, { filter }, this.scope(), null).matching(sql`null`);
    const at = this.scope();
    const record = sql`select ${this.object(of.type, at, selected)} from ${raw(of.table)} ${at.table}
      where ${at.column('id')} = wanted.id`;
    const conditions = after === null ? [] : [sql`found.id > ${after}::uuid`];
    return sql`select wanted.id, (${record})::text as line from (
      select found.id from (${found.rows((row) => sql`${row.column('id')} as id`)}) found
      where ${allOf(conditions)} order by found.id ${limit === null ? sql`` : sql`limit ${limit}::int8`}) wanted`;
  }

  /** A list inside a record is given whole: `nodes` alone, without a page around them. */
  override connection(of: AnyEntity, relation: AnyRelation | null, parent: Sql, use: Selected): Sql {
    const nodes = use.of(`${of.type}Connection`).find(({ field }) => field === 'nodes');
    return this.every(present(relation, 'relation'), parent, present(nodes, 'nodes'));
  }
}
