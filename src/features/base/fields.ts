import { present } from '../../lib/errors.js';
import { allOf } from '../../lib/filter.js';
import { globalIdOf, toGlobalId, type IdPrefix } from '../../lib/ids.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { camel, storedId, type AnyEntity, type AnyRelation, type Rows, type Typename } from './entity.js';
import type { Context } from './context.js';
import type { Arguments } from './arguments.js';
import type { Field, Selected, Writer } from './field.js';
import { isPointedAt, keyOf } from './related.js';
import type { AnyRow } from './row.js';
import type { At } from './viewer.js';

export const id = (prefix: IdPrefix): Field => ({
  resolve: (row) => toGlobalId(prefix, row['id'] as string),
  sql: (at) => globalIdOf(prefix, at.column('id')),
});

/** A column under another name. */
export const column = (name: string): Field => ({
  resolve: (row) => row[camel(name)] ?? null,
  sql: (at) => at.column(name),
});

/** A column of type timestamptz(3), with all of its milliseconds. */
export const instant = (name: string): Field => ({
  resolve: (row) => {
    const at = row[camel(name)] as string | null | undefined;
    return at == null ? null : new Date(at).toISOString();
  },
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
    sql: (at, use, writer) => {
      const absent = columns.map((name) => sql`${at.column(name)} is null`);
      return sql`case when ${allOf(absent)} then null else ${writer.part(type, fields, at, use)} end`;
    },
  };
}

/** The record that a column points at; null when there is none for the viewer. */
export const one = (of: Rows, name: string): Field => ({
  resolve: (row, _args, { loaders }) => loaders.byId(of, (row[camel(name)] ?? null) as string | null),
  sql: (at, use, writer) => writer.one(of, at.column(name), use),
});

/** The record that a column points at, which the database promises to be there. */
export const theOne = (of: Rows, name: string): Field => ({
  ...one(of, name),
  resolve: async (row, _args, { loaders }) => present(await loaders.byId(of, row[camel(name)] as string), name),
});

/** A record of which it is known that it is there. Where nothing is selected of its kind, nothing is read. */
export const oneThatIsThere = (of: Rows, pointer: Sql, use: Selected, writer: Writer): Sql =>
  use.of(of.type).length > 0 ? writer.one(of, pointer, use) : sql`'{}'::json`;

/** The record of one of several kinds, of whose columns exactly one has a value. */
export const oneOf = (...kinds: readonly (readonly [of: Rows, name: string])[]): Field => ({
  resolve: async (row, _args, { loaders }) => {
    const [of, name] = present(
      kinds.find(([, name]) => row[camel(name)] != null),
      'target',
    );
    const found: AnyRow = present(await loaders.byId(of, row[camel(name)] as string), name);
    return { __typename: of.type, ...found };
  },
  sql: (at, use, writer) => {
    const ofKind = ([of, name]: (typeof kinds)[number]) =>
      sql`case when ${at.column(name)} is not null then ${oneThatIsThere(of, at.column(name), use, writer)} end`;
    return sql`coalesce(${join(kinds.map(ofKind))})`;
  },
});

/** A field of the record that a column points at. */
export const through = (of: Rows, name: string, field: Field): Field => ({
  resolve: async (row, args, context) =>
    field.resolve(present(await context.loaders.byId(of, row[camel(name)] as string), name), args, context),
  sql: (at, use, writer) => writer.through(of, at.column(name), (target) => field.sql(target, use, writer)),
});

/** The connection of the records that belong to a record. */
export const many = (of: AnyRelation): Field => ({
  resolve: (row, args, { loaders }) => loaders.related(of, row['id'] as string, args),
  sql: (at, use, writer) => writer.connection(of.to(), of, at.column('id'), use),
});

/** All records that belong to a record, for relations that stay short. */
export const every = (of: AnyRelation, parent = 'id'): Field => ({
  resolve: (row, _args, { loaders }) => loaders.all(of, row[camel(parent)] as string),
  sql: (at, use, writer) => writer.every(of, at.column(parent), use),
});

/**
 * The records whose ids stand in a column, an array, in its order; what is not there for the viewer is left out. With OFFSET 0
 * Postgres makes a record once, and not again to see that it is not null.
 */
export const those = (of: Rows, name: string): Field => ({
  resolve: async (row, _args, { loaders }) => {
    const ids = (row[camel(name)] ?? []) as readonly string[];
    const found = await Promise.all(ids.map((id) => loaders.byId(of, id)));
    return found.filter((record) => record !== null);
  },
  sql: (
    at,
    use,
    writer,
  ) => sql`(select coalesce(json_agg(f.record order by f.place) filter (where f.record is not null), '[]')
    from (select ${writer.one(of, sql`w.id`, use)} as record, w.place
      from unnest(${at.column(name)}) with ordinality w (id, place) order by w.place offset 0) f)`,
});

/** The one record that belongs to a record, or null. */
export const first = (of: AnyRelation): Field => ({
  resolve: async (row, _args, { loaders }) => (await loaders.all(of, row['id'] as string))[0] ?? null,
  sql: (at, use, writer) => writer.first(of, at.column('id'), use),
});

/** A value that is computed from a record when it is asked for; `args` are checked by the expression. */
export const value = (of: Rows, name: string, expression: (at: At, args: Arguments) => Sql): Field => ({
  resolve: (row, args, { loaders }) =>
    loaders.value(of, `${name} ${JSON.stringify(args)}`, (at) => expression(at, args), row['id'] as string),
  sql: (at, { args }) => expression(at, args),
});

/** A value of the record that a column points at. */
export type Read = (value: (target: At) => Sql) => Sql;

/** Reads from a record by a subquery of its own. */
export const readOf =
  (target: Rows, pointer: Sql, at: At): Read =>
  (value) => {
    const there = at.related();
    return sql`(select ${value(there)} from ${raw(target.table)} ${there.table}
      where ${isPointedAt(target, there, keyOf(target, pointer))})`;
  };

/** A value that is computed from a record together with the one that its column `name` points at. */
export const valueWith = (
  of: Rows,
  label: string,
  [target, name]: readonly [Rows, string],
  expression: (at: At, read: Read, args: Arguments) => Sql,
): Field => ({
  ...value(of, label, (at, args) => expression(at, readOf(target, at.column(name), at), args)),
  sql: (at, { args }, writer) => expression(at, (wanted) => writer.through(target, at.column(name), wanted), args),
});

/** Root field: the list of all records of a kind. */
export const list = (of: AnyEntity): Field => ({
  resolve: (_root, args, { loaders }) => loaders.list(of, args),
  sql: (_at, use, writer) => writer.connection(of, null, sql`null`, use),
});

/** Root field: the record with the id that stands in argument `id`. */
export const single = (of: Rows): Field => {
  const uuidOf = ({ id }: Arguments): string => storedId(present(of.prefix, 'prefix'), id as string, 'id');
  return {
    resolve: (_root, args, { loaders }) => loaders.byId(of, uuidOf(args)),
    sql: (_at, use, writer) => writer.one(of, sql`${uuidOf(use.args)}::uuid`, use),
  };
};
