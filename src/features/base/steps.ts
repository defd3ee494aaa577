import type { TimelineInterval } from '../../generated/resolvers.js';
import { raw, sql, type Sql } from '../../lib/sql.js';

/** A division of the calendar into steps, which are numbered without gaps. */
export interface Steps {
  /** Number of the step that holds a day. */
  readonly of: (day: Sql) => Sql;
  /** First day of a step. */
  readonly start: (step: Sql) => Sql;
  /** A step as EDTF, given its first and last day. */
  readonly edtf: (first: Sql, last: Sql) => Sql;
}

/** A Monday in the calendar of Postgres, and of ISO 8601, which go back beyond its reform. */
const dayOne = raw(`date '0001-01-01'`);

const written = (day: Sql, pattern: string): Sql => sql`to_char(${day}, ${raw(`'${pattern}'`)})`;

/** A step as the seasons of EDTF number quarters: 33 to 36. */
const quarter = (day: Sql): Sql => sql`${written(day, 'YYYY')} || '-' || (32 + date_part('quarter', ${day}))`;

/** Weeks begin on Monday (ISO 8601). */
export const stepsOf: Readonly<Record<TimelineInterval, Steps>> = {
  DAY: {
    of: (day) => sql`(${day} - ${dayOne})`,
    start: (step) => sql`(${dayOne} + ${step})`,
    edtf: (first) => written(first, 'YYYY-MM-DD'),
  },
  WEEK: {
    of: (day) => sql`((${day} - ${dayOne}) / 7)`,
    start: (step) => sql`(${dayOne} + 7 * ${step})`,
    edtf: (first, last) => sql`${written(first, 'YYYY-MM-DD')} || '/' || ${written(last, 'YYYY-MM-DD')}`,
  },
  MONTH: {
    of: (day) => sql`(date_part('year', ${day}) * 12 + date_part('month', ${day}) - 1)::int`,
    start: (step) => sql`make_date(${step} / 12, ${step} % 12 + 1, 1)`,
    edtf: (first) => written(first, 'YYYY-MM'),
  },
  QUARTER: {
    of: (day) => sql`(date_part('year', ${day}) * 4 + date_part('quarter', ${day}) - 1)::int`,
    start: (step) => sql`make_date(${step} / 4, ${step} % 4 * 3 + 1, 1)`,
    edtf: quarter,
  },
  YEAR: {
    of: (day) => sql`date_part('year', ${day})::int`,
    start: (step) => sql`make_date(${step}, 1, 1)`,
    edtf: (first) => written(first, 'YYYY'),
  },
};
