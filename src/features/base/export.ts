import { present } from '../../lib/errors.js';
import { allOf } from '../../lib/filter.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import type { AnyEntity, AnyRelation } from './entity.js';
import type { Selected } from './field.js';
import { matchingOf, type Matching } from './list.js';
import { Statement } from './statement.js';
import type { Computation } from './view.js';

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
    const found = matchingOf(of, filter, this.scope());
    const at = this.scope();
    const record = sql`select ${this.object(of.type, at, selected)} from ${raw(of.table)} ${at.table}
      where ${at.column('id')} = wanted.id`;
    const conditions = after === null ? [] : [sql`found.id > ${after}::uuid`];
    return sql`select wanted.id, (${record})::text as line from (
      select found.id from (${found.rows((row) => sql`${row.column('id')} as id`)}) found
      where ${allOf(conditions)} order by found.id ${limit === null ? sql`` : sql`limit ${limit}::int8`}) wanted`;
  }

  /**
   * Nodes, then edges, of a network of the records of a list, one JSON each. The query `shown` of `ties` has all of them.
   * Sources without an actor are told apart by their description.
   */
  network(of: AnyEntity, filter: object | null | undefined, ties: (list: Matching) => Computation): Sql {
    const list = matchingOf(of, filter, this.scope());
    const node = (end: string) =>
      raw(`coalesce('actor_' || replace(${end}_id::text, '-', ''), 'unnamed_' || md5(${end}_unnamed))`);
    const { queries, row } = ties(list);
    return sql`with ${queries},
      tie as materialized (
        select ${node('source')} as source, ${node('target')} as target, source_id, source_unnamed, target_id,
          target_unnamed, weight, article_count
        from ${raw(row)} cross join shown),
      node as (select source as id, source_id as actor_id, source_unnamed as unnamed from tie
        union select target, target_id, target_unnamed from tie)
      select '' as id, line from (
        select 0 as part, 0 as weight, n.id as source, '' as target,
          json_build_object('node', n.id, 'name', coalesce(a.name, n.unnamed), 'kind', a.kind)::text as line
        from node n left join actor a on a.id = n.actor_id
        union all
        select 1, weight, source, target,
          json_build_object('source', source, 'target', target, 'weight', weight, 'articles', article_count)::text
        from tie) parts
      order by part, weight desc, source collate "C", target collate "C"`;
  }

  /** A list inside a record is given whole: `nodes` alone, without a page around them. */
  override connection(of: AnyEntity, relation: AnyRelation | null, parent: Sql, use: Selected): Sql {
    const nodes = use.of(`${of.type}Connection`).find(({ field }) => field === 'nodes');
    return this.every(present(relation, 'relation'), parent, present(nodes, 'nodes'));
  }
}
