import type { Sql } from '../../lib/sql.js';
import type { Rows, Typename } from './entity.js';
import { columns } from './entity.js';
import type { Arguments, Field } from './field.js';
import type { Matching } from './list.js';
import type { AnyRow } from './row.js';
import type { At } from './viewer.js';

/** Rows that are computed when they are asked for: a type of the SDL whose fields are columns of a SELECT. */
export type View = Pick<Rows, 'type' | 'columns'>;

/** Names of columns are parted by white space; a field of the SDL has the name of its column in camel case. */
export const view = (type: Typename, names: string): View => ({ type, columns: columns(names) });

/** A field of a connection that is answered from all rows of its list. */
export interface ListField extends Field {
  readonly over: { readonly view: View; readonly select: (list: Matching, args: Arguments) => Sql };
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

/** What the resolver of such a field is given. */
interface Overlooked {
  view(name: string, view: View, args: Arguments, select: (list: Matching) => Sql): Promise<unknown>;
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

/** The root of a query is no row. */
const idOf = (row: AnyRow | undefined): string => (row?.['id'] ?? '') as string;
