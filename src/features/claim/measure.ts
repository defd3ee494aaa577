import { raw, sql, type Sql } from '../../lib/sql.js';
import type { At } from '../base/index.js';

const measured = (what: 'unit' | 'kind') => (at: At) =>
  sql`(select ${raw(`m.${what}`)} from measure_of(${at.column('unit')}) m)`;

type End = 'lowest' | 'highest';

/** An end of an amount in the source's own unit; null where the source leaves it open. */
const endOf = (end: End, at: At): Sql => {
  const ends = sql`(${at.column('amount')}, ${at.column('low')}, ${at.column('high')})`;
  return end === 'lowest' ? sql`lowest_of${ends}` : sql`highest_of${ends}`;
};

/** The same in the common unit; `float8`, so that it is a number wherever it is read. */
const normal = (end: End, times?: (at: At) => Sql) => (at: At) =>
  sql`(select (${endOf(end, at)} * m.factor${times ? sql` * ${times(at)}` : sql``})::float8
    from measure_of(${at.column('unit')}) m)`;

const inYear = (at: At) => sql`periods_in_year(${at.column('per')})`;

/** What an amount says in a unit in which it can be compared with others. */
export const measures = {
  kind: measured('kind'),
  normalUnit: measured('unit'),
  currency: (at: At) => sql`(select m.unit from measure_of(${at.column('unit')}) m where m.kind = 'MONEY')`,
  lowest: normal('lowest'),
  highest: normal('highest'),
  lowestPerYear: normal('lowest', inYear),
  highestPerYear: normal('highest', inYear),
};
