import sql, { raw, type Sql } from 'sql-template-tag';
import type { Resolvers } from '../../generated/resolvers.js';
import { present } from '../../lib/errors.js';
import { allOf } from '../../lib/filter.js';
import { toGlobalId, type IdPrefix } from '../../lib/ids.js';
import type { Context } from './context.js';
import { camel, storedId, type AnyEntity, type AnyRelation, type Rows } from './entity.js';
import type { ListArgs } from './list.js';
import type { Selected, Statement } from './statement.js';
import type { At } from './viewer.js';

export type Typename = keyof Resolvers;

/** A row that was read: its columns in camel case. */
export type AnyRow = Readonly<Record<string, unknown>>;
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * A field of a type, declared once and read twice: by the resolvers, which answer it from rows that loaders read level by
 * level, and by `Statement`, which answers a whole operation in one statement. Both give the same.
 */
export interface Field {
  readonly resolve: (row: AnyRow, args: Arguments, context: Context) => unknown;
  /** Its value as JSON, for the record that stands under `at`. */
  readonly sql: (at: At, use: Selected, statement: Statement) => Sql;
}

/** Fields of one type. Those that are columns of the same name need no declaration. */
export type Fields<Type extends Typename = Typename> = {
  readonly [Name in Exclude<keyof NonNullable<Resolvers[Type]>, '__isTypeOf'>]?: Field;
};

/** What a feature says about types, its own and those of earlier features. */
export type FieldsOfTypes = { readonly [Type in Typename]?: Fields<Type> };

export const id = (prefix: IdPrefix): Field => ({
  resolve: (row) => toGlobalId(prefix, row['id'] as string),
  sql: (at) => sql`${raw(`'${prefix}_'`)} || replace(${at.column('id')}::text, '-', '')`,
});

/** A column under another name. */
export const column = (name: string): Field => ({
  resolve: (row) => row[camel(name)] ?? null,
  sql: (at) => at.column(name),
});

/** A column of type timestamptz. */
export const instant = (name: string): Field => ({
  ...column(name),
  sql: (at) => sql`to_char(${at.column(name)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
});

/** A column of type numeric, as Float. */
export const amount = (name: string): Field => ({
  resolve: (row) => (row[camel(name)] == null ? null : Number(row[camel(name)])),
  sql: (at) => sql`trim_scale(${at.column(name)})`,
});

/** An end of a vague date; null when it is open. */
const boundOf = (name: string): Field => ({
  resolve: (row) => (String(row[camel(name)]).endsWith('infinity') ? null : (row[camel(name)] ?? null)),
  sql: (at) => sql`case when isfinite(${at.column(name)}) then ${at.column(name)} end`,
});

const nothing: Field = { resolve: () => null, sql: () => sql`null::text` };

/** Columns `<prefix>_edtf`, `_earliest`, `_latest` and, when the source's words are kept, `_words`. */
export const vagueDate = (prefix: string, words?: 'words'): Field =>
  part('EdtfDate', `${prefix}_edtf`, {
    edtf: column(`${prefix}_edtf`),
    earliest: boundOf(`${prefix}_earliest`),
    latest: boundOf(`${prefix}_latest`),
    words: words ? column(`${prefix}_words`) : nothing,
  });

/** A value whose fields stand in the record's own row; null when none of the `marks`, columns, has a value. */
export function part(
  type: Typename,
  marks: string | readonly string[],
  fields: Readonly<Record<string, Field>>,
): Field {
  const columns = typeof marks === 'string' ? [marks] : marks;
  return {
    resolve: (row) =>
      columns.every((name) => row[camel(name)] == null)
        ? null
        : Object.fromEntries(
            Object.entries(fields).map(([name, field]) => [
              name,
              (args: Arguments, context: Context) => field.resolve(row, args, context),
            ]),
          ),
    sql: (at, use, statement) => {
      const absent = columns.map((name) => sql`${at.column(name)} is null`);
      return sql`case when ${allOf(absent)} then null else ${statement.part(type, fields, at, use)} end`;
    },
  };
}

/** The record that a column points at; null when there is none for the viewer. */
export const one = (of: Rows, name: string): Field => ({
  resolve: (row, _args, { loaders }) => loaders.byId(of, (row[camel(name)] ?? null) as string | null),
  sql: (at, use, statement) => statement.one(of, at.column(name), use),
});

/** The record that a column points at, which the database promises to be there. */
export const theOne = (of: Rows, name: string): Field => ({
  ...one(of, name),
  resolve: async (row, _args, { loaders }) => present(await loaders.byId(of, row[camel(name)] as string), name),
});

/** The record of one of several kinds, of whose columns exactly one has a value. */
export const oneOf = (...kinds: readonly (readonly [of: Rows, name: string])[]): Field => ({
  resolve: async (row, _args, { loaders }) => {
    const [of, name] = present(
      kinds.find(([, name]) => row[camel(name)] != null),
      'target',
    );
    return { __typename: of.type, ...(present(await loaders.byId(of, row[camel(name)] as string), name) as AnyRow) };
  },
  sql: (at, use, statement) =>
    sql`coalesce(${kinds
      .map(([of, name]) => statement.one(of, at.column(name), use))
      .reduce((left, right) => sql`${left}, ${right}`)})`,
});

/** A field of the record that a column points at. */
export const through = (of: Rows, name: string, field: Field): Field => ({
  resolve: async (row, args, context) =>
    field.resolve(present(await context.loaders.byId(of, row[camel(name)] as string), name) as AnyRow, args, context),
  sql: (at, use, statement) => statement.through(of, at.column(name), (target) => field.sql(target, use, statement)),
});

/** The connection of the records that belong to a record. */
export const many = (of: AnyRelation): Field => ({
  resolve: (row, args, { loaders }) => loaders.related(of, row['id'] as string, args as ListArgs),
  sql: (at, use, statement) => statement.connection(of.to(), of, at.column('id'), use),
});

/** All records that belong to a record, for relations that stay short. */
export const every = (of: AnyRelation, parent = 'id'): Field => ({
  resolve: (row, _args, { loaders }) => loaders.all(of, row[camel(parent)] as string),
  sql: (at, use, statement) => statement.all(of, at.column(parent), use),
});

/** The one record that belongs to a record, or null. */
export const first = (of: AnyRelation): Field => ({
  resolve: async (row, _args, { loaders }) => (await loaders.all(of, row['id'] as string))[0] ?? null,
  sql: (at, use, statement) => statement.first(of, at.column('id'), use),
});

/** A value that is computed from a record when it is asked for; `args` are checked by the expression. */
export const value = (of: Rows, name: string, expression: (at: At, args: Arguments) => Sql): Field => ({
  resolve: (row, args, { loaders }) =>
    loaders.value(of, `${name} ${JSON.stringify(args)}`, (at) => expression(at, args), row['id'] as string),
  sql: (at, { args }) => expression(at, args),
});

/** Root field: the list of all records of a kind. */
export const list = (of: AnyEntity): Field => ({
  resolve: (_root, args, { loaders }) => loaders.list(of, args as ListArgs),
  sql: (_at, use, statement) => statement.connection(of, null, sql`null`, use),
});

/** Root field: the record with the id that stands in argument `id`. */
export const single = (of: Rows): Field => {
  const uuidOf = ({ id }: Arguments): string => storedId(present(of.prefix, 'prefix'), id as string, 'id');
  return {
    resolve: (_root, args, { loaders }) => loaders.byId(of, uuidOf(args)),
    sql: (_at, use, statement) => statement.one(of, sql`${uuidOf(use.args)}::uuid`, use),
  };
};
