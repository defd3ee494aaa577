import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { amount, camel, column, part, view, type At, type Field } from '../base/index.js';

type End = 'lowest' | 'highest';

const measured = (what: 'unit' | 'kind') => (at: At) =>
  sql`(select ${raw(`m.${what}`)} from measure_of(${at.column('unit')}) m)`;

/** An end of an amount in the source's own unit; null where the source leaves it open. */
const endOf = (end: End, at: At): Sql => {
  const ends = sql`(${at.column('amount')}, ${at.column('low')}, ${at.column('high')})`;
  return end === 'lowest' ? sql`lowest_of${ends}` : sql`highest_of${ends}`;
};

/** The same in the common unit; `float8`, so that it is a number wherever it is read. */
const normal = (end: End, times?: (at: At) => Sql) => (at: At) =>
  sql`(select (${endOf(end, at)} * m.factor${times ? sql` * ${times(at)}` : sql``})::float8
    from measure_of(${at.column('unit')}) m)`;

const inYear = (at: At) => sql`periods_in_year(${at.column('per')}::text::quantity_period)`;

/** What an amount says in a unit in which it can be compared with others. */
const measures: Readonly<Record<string, (at: At) => Sql>> = {
  kind: measured('kind'),
  normal_unit: measured('unit'),
  currency: (at) => sql`(select m.unit from measure_of(${at.column('unit')}) m where m.kind = 'MONEY')`,
  lowest: normal('lowest'),
  highest: normal('highest'),
  lowest_per_year: normal('lowest', inYear),
  highest_per_year: normal('highest', inYear),
};

/** Columns that they are computed from, in whatever row these stand. */
const given = { amount: 'numeric', low: 'numeric', high: 'numeric', unit: 'text', per: 'quantity_period' };
const measureView = view('Quantity', Object.keys(measures).join(' '));
const all = (at: At): Sql =>
  sql`select ${join(Object.entries(measures).map(([name, of]) => sql`${of(at)} as ${raw(name)}`))}`;

/** All of them are computed at once. */
const measure = (name: string, of: (at: At) => Sql): Field => ({
  resolve: async (row, _args, { loaders }) =>
    (await loaders.computedFrom(given, 'measures', measureView, {}, all, row))[0]?.[camel(name)] ?? null,
  sql: of,
});

/** Fields of an amount, wherever its columns stand. */
export const quantityFields: Readonly<Record<string, Field>> = {
  amount: amount('amount'),
  low: amount('low'),
  high: amount('high'),
  ...Object.fromEntries(Object.entries(measures).map(([name, of]) => [camel(name), measure(name, of)])),
};

const ofRow = Object.fromEntries(['unit', 'per', 'approximate', 'words'].map((name) => [name, column(name)]));

/** The amount whose columns stand in a row of something else; null when it has no unit. */
export const quantityPart: Field = {
  resolve: (row) => (row['unit'] == null ? null : row),
  sql: part('Quantity', 'unit', { ...quantityFields, ...ofRow }).sql,
};
