import { raw, sql, type Sql } from '../../lib/sql.js';

/** A date by which the rows of a list can be put on a line of time. */
export interface DateOf {
  /** Where it stands when not in the row itself: a SELECT of records with their `id`, and the column that points at one. */
  readonly through?: { readonly key: string; readonly records: Sql };
  /** Its first and last possible day; `zone` is the time zone in which instants fall on days. */
  readonly bounds: (column: (name: string) => Sql, zone: Sql) => readonly [earliest: Sql, latest: Sql];
  /** Whether it is an instant, so that the time zone matters. */
  readonly instant: boolean;
}

/** A date for every value of an enumeration of the SDL. */
export type DatesOf<Names extends string> = { readonly [Name in Names]: DateOf };

/** A vague date, columns `<prefix>_earliest` and `<prefix>_latest`. */
export const vague = (prefix: string): DateOf => ({
  bounds: (column) => [column(`${prefix}_earliest`), column(`${prefix}_latest`)],
  instant: false,
});

/** A column of type date. */
export const onDay = (name: string): DateOf => ({
  bounds: (column) => [column(name), column(name)],
  instant: false,
});

/** A column of type timestamptz. */
export const atInstant = (name: string): DateOf => ({
  bounds: (column, zone) => {
    const day = sql`(${column(name)} at time zone ${zone})::date`;
    return [day, day];
  },
  instant: true,
});

/** A date of the record that column `key` points at. */
export const dateThrough = (key: string, records: string | Sql, date: DateOf): DateOf => ({
  ...date,
  through: { key, records: typeof records === 'string' ? sql`select * from ${raw(records)}` : records },
});
