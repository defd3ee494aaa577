import { createHash } from 'node:crypto';
import type pg from 'pg';
import { DomainError } from '../lib/errors.js';
import type { Written } from '../lib/sql.js';
import { CONNECTION_LIFETIME_S } from './pool.js';

/** Reads of one request. */
export interface Reader {
  /** Runs one prepared statement. Rows have the types of `types.ts`. TIMEOUT when no connection is free in time. */
  rows<Row>(statement: Written): Promise<Row[]>;
  /** How many statements this reader was asked to run. */
  readonly statements: number;
}

/**
 * Most characters of all texts that get a name in one period, and with it a prepared statement on every connection, which
 * takes some 100 bytes of memory there for each character.
 */
const MOST_CHARACTERS = 500_000;

/**
 * Names of prepared statements: the hash of their text.
 *
 * A connection keeps every named statement until it closes, and callers decide which filters are combined, so their
 * number has to end somewhere. Beyond `most` characters in one period of `periodMs` a text gets none and is planned
 * anew at each run. A connection lives no longer than a period, so it never holds more than twice as many.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private characters = 0;
  private periodEndsAt = 0;

  constructor(
    private readonly most = MOST_CHARACTERS,
    private readonly periodMs = CONNECTION_LIFETIME_S * 1000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  nameOf(text: string): string | undefined {
    this.beginPeriod();
    const known = this.names.get(text);
    if (known !== undefined || this.characters + text.length > this.most) return known;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    this.names.set(text, name);
    this.characters += text.length;
    return name;
  }

  /** Names are given out again only when half of the room is taken: until then there is nothing to win. */
  private beginPeriod(): void {
    if (this.now() < this.periodEndsAt) return;
    if (this.characters > this.most / 2) {
      this.names.clear();
      this.characters = 0;
    }
    this.periodEndsAt = this.now() + this.periodMs;
  }
}

const namesByPool = new WeakMap<pg.Pool, StatementNames>();

/** One per request. Statements of one reader may run at the same time, each on a connection of its own. */
export function createReader(pool: pg.Pool): Reader {
  const names = namesByPool.get(pool) ?? new StatementNames();
  namesByPool.set(pool, names);
  let statements = 0;
  return {
    async rows<Row>({ text, values }: Written): Promise<Row[]> {
      statements += 1;
      const query = { name: names.nameOf(text), text, values: [...values] } as pg.QueryConfig;
      const result = await pool.query(query).catch((error: unknown) => {
        throw isWithoutConnection(error) ? busy() : error;
      });
      return result.rows as Row[];
    },
    get statements() {
      return statements;
    },
  };
}

/** What `pg` says when no connection became free, or could be made, in time; these errors have no code. */
const isWithoutConnection = (error: unknown): boolean =>
  error instanceof Error &&
  ['timeout exceeded when trying to connect', 'Connection terminated due to connection timeout'].includes(
    error.message,
  );

const busy = (): DomainError =>
  new DomainError('TIMEOUT', 'The server is busy: no database connection was free in time.');
