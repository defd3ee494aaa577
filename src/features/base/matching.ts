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

/** The same for several readers: the list is read once, into the query `matching`, with what all of them ask of a row. */
export class Shared implements Matching {
  private readonly at: At;
  private readonly columns = new Map<string, readonly [name: string, Sql]>();

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
    const wanted = Object.entries(columns(this.at)).map(
      ([name, expression]) => [name, this.column(expression)] as const,
    );
    return sql`select ${selectedAs(Object.fromEntries(wanted))} from matching`;
  }

  /** The queries, once all readers are written; `bounded` when some of them refuse more than `MOST_ROWS`. */
  query(bounded: boolean): Sql {
    const columns = selectedAs(Object.fromEntries(this.columns.values()));
    const from = this.source.from(this.at, this.parent);
    return sql`matching as materialized (select ${columns} ${from} ${bounded ? mostRows : sql``}),
      matched as materialized (select count(*) from matching)`;
  }

  private column(expression: Sql): Sql {
    const key = JSON.stringify([expression.text, expression.values]);
    const known = this.columns.get(key) ?? ([`c${this.columns.size}`, expression] as const);
    this.columns.set(key, known);
    return raw(known[0]);
  }
}

/** SELECT list of expressions. */
export const selectedAs = (expressions: Expressions): Sql =>
  join(Object.entries(expressions).map(([name, expression]) => sql`${expression} as ${raw(name)}`));
