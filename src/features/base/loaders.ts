import { allOf } from '../../lib/filter.js';
import { Scope } from '../../lib/scope.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { Connection, type PlacedRow } from './connection.js';
import type { AnyRow } from './row.js';
import { Batches, type Keys, type Reader } from './batches.js';
import { camel, selectList, type AnyEntity, type AnyRelation, type Rows } from './entity.js';
import { membersOf, planList, type List, type ListArgs } from './list.js';
import type { Arguments } from './arguments.js';
import type { Computation, Part, View } from './view.js';
import type { At, Viewer } from './viewer.js';
import { boundTexts, type Write } from './writing.js';

/** The only parent of a list that hangs on none. */
const ROOT = '';

/** Reads of one request: whatever one level of the query asks under the same shape becomes one statement. */
export class Loaders {
  private readonly batches: Batches;
  private texts = 0;

  constructor(
    reader: Reader,
    private readonly viewer: Viewer,
  ) {
    this.batches = new Batches(reader);
  }

  /** The list of all rows of an entity. */
  list(of: AnyEntity, args: ListArgs): Connection {
    return this.connection(of, args, null, ROOT);
  }

  /** The list of the rows that belong to one parent. */
  related(relation: AnyRelation, parent: string, args: ListArgs): Connection {
    return this.connection(relation.to(), args, relation, parent);
  }

  /** Every row that belongs to one parent, in the relation's order; for relations that stay short. */
  all(relation: AnyRelation, parent: string): Promise<AnyRow[]> {
    const of = relation.to();
    return this.batches
      .many<AnyRow>(`all ${relation.name}`, (parents) => {
        const at = this.scope();
        const { from, where, order } = membersOf(relation, at, sql`parent.id`);
        return sql`select parent.id as lookup, ${selectList(of, at)}
        from unnest(${parents}::uuid[]) as parent (id) cross join ${from} where ${where} order by ${order}`;
      })
      .load(parent);
  }

  /** The row with this id, or the one that answers for it; null when there is none for the viewer or no id. */
  async byId(of: Rows, id: string | null): Promise<AnyRow | null> {
    if (id === null) return null;
    return this.batches
      .one<AnyRow>(`id ${of.answer?.table ?? ''} ${of.table} ${of.type}`, (ids) => {
        const at = this.scope();
        const { answer } = of;
        const [from, key] = answer
          ? [
              sql`${raw(answer.table)} i join ${raw(of.table)} ${at.table} on ${at.column('id')} = i.${raw(answer.by)}`,
              sql`i.${raw(answer.of)}`,
            ]
          : [sql`${raw(of.table)} ${at.table}`, at.column('id')];
        return sql`select ${key} as lookup, ${selectList(of, at)} from ${from}
        where ${allOf([sql`${key} = any(${ids}::uuid[])`, ...(answer ? [] : [of.visible(at)])])}`;
      })
      .load(id);
  }

  /** A value that is computed from the row with this id. */
  async value(of: Rows, name: string, expression: (at: At) => Sql, id: string): Promise<unknown> {
    const row = await this.batches
      .one<{ value: unknown }>(`value ${of.type} ${name}`, (ids) => {
        const at = this.scope();
        return sql`select ${at.column('id')} as lookup, ${expression(at)} as value
        from ${raw(of.table)} ${at.table} where ${at.column('id')} = any(${ids}::uuid[])`;
      })
      .load(id);
    return row?.value ?? null;
  }

  /** The rows of a view for the row with this id, or for none, as `select` orders them. */
  computed(
    of: Rows | null,
    name: string,
    view: View,
    args: Arguments,
    select: (at: At) => Sql,
    id: string,
  ): Promise<AnyRow[]> {
    return this.batches
      .many<AnyRow>(`view ${of?.type} ${name} ${JSON.stringify(args)}`, (ids) => {
        const at = this.scope();
        if (!of) return forEach(null, () => viewed(view, select(at)));
        return sql`select ${at.column('id')} as lookup, x.* from ${raw(of.table)} ${at.table}
        cross join lateral (${viewed(view, select(at))}) x where ${at.column('id')} = any(${ids}::uuid[])`;
      })
      .load(of ? id : ROOT);
  }

  /** The rows of a view for a row of no table, which are computed from some of its columns, given with their types. */
  computedFrom(
    columns: Readonly<Record<string, string>>,
    name: string,
    view: View,
    args: Arguments,
    select: (at: At) => Sql,
    row: AnyRow,
  ): Promise<AnyRow[]> {
    const values = Object.fromEntries(Object.keys(columns).map((column) => [column, row[camel(column)] ?? null]));
    const typed = Object.entries(columns).map(([column, type]) => raw(`${column} ${type}`));
    return this.batches
      .many<AnyRow>(`from ${name} ${JSON.stringify(args)}`, (keys) => {
        const at = this.scope();
        return sql`select t.key as lookup, x.* from unnest(${keys}::text[]) as k (key)
        cross join lateral (select k.key, r.* from jsonb_to_record(k.key::jsonb) as r (${join(typed)})) ${at.table}
        cross join lateral (${viewed(view, select(at))}) x`;
      })
      .load(JSON.stringify(values));
  }

  /** The one row of a view that hangs on no record. */
  async whole(name: string, view: View, args: Arguments, compute: (at: At) => Computation): Promise<AnyRow> {
    const rows = this.batches.many<AnyRow>(`whole ${name} ${JSON.stringify(args)}`, () =>
      forEach(null, () => wholeRow(null, view, compute(this.scope()))),
    );
    return (await rows.load(ROOT))[0]!;
  }

  /** A text that a program writes from `data`. */
  written(write: Write, data: unknown): Promise<string> {
    this.texts += 1;
    boundTexts(this.texts);
    return write(data);
  }

  private scope(): At {
    return Scope.root(this.viewer, 't');
  }

  private connection(of: AnyEntity, args: ListArgs, relation: AnyRelation | null, parent: string): Connection {
    const list = planList(of, args, this.scope(), relation);
    const name = `${list.name} ${JSON.stringify(args)}`;
    const rows = <Found>(what: string, statement: (parent: Sql) => Sql) =>
      this.batches
        .many<Found>(`${what} ${name}`, (parents) => forEach(relation ? parents : null, statement))
        .load(parent);
    return new Connection(list.window, {
      page: () => rows<PlacedRow>('page', (parent) => pageOf(of, list, parent)),
      total: async () =>
        (await rows<{ total: number }>('total', (id) => aboutList(list, sql`select (${list.total(id)}) as total`)))[0]!
          .total,
      view: (field, view, args, select) =>
        rows<AnyRow>(`view ${field} ${JSON.stringify(args)}`, (parent) =>
          aboutList(list, viewed(view, select(list.matching(parent)))),
        ),
      whole: async (field, view, args, compute) =>
        (
          await rows<AnyRow>(`whole ${field} ${JSON.stringify(args)}`, (parent) =>
            wholeRow(list.computing, view, compute(list.matching(parent))),
          )
        )[0]!,
      neighbours: async (side) =>
        (
          await rows<{ found: boolean }>(side, (id) =>
            aboutList(list, sql`select (${list.neighbour(id, side)}) as found`),
          )
        )[0]!.found,
    });
  }
}

/** One statement for all parents; each row has its parent's id as `lookup`. */
const forEach = (parents: Keys | null, one: (parent: Sql) => Sql): Sql =>
  parents
    ? sql`select parent.id as lookup, x.* from unnest(${parents}::uuid[]) as parent (id)
        cross join lateral (${one(sql`parent.id`)}) x`
    : sql`select '' as lookup, x.* from (${one(sql`null`)}) x`;

/** Rows of a view, with the names that rows have. */
const viewed = ({ columns }: View, select: Sql): Sql =>
  sql`select ${join(columns.map((name) => sql`v.${raw(name)} as ${raw(`"${camel(name)}"`)}`))} from (${select}) v`;

/** A SELECT about a list, with the rows of the list where these are computed. */
const aboutList = ({ computing }: List, select: Sql): Sql => (computing ? sql`with ${computing} ${select}` : select);

/** One row of a view with its lists, which arrive as JSON. */
const wholeRow = (computing: Sql | null, view: View, { queries, row }: Computation): Sql =>
  sql`with ${computing ? sql`${computing}, ` : sql``}${queries} select ${fieldsOf(view, 'w')} from ${raw(row)} w`;

/** SELECT list of a view: its columns and its lists, with the names that rows have. */
const fieldsOf = ({ columns, parts }: View, alias: string): Sql =>
  join([
    ...columns.map((name) => sql`${raw(`${alias}.${name} as "${camel(name)}"`)}`),
    ...Object.entries(parts).map(([name, part]) => sql`${listOf(part, alias)} as ${raw(`"${name}"`)}`),
  ]);

function listOf({ view, query, link }: Part, alias: string): Sql {
  const inner = `${alias}w`;
  const mine = link ? raw(`where ${inner}.${link} = ${alias}.${link}`) : raw('');
  return sql`(select coalesce(json_agg((select row_to_json(o.*) from (select ${fieldsOf(view, inner)}) o)
    order by ${raw(inner)}.place), '[]') from ${raw(`${query} ${inner}`)} ${mine})`;
}

const pageOf = (of: Rows, list: List, parent: Sql): Sql =>
  sql`with ${list.computing ? sql`${list.computing}, ` : sql``}page as materialized (${list.keys(parent, true)})
    select ${list.cursor} as cursor, ${selectList(of, list.at)} from ${list.rows} order by page.place`;
