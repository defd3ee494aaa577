import { raw, sql, type Sql } from '../../lib/sql.js';
import { placeOf } from './bucket.js';
import type { Facet, Labelled } from './facets.js';
import type { At } from './viewer.js';

/** A column of an enumeration. */
export const byEnum = (column: string, path = `${column}.eq`, missing?: object): Facet => ({
  ...byColumn(column),
  kind: 'enum',
  filter: placeOf(path, 'enum', missing),
});

export const byText = (column: string, path = `${column}.eq`): Facet => ({
  ...byColumn(column),
  kind: 'text',
  filter: placeOf(path, 'text'),
});

/** A column of numbers, or what is true or false of a row. */
export const byPlain = (value: string | ((at: At) => Sql), path: string): Facet => ({
  ...byColumn('id'),
  key: typeof value === 'string' ? (at) => at.column(value) : value,
  kind: 'plain',
  filter: placeOf(path, 'plain'),
});

const byColumn = (column: string) => ({
  key: (at: At) => at.column(column),
  ofRow: false,
  many: 'ONE' as const,
});

/** The record that a column points at, or the one that answers for it. */
export function byRecord(record: Labelled, column: string, path: string): Facet {
  const { answer } = record.of;
  const answers = answer && sql`select ${raw(answer.of)} as id, ${raw(answer.by)} as value from ${raw(answer.table)}`;
  return {
    ...byColumn(column),
    ...(answers && { values: () => answers }),
    kind: 'record',
    record,
    filter: placeOf(path, 'record'),
  };
}

interface Values {
  /** The column that leads to the values; the row's id unless given. */
  readonly key?: string;
  /** SELECT of `id`, the key, and `value`, which is not null. */
  readonly values: Sql | ((at: At) => Sql);
  readonly many: Facet['many'];
  /** A record, or how a value is written. */
  readonly is: Labelled | Exclude<Facet['kind'], 'record'>;
  /** Where the list's filter takes it. */
  readonly path: string;
  /** The filter for rows without a value; null where it cannot say that. */
  readonly missing?: object | null;
}

/** Values that stand in another table. */
export function byValues({ key = 'id', values, many, is, path, missing }: Values): Facet {
  const kind = typeof is === 'string' ? is : 'record';
  return {
    key: (at) => at.column(key),
    ofRow: key === 'id',
    values: typeof values === 'function' ? values : () => values,
    many,
    kind,
    ...(typeof is !== 'string' && { record: is }),
    filter: placeOf(path, kind, missing),
  };
}

/** A column of the record that `key` points at. */
export const byColumnOf = (
  table: string,
  key: string,
  column: string,
  is: Exclude<Facet['kind'], 'record'>,
  path: string,
): Facet =>
  byValues({
    key,
    values: sql`select id, ${raw(column)} as value from ${raw(table)} where ${raw(column)} is not null`,
    many: 'ONE',
    is,
    path,
  });

/** The collections that a record belongs to. */
export const byCollection = (member: string, of: Labelled): Facet =>
  byValues({
    values: sql`select ${raw(`${member}_id`)} as id, collection_id as value from ${raw(`collection_${member}`)}`,
    many: 'DISTINCT',
    is: of,
    path: 'collections.some.id.eq',
  });
