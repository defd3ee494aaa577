import pg from 'pg';
import type { Log } from '../log.js';
import { isCancelled, isOfConnection } from './errors.js';
import { KnownStatements, noteRun, type Known } from './knownStatements.js';
import { Lanes } from './lanes.js';
import { textTypes } from './types.js';

export interface PoolOptions {
  /** Most connections. */
  readonly size: number;
  /** After this many milliseconds Postgres cancels a statement (SQLSTATE 57014). */
  readonly statementTimeoutMs: number;
}

/** Waiting longer than this for a free connection is refused: the caller gets an error instead of a queue without end. */
const CONNECTION_WAIT_MS = 5_000;

/**
 * A connection is renewed after this time, and kept until then, idle or not: with it go the prepared statements that it holds,
 * and Postgres plans each of them five times anew on another before it plans once for all values.
 */
const CONNECTION_LIFETIME_S = 600;

/**
 * After so long without a word it is looked whether the other side is still there, once a second and ten times at most: a host
 * that went away is noticed, and no network forgets a connection that is idle.
 */
const KEEP_ALIVE_MS = 10_000;

/** How many of the connections are lanes, in a pool of at least so many. */
const LANES = 2;
const SMALLEST_WITH_LANES = 6;

/** Connections that run one statement at a time, and lanes for quick ones that are read again and again. */
export class ReadPool extends pg.Pool {
  private readonly statements = new KnownStatements(CONNECTION_LIFETIME_S * 1000);
  private readonly lanes: Lanes;

  constructor(session: pg.ClientConfig, size: number, log: Log) {
    const count = size < SMALLEST_WITH_LANES ? 0 : LANES;
    super({ ...session, max: size - count, idleTimeoutMillis: 0, maxLifetimeSeconds: CONNECTION_LIFETIME_S });
    const onLost = (err: unknown) => log.warn({ err }, 'a database connection for quick statements was lost');
    this.lanes = new Lanes(session, { count, lifetimeMs: CONNECTION_LIFETIME_S * 1000, onLost });
    // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
    this.on('error', (err) => log.warn({ err }, 'an idle database connection was lost'));
    // When a connection breaks, its statement fails; without a listener the process would end, too.
    this.on('connect', (client) => void client.on('error', () => undefined));
  }

  /** Runs a statement that only reads, prepared where its text is known. */
  async read(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const statement = this.statements.of(text);
    if (!statement) return this.readAlone({ text, values });
    const query = { name: statement.name, text, values };
    return (await this.lanes.run(statement, query)) ?? this.readAlone(query, statement);
  }

  /** Waits for the statements that run. */
  override async end(done?: () => void): Promise<void> {
    await Promise.all([this.lanes.end(), super.end()]);
    done?.();
  }

  /**
   * On a connection that meanwhile does nothing else. It is kept after an error of the statement, with all that is prepared on
   * it. Of failed statements only the time of those that ran too long tells anything.
   *
   * Whatever is at work beside a statement, from its begin to its end, is taken to share one processor with it: with so many
   * it would look slow otherwise, and what is slow after all shows on a lane.
   */
  private async readAlone(query: pg.QueryConfig, statement?: Known): Promise<pg.QueryResult> {
    const client = await this.connect();
    const began = performance.now();
    const beside = this.working();
    const note = () =>
      statement && noteRun(statement, (performance.now() - began) / Math.min(beside, this.working() + 1));
    try {
      const answer = await client.query(query);
      client.release();
      note();
      return answer;
    } catch (error) {
      client.release(isOfConnection(error));
      if (isCancelled(error)) note();
      throw error;
    }
  }

  /** The number of connections that are at work. */
  private working(): number {
    return this.totalCount - this.idleCount + this.lanes.working();
  }
}

/** A pool whose sessions run in UTC and give dates, times, `int8` and `numeric` as text (see `types.ts`). */
export function createPool(url: string, { size, statementTimeoutMs }: PoolOptions, log: Log): ReadPool {
  const session: pg.ClientConfig = {
    connectionString: url,
    application_name: 'sourcebook',
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    // Compiling a whole query's statement to machine code takes longer than running it.
    options: '-c TimeZone=UTC -c DateStyle=ISO -c jit=off',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: textTypes,
  };
  return new ReadPool(session, size, log);
}
