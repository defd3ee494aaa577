import type { Resolvers } from '../../generated/resolvers.js';
import { allOf, always, compileFilter, type Clauses } from '../../lib/filter.js';
import { badInput } from '../../lib/errors.js';
import { fromGlobalId, type IdPrefix } from '../../lib/ids.js';
import { key, type OrderTerm, type SortKey } from '../../lib/keyset.js';
import { idTest } from '../../lib/operators.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import type { Beside } from './beside.js';
import type { At, Viewer } from './viewer.js';

/** Name of an object type of the SDL. */
export type Typename = keyof Resolvers;

/**
 * A kind of record that can be listed: its columns, orders, filter and visibility, declared once and read by lists,
 * counts, single reads and the filters of other records.
 */
export interface Entity<Filter extends object = object, Field extends string = string> {
  /** Its type in the SDL. */
  readonly type: Typename;
  /** Its table; also the name of its lists in cursors. */
  readonly table: string;
  /** First part of its ids; absent for what has none. */
  readonly prefix?: IdPrefix;
  /** Where the record that answers for a record of this kind is found, when it need not be that record itself. */
  readonly answer?: { readonly table: string; readonly of: string; readonly by: string };
  /** Columns in the database's spelling; rows have them in camel case. */
  readonly columns: readonly string[];
  /** Further fields of a row, computed in SQL. */
  readonly computed?: Readonly<Record<string, (at: At) => Sql>>;
  readonly primaryKey: readonly SortKey[];
  /** Columns whose values together no two rows share, besides those of the primary key. */
  readonly unique?: readonly string[];
  readonly orders: Readonly<Record<Field, readonly SortKey[]>>;
  readonly defaultOrder: readonly OrderTerm<Field>[];
  /** One clause per filter field; later features add those of their fields, see `withClauses`. */
  clauses: Clauses<Filter, Viewer>;
  /** Fields of the filter that can stand for a relation through another table, see `Driver`. */
  drivers?: Readonly<Record<string, Driver>>;
  /**
   * For what has no table: the CTEs (`name as materialized (…), …`) that compute its rows from the arguments of the list
   * and the viewer. `table` is the name of the last of them.
   */
  readonly computing?: (args: Readonly<Record<string, unknown>>, viewer: Viewer) => Sql;
  /** Which rows are there for the viewer. */
  readonly visible: (at: At) => Sql;
  /** Numbers that are kept in a table of their own, by which the list of all can be ordered. */
  readonly beside?: Beside;
  /** Which rows stand in the list of all, when not every visible one does; relations lead to no others. */
  readonly listed?: (at: At) => Sql;
}

/** A condition of a filter that says the same as belonging to one parent by a relation. */
export interface Driver {
  readonly relation: AnyRelation;
  /** The parent that the condition names; null when it says something else. */
  readonly parent: (condition: unknown, path: string) => Sql | null;
}

/** What it takes to read rows, whatever they are filtered and ordered by. */
export type Rows = Pick<
  Entity<never, never>,
  'type' | 'table' | 'prefix' | 'answer' | 'columns' | 'computed' | 'visible'
>;

/** An entity, whatever it is filtered and ordered by. */
export interface AnyEntity
  extends
    Rows,
    Pick<
      Entity<never, never>,
      'primaryKey' | 'unique' | 'orders' | 'clauses' | 'drivers' | 'beside' | 'listed' | 'computing'
    > {
  readonly defaultOrder: readonly OrderTerm<string>[];
}

/** Gives an entity its types: `entity<Filter, OrderField>()({ … })`. */
export const entity =
  <Filter extends object, Field extends string>() =>
  (declaration: Omit<Entity<Filter, Field>, 'clauses'>): Entity<Filter, Field> => ({
    ...declaration,
    clauses: {} as Clauses<Filter, Viewer>,
  });

/** The clauses of some fields of a filter: what one feature knows. */
export type ClausesOf<Filter, Fields extends keyof Filter> = Clauses<Pick<Filter, Fields>, Viewer>;

/** Completes an entity with the clauses that all features give it. */
export function withClauses<Filter extends object, Field extends string>(
  of: Entity<Filter, Field>,
  clauses: Clauses<Filter, Viewer>,
  drivers?: { readonly [Name in keyof Filter]?: Driver },
): Entity<Filter, Field> {
  of.clauses = clauses;
  if (drivers) of.drivers = drivers as Readonly<Record<string, Driver>>;
  return of;
}

/** Names of columns, parted by white space. */
export const columns = (names: string): readonly string[] => names.trim().split(/\s+/);

/** The primary key of most records. */
export const idKey = [key('id', 'uuid')];

export const everywhere = (): Sql => always;

/** How the rows of a list hang on a parent. Declared once, for nested lists and for `some`, `every`, `none`. */
export interface Relation<Filter extends object = object, Field extends string = string> {
  /** Unique among all relations; names the list in cursors. */
  readonly name: string;
  /** By thunk, because records name each other. */
  readonly to: () => Entity<Filter, Field>;
  /** The rows that belong to `parent`, the parent's id. */
  readonly link: (at: At, parent: Sql) => Sql;
  /** The column of the rows that holds the parent's id, where one does. */
  readonly owner?: string;
  /**
   * SELECT of `id` and `place` of the rows, each once, in whose order they are given where all of them are: when it is not
   * the usual one of the record.
   */
  readonly placed?: (parent: Sql) => Sql;
  readonly through?: Through;
  /** The ids of the rows, each once or more: of rows that are there, or null. */
  readonly ids?: (parent: Sql, at: At) => Sql;
  /** The same as a join, for tests on many parents at once: `link` would be looked at anew for each. */
  readonly joined?: (at: At, parent: Sql) => Joined;
  /** Whoever may see the parent may see the rows: they need no test of their own. */
  readonly covered?: boolean;
}

/** What stands between parent and rows: an item for the FROM clause, and the condition. */
export interface Joined {
  readonly from: Sql;
  readonly where: Sql;
}

/**
 * A table between parent and rows, with at most one row for both, that has copies of columns of the rows. What is
 * filtered and ordered by copies alone is found without the rows themselves.
 */
export interface Through {
  /** Its name, or a SELECT that computes it for a parent. */
  readonly table: string | ((parent: Sql, at: At) => Sql);
  /** Its column with the id of the row. */
  readonly id: string;
  /** Columns that have the same name and content there as in the row. */
  readonly copies: readonly string[];
  /** Which of its rows belong to the parent; of a computed one, all do. */
  readonly link?: (column: (name: string) => Sql, parent: Sql) => Sql;
  /** Whether all of its rows for a parent are found before the first is known; see `Scope.gather`. */
  readonly gathers?: boolean;
}

/** A relation, whatever its rows are filtered and ordered by. */
export interface AnyRelation extends Omit<Relation, 'to'> {
  readonly to: () => AnyEntity;
}

export const relation = <Filter extends object, Field extends string>(
  name: string,
  to: () => Entity<Filter, Field>,
  link: (at: At, parent: Sql) => Sql,
  more: Pick<Relation, 'placed' | 'through' | 'covered' | 'ids' | 'joined'> = {},
): Relation<Filter, Field> => ({ name, to, link, ...more });

/** A relation to the rows that have the parent's id in a column. */
export const owned = <Filter extends object, Field extends string>(
  name: string,
  to: () => Entity<Filter, Field>,
  owner: string,
  more: Pick<Relation, 'placed' | 'covered'> = {},
): Relation<Filter, Field> => ({
  ...relation(name, to, (at, parent) => sql`${at.column(owner)} = ${parent}`, more),
  owner,
});

/** A relation to the records that have these ids; see `Relation.ids`. */
export const among = <Filter extends object, Field extends string>(
  name: string,
  to: () => Entity<Filter, Field>,
  ids: (parent: Sql, at: At) => Sql,
  joined?: Relation['joined'],
): Relation<Filter, Field> =>
  relation(name, to, (at, parent) => sql`${at.column('id')} in (${ids(parent, at)})`, {
    ids,
    ...(joined && { joined }),
  });

/** The name of a column in rows. */
export const camel = (column: string): string =>
  column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** SELECT list of an entity's rows. */
export const selectList = (of: Rows, at: At): Sql =>
  join([
    ...of.columns.map((column) => sql`${at.column(column)} as ${raw(`"${camel(column)}"`)}`),
    ...Object.entries(of.computed ?? {}).map(([name, expression]) => sql`${expression(at)} as ${raw(`"${name}"`)}`),
  ]);

/** Visible rows that pass the filter. */
export const whereOf = (of: AnyEntity, filter: object | null | undefined, at: At, visible: Sql = of.visible(at)): Sql =>
  allOf(
    [visible, compileFilter(filter, of.clauses as Clauses<object, Viewer>, at)].filter(
      (condition) => condition !== always,
    ),
  );

/** Which rows the list of all has for the viewer. */
export const listedOf = (of: AnyEntity, at: At): Sql =>
  of.listed ? allOf([of.visible(at), of.listed(at)]) : of.visible(at);

/** Which rows of a relation are there for the viewer, given that the parent is. */
export const visibleBy = ({ to, covered }: AnyRelation, at: At): Sql => (covered ? always : to().visible(at));

/** The stored id behind a client's; BAD_USER_INPUT when it is no id of this kind of record. */
export function storedId(prefix: IdPrefix, id: string, path: string): string {
  const decoded = fromGlobalId(id);
  if (decoded?.prefix !== prefix)
    throw badInput(path, `${JSON.stringify(id)} is no id of this kind; one begins with "${prefix}_".`);
  return decoded.uuid;
}

type IdOperand = Parameters<typeof idTest>[1];

/** Filter clause for ids of `prefix` in `column`. */
export const idClause =
  (prefix: IdPrefix, column = 'id') =>
  (test: IdOperand, at: At): Sql =>
    idTest(at.column(column), test, (id, here) => storedId(prefix, id, here.path), at);
