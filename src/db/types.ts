import pg from 'pg';

const { builtins } = pg.types;
const TEXT_ARRAY = 1009;
const arrays = { int8: 1016, timestamp: 1115, date: 1182, timestamptz: 1185, numeric: 1231 };

const asText = (value: string): string => value;

/** `2026-11-22 03:25:00.5+00` → `2026-11-22T03:25:00.5Z`; sessions run in UTC. `infinity` stays as it is. */
const asInstant = (value: string): string => value.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z');

const textArray = pg.types.getTypeParser(TEXT_ARRAY as number) as (value: string) => (string | null)[];
const instantArray = (value: string): (string | null)[] => textArray(value).map((item) => item && asInstant(item));

const parsers = new Map<number, (value: string) => unknown>([
  [builtins.DATE, asText],
  [builtins.INT8, asText],
  [builtins.NUMERIC, asText],
  [builtins.TIMESTAMP, asInstant],
  [builtins.TIMESTAMPTZ, asInstant],
  [arrays.date, textArray],
  [arrays.int8, textArray],
  [arrays.numeric, textArray],
  [arrays.timestamp, instantArray],
  [arrays.timestamptz, instantArray],
]);

/**
 * Types of result columns: `date` as `YYYY-MM-DD`, instants as ISO 8601 in UTC with all of Postgres' microseconds,
 * `int8` and `numeric` as decimal text, because a JavaScript Date or number would lose digits or move the day.
 * Everything else is as `pg` reads it.
 */
export const textTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(
      oid,
      format,
    )) as typeof pg.types.getTypeParser,
};
