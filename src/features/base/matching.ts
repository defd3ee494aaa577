import { join, raw, sql, type Sql } from '../../lib/sql.js';
import type { At, Viewer } from './viewer.js';

/** Most rows of a list that facets and timelines are computed from. */
export const MOST_ROWS = 200_000;

/** Expressions over a row, by the names that they get. */
export type Expressions = Readonly<Record<string, Sql>>;

/** All rows of a list under its filter, before a page is cut. */
export interface Matching {
  readonly viewer: Viewer;
  /** `select … from …`, one row for each. */
  rows(columns: (at: At) => Expressions): Sql;
  /** The number of rows, where somebody counts them anyway. */
  readonly count?: Sql;
  /** `select key, count from …`, the rows counted by a value, where all are counted together. */
  grouped?(key: (at: At) => Sql): Sql;
}

/**
 * The number of a LIMIT that is a bound: one row more shows that it is passed. It is written, not a parameter, which Postgres
 * takes for a tenth of the rows: it would then join what it holds for a few rows with a loop over all pairs of them.
 */
export const beyondBound = (bound: number): Sql => raw(String(bound + 1));

/** `limit` of what facets and timelines are computed from. */
const mostRows = sql`limit ${beyondBound(MOST_ROWS)}`;

/** The same of at most `MOST_ROWS` rows and one more; what readers share is bounded where it is read for them. */
export const boundedRows = (list: Matching, columns: (at: At) => Expressions): Sql =>
  list.count ? list.rows(columns) : sql`${list.rows(columns)} ${mostRows}`;

/** Where the rows of a list are found. */
export interface Source {
  /** Where expressions over a row are written. */
  at(): At;
  /** FROM and WHERE clause for the rows of a parent, whose expressions stand in `at`. */
  from(at: At, parent: Sql): Sql;
}

export const matchingIn = (source: Source, parent: Sql): Matching => ({
  viewer: source.at().viewer,
  rows(columns) {
    const at = source.at();
    const selected = selectedAs(columns(at));
    return sql`select ${selected} ${source.from(at, parent)}`;
  },
});

/** Most values that `grouping()` of Postgres tells apart. */
const MOST_GROUPINGS = 31;

/**
 * The same for several readers: the list is read once, into the query `matching`, with what all of them ask of a row. Where
 * all only count rows by values, these are counted while it is read, and no row is kept.
 */
export class Shared implements Matching {
  private readonly at: At;
  private readonly columns = new Map<string, readonly [name: string, Sql]>();
  private readonly keys = new Set<string>();
  private keepsRows = false;

  constructor(
    private readonly source: Source,
    private readonly parent: Sql,
  ) {
    this.at = source.at();
  }

  get viewer(): Viewer {
    return this.at.viewer;
  }

  readonly count = sql`(select count from matched)`;

  rows(columns: (at: At) => Expressions): Sql {
    this.keepsRows = true;
    const wanted = Object.entries(columns(this.at)).map(
      ([name, expression]) => [name, raw(this.column(expression))] as const,
    );
    return sql`select ${selectedAs(Object.fromEntries(wanted))} from matching`;
  }

  grouped(key: (at: At) => Sql): Sql {
    const name = this.column(key(this.at));
    this.keys.add(name);
    return sql`select key, count from ${raw(`by_${name}`)}`;
  }

  /** The queries, once all readers are written; `bounded` when some of them refuse more than `MOST_ROWS`. */
  query(bounded: boolean): Sql {
    const columns = selectedAs(Object.fromEntries(this.columns.values()));
    const rows = sql`select ${columns} ${this.source.from(this.at, this.parent)} ${bounded ? mostRows : sql``}`;
    const keys = [...this.keys];
    const alone = !this.keepsRows && keys.length > 0 && keys.length <= MOST_GROUPINGS;
    return join(alone ? groupedAlone(rows, keys) : groupedBeside(rows, keys));
  }

  private column(expression: Sql): string {
    const key = JSON.stringify([expression.text, expression.values]);
    const known = this.columns.get(key) ?? ([`c${this.columns.size}`, expression] as const);
    this.columns.set(key, known);
    return known[0];
  }
}

/** Rows are kept for those who want them, and counted by each key from there. */
const groupedBeside = (rows: Sql, keys: readonly string[]): readonly Sql[] => [
  sql`matching as materialized (${rows})`,
  sql`matched as materialized (select count(*) from matching)`,
  ...keys.map((key) =>
    raw(`by_${key} as (select ${key} as key, count(*)::int as count from matching group by ${key})`),
  ),
];

/** Rows are counted by all keys in one pass; a bit of `grouping()` is 0 for the key that a count is by, the first the highest. */
function groupedAlone(rows: Sql, keys: readonly string[]): readonly Sql[] {
  const all = 2 ** keys.length - 1;
  const sets = keys.map((key) => `(${key})`).join(', ');
  return [
    sql`matching as materialized (select grouping(${raw(keys.join(', '))}) as absent, ${raw(keys.join(', '))}, count(*)::int as count
      from (${rows}) listed group by grouping sets (${raw(sets)}))`,
    ...keys.map((key, index) =>
      raw(
        `by_${key} as (select ${key} as key, count from matching where absent = ${all - 2 ** (keys.length - 1 - index)})`,
      ),
    ),
    raw(`matched as (select coalesce(sum(count), 0)::bigint as count from by_${keys[0]!})`),
  ];
}

/** SELECT list of expressions. */
export const selectedAs = (expressions: Expressions): Sql =>
  join(Object.entries(expressions).map(([name, expression]) => sql`${expression} as ${raw(name)}`));
