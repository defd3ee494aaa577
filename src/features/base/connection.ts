import type { Sql } from '../../lib/sql.js';
import type { Arguments } from './arguments.js';
import type { Matching } from './matching.js';
import type { AnyRow } from './row.js';
import type { Computation, View } from './view.js';
import type { Window } from '../../lib/page.js';

/** A row of a page with the cursor of its place in the order. */
export type PlacedRow = AnyRow & { readonly cursor: string };

/** Answers of a list for one parent. Each is asked for at most once, and only when its field is selected. */
export interface ListReads {
  /** The rows of the window and, when there are more, one beyond it. */
  page(): Promise<readonly PlacedRow[]>;
  total(): Promise<number>;
  /** Rows computed from all rows of the list. */
  view(field: string, view: View, args: Arguments, select: (list: Matching) => Sql): Promise<readonly AnyRow[]>;
  /** One row with lists inside of it, computed from all rows of the list. */
  whole(field: string, view: View, args: Arguments, compute: (list: Matching) => Computation): Promise<AnyRow>;
  /** Whether rows stand before the window's start or after its end. */
  neighbours(side: 'before' | 'after'): Promise<boolean>;
}

export interface Edge {
  readonly cursor: string;
  readonly node: AnyRow;
}

export interface PageInfo {
  readonly hasNextPage: () => Promise<boolean>;
  readonly hasPreviousPage: () => Promise<boolean>;
  readonly startCursor: () => Promise<string | null>;
  readonly endCursor: () => Promise<string | null>;
}

/** A Relay connection whose parts are read when they are selected. */
export class Connection {
  private rows: Promise<{ readonly more: boolean; readonly page: readonly PlacedRow[] }> | undefined;

  constructor(
    private readonly window: Window,
    private readonly reads: ListReads,
  ) {}

  readonly nodes = async (): Promise<readonly AnyRow[]> => (await this.read()).page;

  readonly edges = async (): Promise<readonly Edge[]> =>
    (await this.read()).page.map((row) => ({ cursor: row.cursor, node: row }));

  readonly totalCount = (): Promise<number> => this.reads.total();

  readonly view: ListReads['view'] = (...asked) => this.reads.view(...asked);

  readonly whole: ListReads['whole'] = (...asked) => this.reads.whole(...asked);

  get pageInfo(): PageInfo {
    const { backward, after, before } = this.window;
    const more = async () => (await this.read()).more;
    const there = (side: 'before' | 'after', cursor: string | null) => async () =>
      cursor !== null && (await this.reads.neighbours(side));
    return {
      hasNextPage: backward ? there('after', before) : more,
      hasPreviousPage: backward ? more : there('before', after),
      startCursor: async () => (await this.read()).page[0]?.cursor ?? null,
      endCursor: async () => (await this.read()).page.at(-1)?.cursor ?? null,
    };
  }

  private read() {
    this.rows ??= this.fetch();
    return this.rows;
  }

  private async fetch() {
    const { size, backward } = this.window;
    if (size === 0) return { more: (await this.reads.page()).length > 0, page: [] };
    const rows = await this.reads.page();
    const page = rows.slice(0, size);
    return { more: rows.length > size, page: backward ? page.reverse() : page };
  }
}
