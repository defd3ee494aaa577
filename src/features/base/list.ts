import { cursorColumns, cursorOf, decodeCursor } from '../../lib/cursor.js';
import { present } from '../../lib/errors.js';
import { allOf, always, never, notTrue } from '../../lib/filter.js';
import {
  beyond,
  orderList,
  sortOrder,
  type KnownOfRows,
  type OrderTerm,
  type SortKey,
  type SortOrder,
} from '../../lib/keyset.js';
import { windowOf, type PageArgs, type Window } from '../../lib/page.js';
import type { Scope } from '../../lib/scope.js';
import { join, raw, sql, unplanned, type Sql } from '../../lib/sql.js';
import { asideOf, copiesIn, driven, linkOf, presentIn, sourceOf, type Copied } from './drive.js';
import { listedOf, visibleBy, whereOf, type AnyEntity, type AnyRelation } from './entity.js';
import { matchingIn, selectedAs, Shared, type Expressions, type Matching, type Source } from './matching.js';
import type { At } from './viewer.js';

/** Arguments of a connection. */
export interface ListArgs extends PageArgs {
  readonly filter?: object | null;
  readonly orderBy?: readonly OrderTerm<string>[] | null;
}

/** A list someone asked for: checked, and ready to be written as SQL for a parent. */
export interface List {
  readonly name: string;
  readonly window: Window;
  /** Where the fields of its rows are written. */
  readonly at: At;
  /** CTEs that a statement about the list begins with, before its own; null for what stands in tables. */
  readonly computing: Sql | null;
  /** Whether the filter finds all rows of the list before it can tell the first of a page. */
  readonly gathers: boolean;
  /**
   * What names the page's rows and one beyond it, their places (`place`, from 1), and what `cursor` is made of, where cursors
   * are wanted; of computed rows, all columns.
   */
  keys(parent: Sql, cursors: boolean): Sql;
  /** The same from rows that several readers share. */
  gathered(rows: Shared, cursors: boolean): Sql;
  /** The cursor of a row that `keys`, as `page`, names. */
  readonly cursor: Sql;
  /** FROM clause of the rows that `keys`, as `page`, names. */
  readonly rows: Sql;
  /**
   * FROM clause of the rows of the page, in no order, for lists that are short before they are cut; null for others,
   * whose page is cut on keys.
   */
  short(parent: Sql): Sql | null;
  /** ORDER BY list of the rows. */
  readonly order: Sql;
  /** All rows of the list, whatever the page. */
  matching(parent: Sql): Matching;
  /** The same for several readers at once. */
  shared(parent: Sql): Shared;
  /** The number of all rows of the list. */
  total(parent: Sql): Sql;
  /** Whether rows stand on that side of the window. */
  neighbour(parent: Sql, side: 'before' | 'after'): Sql;
}

/**
 * Checks the arguments and plans the statements of a list. Absent filters leave no trace in the SQL; values are only
 * parameters. A page is cut on keys first, where possible on copies of them, and the rest of its rows is read for what is
 * left.
 */
export function planList(of: AnyEntity, args: ListArgs, at: At, belongs: AnyRelation | null): List {
  const name = belongs?.name ?? of.table;
  const window = windowOf(args);
  const { relation, filter, parentOf } = driven(of, args.filter, belongs);
  const { through } = relation ?? {};
  const aside = relation ? through : asideOf(of, args.orderBy, at.viewer);
  const copied = (link: Copied | undefined = through): At => (link ? at.copiedIn(copiesIn(link, at)) : at);
  const [keyAt, orderAt] = [copied(), copied(aside)];
  const orderIn = (rowAt: At): SortOrder => orderOf(of, args.orderBy, rowAt, presentIn(args.filter));
  const order = orderIn(orderAt);
  const known = knownOf(of, relation);
  const namesOf = through || aside || of.computing ? keysOf : placesInTable;
  const [after, before] = placesOf(name, order, window);
  const where = whereOf(of, filter, keyAt, relation ? visibleBy(relation, keyAt) : listedOf(of, keyAt));
  const ordered = (parent: Sql): Sql => sourceOf(of, at, aside, parentOf(parent), keyAt.isNeeded || orderAt.isNeeded);
  const belonging = (parent: Sql): Sql =>
    relation ? allOf([linkOf(relation, keyAt, parentOf(parent)), where]) : where;
  const source: Source = {
    at: copied,
    from: (rowAt, parent) =>
      sql`from ${sourceOf(of, at, through, parentOf(parent), keyAt.isNeeded || rowAt.isNeeded)} where ${belonging(parent)}`,
  };
  const cut = cutter(window, [after, before], known, of.computing ? unplanned : (size) => sql`${size}::int`);
  const cutRows = (parent: Sql, size: number): Sql => cut(ordered(parent), [belonging(parent)], order, size);

  return {
    name,
    window,
    at,
    computing: of.computing?.({ ...args }, at.viewer) ?? null,
    gathers: at.gathers || through?.gathers === true,
    order: orderList(order, false, known),
    short: (parent) =>
      belongs && !through ? sql`(select ${at.table}.* ${cutRows(parent, window.size)}) ${at.table}` : null,
    keys(parent, cursors) {
      const columns = [selectedAs(namesOf(of, keyAt)), ...(of.computing ? [sql`${at.table}.*`] : [])];
      return numbered(columns, cursors ? order : null, cutRows(parent, window.size + 1));
    },
    gathered(rows, cursors) {
      const from = sql`(${rows.rows((rowAt) => ({ ...namesOf(of, rowAt), ...expressionsOf(orderIn(rowAt)) }))}) gathered`;
      const page = cut(from, [], named(order), window.size + 1);
      return numbered(Object.keys(namesOf(of, at)).map(raw), cursors ? named(order) : null, page);
    },
    cursor: cursorOf(name, order, 'page'),
    rows: of.computing
      ? sql`page cross join lateral (select page.*) ${at.table}`
      : sql`page join ${raw(of.table)} ${at.table}
      on ${allOf(Object.entries(namesOf(of, at)).map(([name, column]) => sql`${column} = page.${raw(name)}`))}`,
    matching: (parent) => matchingIn(source, parent),
    shared: (parent) => new Shared(source, parent),
    total: (parent) =>
      relation?.ids && where === always
        ? sql`select count(distinct id)::int from (${relation.ids(parentOf(parent), keyAt)}) ids (id)`
        : sql`select count(*)::int ${source.from(keyAt, parent)}`,
    neighbour(parent, side) {
      const [place, onward] = side === 'before' ? ([after, 'after'] as const) : ([before, 'before'] as const);
      const outside = place ? notTrue(beyond(order, place, onward)) : never;
      return sql`select exists (select from ${ordered(parent)} where ${allOf([belonging(parent), outside])})`;
    },
  };
}

/** All rows of a list that hangs on no record. */
export const matchingOf = (of: AnyEntity, filter: object | null | undefined, at: At): Matching =>
  planList(of, { filter }, at, null).matching(sql`null`);

type Places = readonly [after: readonly string[] | null, before: readonly string[] | null];

/** The places that the cursors of a window name. */
const placesOf = (name: string, order: SortOrder, window: Window): Places => {
  const placeOf = (side: 'after' | 'before') =>
    window[side] === null ? null : decodeCursor(name, order, window[side], side);
  return [placeOf('after'), placeOf('before')];
};

/** What follows the columns of a SELECT of the first rows of a window, or the last: `from` what, and in which order. */
const cutter =
  (window: Window, [after, before]: Places, known: KnownOfRows, most: (size: number) => Sql) =>
  (from: Sql, conditions: readonly Sql[], by: SortOrder, size: number): Sql => {
    const inWindow = [
      ...(after ? [beyond(by, after, 'after')] : []),
      ...(before ? [beyond(by, before, 'before')] : []),
    ];
    return sql`from ${from} where ${allOf([...conditions, ...inWindow])}
      order by ${orderList(by, window.backward, known)} limit ${most(size)}`;
  };

/** The rows of a page by their places, with what cursors are made of where they are wanted. */
const numbered = (columns: readonly Sql[], cursors: SortOrder | null, cut: Sql): Sql =>
  sql`select *, row_number() over () as place from (
      select ${join([...columns, ...(cursors ? [cursorColumns(cursors)] : [])])}
      ${cut}) keys`;

/** All rows of a relation that stays short: items of a FROM clause, the condition, and the ORDER BY list. */
export function membersOf(of: AnyRelation, at: At, parent: Sql) {
  const to = of.to();
  const table = sql`${raw(to.table)} ${at.table}`;
  const visible = visibleBy(of, at);
  if (!of.placed)
    return {
      from: table,
      where: allOf([of.link(at, parent), visible]),
      order: orderList(orderOf(to, undefined, at), false, knownOf(to, of)),
    };
  const placed = raw(`${at.alias}_placed`);
  return {
    from: sql`lateral (${of.placed(parent)}) ${placed} join ${table} on ${at.column('id')} = ${placed}.id`,
    where: visible,
    order: sql`${placed}.place`,
  };
}

/** What an order need not say of the rows that belong to one parent, or of all. */
const knownOf = (of: AnyEntity, belongs: AnyRelation | null): KnownOfRows => ({
  keys: [of.primaryKey.map(({ column }) => present(column, 'column')), ...(of.unique ? [of.unique] : [])],
  same: belongs?.owner === undefined ? [] : [belongs.owner],
});

/** The order asked for, or the usual one. */
const orderOf = (of: AnyEntity, orderBy: ListArgs['orderBy'], at: At, present?: ReadonlySet<string>): SortOrder =>
  sortOrder(orderBy ?? of.defaultOrder, of.orders as SortKeys, of.primaryKey, at as Scope<never>, present);

type SortKeys = Readonly<Record<string, readonly SortKey[]>>;

/** Columns of the primary key, by their names outside of the table. */
const keysOf = (of: AnyEntity, at: At): Expressions =>
  Object.fromEntries(of.primaryKey.map(({ expression }, index) => [`k${index}`, expression(at as Scope<never>)]));

/**
 * Where rows stand in their table, which one statement may rely on: found at once, without an index. For rows of which no
 * other table has been read.
 */
const placesInTable = (_of: AnyEntity, at: At): Expressions => ({ k0: raw(`${at.alias}.ctid`) });

/** What rows are ordered by, by the names that it has outside of the table, and the same order of rows with these columns. */
const expressionsOf = ({ columns }: SortOrder): Expressions =>
  Object.fromEntries(columns.map(({ expression }, index) => [`o${index}`, expression]));

const named = (order: SortOrder): SortOrder => ({
  ...order,
  columns: order.columns.map((column, index) => ({ ...column, expression: raw(`o${index}`) })),
});
