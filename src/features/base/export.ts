import { present } from '../../lib/errors.js';
import { allOf } from '../../lib/filter.js';
import { globalIdOf } from '../../lib/ids.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import type { AnyEntity, AnyRelation, Rows } from './entity.js';
import type { Selected } from './field.js';
import { matchingOf } from './list.js';
import type { Matching } from './matching.js';
import { isPointedAt, keyOf } from './related.js';
import { joinsOf, type Joins } from './joins.js';
import { Statement } from './statement.js';
import type { Computation } from './view.js';
import type { At } from './viewer.js';

/** Which records of a kind are exported. */
export interface Exported {
  readonly filter?: object | null;
  /** Only those whose stored ids come after this one. */
  readonly after: string | null;
  readonly limit: number | null;
}

/** A row that is joined, with all values that are wanted of it. */
interface Pointed {
  readonly of: Rows;
  readonly key: Sql;
  readonly at: At;
  readonly values: Sql[];
  readonly joins: Joins;
  readonly written: () => Sql;
}

/**
 * Writes all records of a list, one by one, instead of pages. What a record points at is joined to it, a row at a time, so
 * that Postgres reads it once for all that is wanted of it, and may keep it for the next record that points at the same.
 * So a record may hold values, records that it points at and relations; what is computed in subqueries of its own (views,
 * `those`) has no place here.
 */
export class ExportStatement extends Statement {
  /**
   * `id` and `line`, the record as JSON, of every record of the list in the order of ids: these never change, so
   * whoever goes on after one meets none twice and misses none. What is found is ordered first and read afterwards,
   * so that only ids are sorted.
   */
  lines(of: AnyEntity, { filter, after, limit }: Exported, selected: readonly Selected[]): Sql {
    const found = matchingOf(of, filter, this.scope());
    const at = this.scope();
    const { value, joins } = this.joins.joining(() => this.object(of.type, at, selected));
    const conditions = after === null ? [] : [sql`found.id > ${after}::uuid`];
    return sql`select wanted.id, ${value}::text as line from (
        select found.id from (${found.rows((row) => ({ id: row.column('id') }))}) found
        where ${allOf(conditions)} order by found.id ${limit === null ? sql`` : sql`limit ${limit}::int8`}) wanted
      cross join lateral (select * from ${raw(of.table)} where id = wanted.id offset 0) ${at.table} ${joins}
      order by wanted.id`;
  }

  override through(of: Rows, pointer: Sql, field: (at: At) => Sql): Sql {
    return this.pointed(of, keyOf(of, pointer), field);
  }

  /** The one row whose id a relation gives. The id is joined by itself, so that rows are told apart by it alone. */
  override first(of: AnyRelation, parent: Sql, use: Selected): Sql {
    const to = of.to();
    const at = this.scope();
    if (!of.ids) return super.first(of, parent, use);
    const key = sql`left join lateral (${of.ids(parent, at)} limit 1) ${raw(`${at.alias}_key (id)`)} on true`;
    this.joins.ofRow.set(at.alias, { written: () => key });
    return this.pointed(to, raw(`${at.alias}_key.id`), (row) => this.object(to.type, row, use.of(to.type)));
  }

  /** A value of the row with this key, as a column of a join. */
  private pointed(of: Rows, key: Sql, field: (at: At) => Sql): Sql {
    const name = JSON.stringify([of.table, key.text, key.values]);
    const found = this.joins.ofRow.get(name) as Pointed | undefined;
    const pointed = found ?? this.newlyPointed(of, key);
    this.joins.ofRow.set(name, pointed);
    const value = this.joins.within(pointed.joins, () => field(pointed.at));
    return raw(`${pointed.at.alias}_row.v${pointed.values.push(value)}`);
  }

  private newlyPointed(of: Rows, key: Sql): Pointed {
    const pointed: Pointed = {
      ...{ of, key, at: this.scope(), values: [], joins: new Map() },
      written: () => joinOf(pointed),
    };
    return pointed;
  }

  /**
   * Nodes, then edges, of a network of the records of a list, one JSON each. The query `shown` of `ties` has all of them.
   * Sources without an actor are told apart by their description.
   */
  network(of: AnyEntity, filter: object | null | undefined, ties: (list: Matching) => Computation): Sql {
    const list = matchingOf(of, filter, this.scope());
    const node = (end: string) =>
      sql`coalesce(${globalIdOf('actor', raw(`${end}_id`))}, 'unnamed_' || md5(${raw(`${end}_unnamed`)}))`;
    const { queries, row } = ties(list);
    return sql`with ${queries},
      tie as materialized (
        select ${node('source')} as source, ${node('target')} as target, source_id, source_unnamed, target_id,
          target_unnamed, weight, article_count
        from shown where (select count(*) from ${raw(row)}) = 1),
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

/** `offset 0` keeps Postgres from joining whole tables, whose rows would have to be sorted again. */
function joinOf({ of, key, at, values, joins }: Pointed): Sql {
  const columns = join(values.map((value, index) => sql`${value} as ${raw(`v${index + 1}`)}`));
  return sql`left join lateral (select ${columns} from ${raw(of.table)} ${at.table} ${joinsOf(joins)}
    where ${isPointedAt(of, at, key)} offset 0) ${raw(`${at.alias}_row`)} on true`;
}
