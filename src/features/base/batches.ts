import DataLoader from 'dataloader';
import type { Sql, Written } from '../../lib/sql.js';

/** Runs one prepared statement. */
export interface Reader {
  rows<Row>(statement: Written): Promise<Row[]>;
  readonly statements: number;
}

export type Keys = readonly string[];

/** A statement for some keys; each row has its key as `lookup`. */
type Statement = (keys: Keys) => Sql;

/**
 * Statements over many keys, level by level: while one runs, whatever is asked for waits, and what waits under one name
 * becomes one statement over all its keys. So the number of statements follows from the query's selections: never from
 * its rows, and never from which answer of the database came first.
 */
export class Batches {
  private readonly loaders = new Map<string, unknown>();
  private waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly reader: Reader) {}

  /** All rows that share a key, in the statement's order; `[]` where there are none. */
  many<Row>(name: string, statement: Statement): DataLoader<string, Row[]> {
    return this.loader(name, async (keys) => {
      const rowsByKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
      for (const row of await this.rows<Row>(statement(keys))) rowsByKey.get(row.lookup)?.push(row);
      return keys.map((key) => rowsByKey.get(key) ?? []);
    });
  }

  /** The one row of a key, or null. */
  one<Row>(name: string, statement: Statement): DataLoader<string, Row | null> {
    return this.loader(name, async (keys) => {
      const rows = await this.rows<Row>(statement(keys));
      const rowByKey = new Map(rows.map((row) => [row.lookup, row]));
      return keys.map((key) => rowByKey.get(key) ?? null);
    });
  }

  private loader<Value>(name: string, fetch: (keys: Keys) => Promise<Value[]>): DataLoader<string, Value> {
    const known = this.loaders.get(name) as DataLoader<string, Value> | undefined;
    if (known) return known;
    const batchScheduleFn = (batch: () => void) => {
      this.waiting.push(batch);
      this.next();
    };
    const made = new DataLoader<string, Value>(fetch, { batchScheduleFn });
    this.loaders.set(name, made);
    return made;
  }

  private async rows<Row>(statement: Sql): Promise<(Row & { lookup: string })[]> {
    this.running += 1;
    try {
      return await this.reader.rows<Row & { lookup: string }>(statement);
    } finally {
      this.running -= 1;
      this.next();
    }
  }

  /** Begins the next level once the last answer has been taken in by all who waited for it. */
  private next(): void {
    setImmediate(() => {
      if (this.running > 0) return;
      const level = this.waiting;
      this.waiting = [];
      for (const batch of level) batch();
    });
  }
}
