import type { Config } from '../config.js';
import type { Log } from '../log.js';
import { addressOf, connect, demandSession, demandVersion } from './connect.js';
import { openEmbedded } from './embedded/index.js';
import { createPool, type ReadPool } from './pool.js';

export interface Database {
  readonly url: string;
  /** Which database is in use, in one line, without its password. */
  readonly description: string;
  /** For reads. Closed by `close`. */
  readonly pool: ReadPool;
  /** Waits for the statements that run, then lets go of the server; an embedded one that nobody else uses is stopped. */
  close(): Promise<void>;
}

type Server = Pick<Database, 'url' | 'description' | 'close'>;

/**
 * Opens the database of the settings: the server at `databaseUrl`, or else the embedded Postgres in `dataDir`.
 * Its tables are brought up to date by `migrate`, not here.
 * @throws DatabaseError that says what to do.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'poolSize' | 'statementTimeoutMs'>,
  log: Log,
): Promise<Database> {
  const server = config.databaseUrl ? await openServer(config.databaseUrl) : await openEmbedded(config.dataDir, log);
  const pool = createPool(server.url, { size: config.poolSize, statementTimeoutMs: config.statementTimeoutMs }, log);
  let closing: Promise<void> | undefined;
  return {
    url: server.url,
    description: server.description,
    pool,
    close: () => (closing ??= pool.end().then(() => server.close())),
  };
}

async function openServer(url: string): Promise<Server> {
  const client = await connect(url);
  try {
    const version = await demandVersion(client);
    await demandSession(client, url);
    return {
      url,
      description: `Postgres ${version} at ${addressOf(url)} (DATABASE_URL)`,
      close: async () => undefined,
    };
  } finally {
    await client.end();
  }
}
