import { encodeCursor } from '../../lib/cursor.js';
import type { List } from './list.js';

/** A row of a page with its place in the order. */
export type Keyed<Row> = Row & { readonly keys: readonly string[] };

/** Answers of a list for one parent. Each is asked for at most once, and only when its field is selected. */
export interface ListReads<Row> {
  /** The rows of the window and, when there are more, one beyond it. */
  page(): Promise<readonly Keyed<Row>[]>;
  total(): Promise<number>;
  /** Whether rows stand before the window's start or after its end. */
  neighbours(side: 'before' | 'after'): Promise<boolean>;
}

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

export interface PageInfo {
  readonly hasNextPage: () => Promise<boolean>;
  readonly hasPreviousPage: () => Promise<boolean>;
  readonly startCursor: () => Promise<string | null>;
  readonly endCursor: () => Promise<string | null>;
}

/** A Relay connection whose parts are read when they are selected. */
export class Connection<Row> {
  private rows: Promise<{ readonly more: boolean; readonly page: readonly Keyed<Row>[] }> | undefined;

  constructor(
    private readonly list: List,
    private readonly reads: ListReads<Row>,
  ) {}

  readonly nodes = async (): Promise<readonly Row[]> => (await this.read()).page;

  readonly edges = async (): Promise<readonly Edge<Row>[]> =>
    (await this.read()).page.map((row) => ({ cursor: this.cursorOf(row), node: row }));

  readonly totalCount = (): Promise<number> => this.reads.total();

  get pageInfo(): PageInfo {
    const { backward, after, before } = this.list.window;
    const more = async () => (await this.read()).more;
    const there = (side: 'before' | 'after', cursor: string | null) => async () =>
      cursor !== null && (await this.reads.neighbours(side));
    return {
      hasNextPage: backward ? there('after', before) : more,
      hasPreviousPage: backward ? more : there('before', after),
      startCursor: async () => this.cursorOrNull((await this.read()).page[0]),
      endCursor: async () => this.cursorOrNull((await this.read()).page.at(-1)),
    };
  }

  private cursorOf(row: Keyed<Row>): string {
    return encodeCursor(this.list.name, this.list.order, row.keys);
  }

  private cursorOrNull(row: Keyed<Row> | undefined): string | null {
    return row ? this.cursorOf(row) : null;
  }

  private read() {
    this.rows ??= this.fetch();
    return this.rows;
  }

  private async fetch() {
    const { size, backward } = this.list.window;
    if (size === 0) return { more: (await this.reads.page()).length > 0, page: [] };
    const rows = await this.reads.page();
    const page = rows.slice(0, size);
    return { more: rows.length > size, page: backward ? page.reverse() : page };
  }
}
