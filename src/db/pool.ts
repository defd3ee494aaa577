import pg from 'pg';
import type { Log } from '../log.js';
import { textTypes } from './types.js';

export interface PoolOptions {
  /** Most connections. */
  readonly size: number;
  /** After this many milliseconds Postgres cancels a statement (SQLSTATE 57014). */
  readonly statementTimeoutMs: number;
}

/** Waiting longer than this for a free connection is refused: the caller gets an error instead of a queue without end. */
const CONNECTION_WAIT_MS = 5_000;

/** A connection is renewed after this time; with it go the prepared statements that it holds. */
export const CONNECTION_LIFETIME_S = 600;

/** A pool whose sessions run in UTC and give dates, times, `int8` and `numeric` as text (see `types.ts`). */
export function createPool(url: string, { size, statementTimeoutMs }: PoolOptions, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'sourcebook',
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    maxLifetimeSeconds: CONNECTION_LIFETIME_S,
    // Compiling a whole query's statement to machine code takes longer than running it.
    options: '-c TimeZone=UTC -c DateStyle=ISO -c jit=off',
    keepAlive: true,
    types: textTypes,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  return pool;
}
