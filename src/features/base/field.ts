import type { Sql } from '../../lib/sql.js';
import type { Resolvers } from '../../generated/resolvers.js';
import type { Arguments } from './arguments.js';
import type { Context } from './context.js';
import type { AnyEntity, AnyRelation, Rows, Typename } from './entity.js';
import type { AnyRow } from './row.js';
import type { Computation, View } from './view.js';
import type { At } from './viewer.js';
import type { Write } from './writing.js';

/** A field that an operation selects, with its arguments and what it selects of the answer. */
export interface Selected {
  /** Name in the answer. */
  readonly as: string;
  readonly field: string;
  readonly args: Arguments;
  /** Fields of the answer, when it is a record of type `typename`. */
  readonly of: (typename: string) => readonly Selected[];
}

/**
 * A field of a type, declared once and read twice: by the resolvers, which answer it from rows that loaders read level by
 * level, and by the writer of statements, which answers a whole operation at once. Both give the same.
 */
export interface Field {
  readonly resolve: (row: AnyRow, args: Arguments, context: Context) => unknown;
  /** Its value as JSON, for the record that stands under `at`. */
  readonly sql: (at: At, use: Selected, writer: Writer) => Sql;
}

/** Fields of one type. Those that are columns of the same name need no declaration. */
export type Fields<Type extends Typename = Typename> = {
  readonly [Name in Exclude<keyof NonNullable<Resolvers[Type]>, '__isTypeOf'>]?: Field;
};

/** What a feature says about types, its own and those of earlier features. */
export type FieldsOfTypes = { readonly [Type in Typename]?: Fields<Type> };

/** Writes the parts of a statement that hold records; each gives JSON. `parent` and `pointer` are ids. */
export interface Writer {
  /** A record, found by what a column points at; null when there is none for the viewer. */
  one(of: Rows, pointer: Sql, use: Selected): Sql;
  /** A value of a record, found in the same way. */
  through(of: Rows, pointer: Sql, value: (at: At) => Sql): Sql;
  /** A value of type `type`, whose fields stand in the row at hand. */
  part(type: Typename, fields: Readonly<Record<string, Field>>, at: At, use: Selected): Sql;
  /** All records that belong to a parent. */
  every(of: AnyRelation, parent: Sql, use: Selected): Sql;
  /** The record that belongs to a parent, at most one; or null. */
  first(of: AnyRelation, parent: Sql, use: Selected): Sql;
  /** Computed rows; `select` gives them in order. */
  rows(view: View, select: Sql, use: Selected): Sql;
  /** The one computed row, or null. */
  row(view: View, select: Sql, use: Selected): Sql;
  /** One computed row with lists inside of it. */
  whole(view: View, computation: Computation, use: Selected): Sql;
  /** A text that a program writes from the JSON of `data` when the statement has been answered. */
  written(data: Sql, write: Write): Sql;
  /** A page of the records that belong to a parent, or of all. */
  connection(of: AnyEntity, relation: AnyRelation | null, parent: Sql, use: Selected): Sql;
}
