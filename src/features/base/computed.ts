import { present } from '../../lib/errors.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import type { Arguments } from './arguments.js';
import { camel, columns, type Rows } from './entity.js';
import type { Field } from './field.js';
import type { Matching } from './matching.js';
import type { AnyRow } from './row.js';
import type { Computation, View } from './view.js';
import type { At } from './viewer.js';

/** A field of a connection that is answered from all rows of its list: by rows of its own, or by one with lists. */
export interface ListField extends Field {
  readonly over:
    | { readonly view: View; readonly select: (list: Matching, args: Arguments) => Sql }
    | { readonly view: View; readonly compute: (list: Matching, args: Arguments) => Computation };
  /** Whether it refuses more than `MOST_ROWS` rows, and so may read them from where others do. */
  readonly shared?: boolean;
}

/**
 * Rows that are computed from all rows of a list, under its filter, in the order that `select` gives them. `name` is the
 * field's.
 */
export const overList = (name: string, view: View, select: (list: Matching, args: Arguments) => Sql): ListField => ({
  over: { view, select },
  resolve: (connection, args) =>
    (connection as unknown as Overlooked).view(name, view, args, (list) => select(list, args)),
  sql: () => {
    throw new Error(`${view.type} is a field of a connection`);
  },
});

/**
 * Rows that stand in a column of a view's row, as an array of JSON objects with the names of the columns of `view`.
 * `types` are their types in Postgres, in the order of these columns, parted by white space. `only` names an argument, a
 * list of values of the first column: where it is given, rows with other values are left out.
 */
export const rowsIn = (name: string, view: View, types: string, only?: string): Field => {
  const record = columns(types).map((type, index) => `"${view.columns[index]}" ${type}`);
  const first = present(view.columns[0], 'columns');
  const wantedOf = (args: Arguments) => (only === undefined ? null : (args[only] as readonly string[] | null)) ?? null;
  return {
    resolve: (row, args) => {
      const rows = (row[camel(name)] as readonly AnyRow[]).map((held) =>
        Object.fromEntries(Object.entries(held).map(([column, value]) => [camel(column), value])),
      );
      const wanted = wantedOf(args);
      return wanted ? rows.filter((held) => wanted.includes(held[camel(first)] as string)) : rows;
    },
    sql: (at, use, writer) => {
      const wanted = wantedOf(use.args);
      return writer.rows(
        view,
        sql`select h.* from rows from (jsonb_to_recordset(${at.column(name)}) as (${raw(record.join(', '))}))
          with ordinality h ${wanted ? sql`where h.${raw(`"${first}"`)} = any(${wanted})` : sql``} order by h.ordinality`,
        use,
      );
    },
  };
};

/** One row with lists inside of it that is computed from all rows of a list, under its filter; see `ListField.shared`. */
export const wholeOfList = (
  name: string,
  view: View,
  compute: (list: Matching, args: Arguments) => Computation,
  reads?: 'SHARED',
): ListField => ({
  over: { view, compute },
  shared: reads === 'SHARED',
  resolve: (connection, args) =>
    (connection as unknown as Overlooked).whole(name, view, args, (list) => compute(list, args)),
  sql: () => {
    throw new Error(`${view.type} is a field of a connection`);
  },
});

/** One row with lists inside of it that is computed for a field of the root. */
export const wholeOf = (name: string, view: View, compute: (at: At, args: Arguments) => Computation): Field => ({
  resolve: (_root, args, { loaders }) => loaders.whole(name, view, args, (at) => compute(at, args)),
  sql: (at, use, writer) => writer.whole(view, compute(at, use.args), use),
});

/** What the resolver of a field over a list is given. */
interface Overlooked {
  view(name: string, view: View, args: Arguments, select: (list: Matching) => Sql): Promise<unknown>;
  whole(name: string, view: View, args: Arguments, compute: (list: Matching) => Computation): Promise<unknown>;
}

/**
 * Rows that are computed for a record of kind `of`, or for none (a root field), in the order that `select` gives them.
 * `name` is the field's.
 */
export const rowsOf = (of: Rows | null, name: string, view: View, select: (at: At, args: Arguments) => Sql): Field => ({
  resolve: (row, args, { loaders }) => loaders.computed(of, name, view, args, (at) => select(at, args), idOf(row)),
  sql: (at, use, writer) => writer.rows(view, select(at, use.args), use),
});

/** The one row that is computed for a record or for none, or null. */
export const rowOf = (of: Rows | null, name: string, view: View, select: (at: At, args: Arguments) => Sql): Field => ({
  resolve: async (row, args, { loaders }) =>
    (await loaders.computed(of, name, view, args, (at) => select(at, args), idOf(row)))[0] ?? null,
  sql: (at, use, writer) => writer.row(view, select(at, use.args), use),
});

/**
 * Rows that are computed from `columns` (with their types) of a row at hand that stands in no table, in the order that
 * `select` gives them. `name` is unique among all of these.
 */
export const rowsFrom = (
  columns: Readonly<Record<string, string>>,
  name: string,
  view: View,
  select: (at: At, args: Arguments) => Sql,
): Field => ({
  resolve: (row, args, { loaders }) => loaders.computedFrom(columns, name, view, args, (at) => select(at, args), row),
  sql: (at, use, writer) => writer.rows(view, select(at, use.args), use),
});

/** The root of a query is no row. */
const idOf = (row: AnyRow | undefined): string => (row?.['id'] ?? '') as string;
