import pg from 'pg';
import { codeOf, DatabaseError, reasonOf } from './errors.js';

/** The oldest server whose SQL we speak. */
const OLDEST_VERSION = 15;
const CONNECT_MS = 10_000;

/** `host:port/database` of a connection string, without user and password. */
export const addressOf = (url: string): string => {
  const { host, database, port } = new pg.Client({ connectionString: url });
  return `${host}:${port}/${database}`;
};

/**
 * One connection outside of any pool, without a limit on the time of a statement, in UTC.
 * @throws DatabaseError that says what to do: wrong address, password, database, version.
 */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sourcebook',
    connectionTimeoutMillis: CONNECT_MS,
    options: '-c TimeZone=UTC -c statement_timeout=0 -c sourcebook.session=on',
  });
  // A connection that breaks between statements is reported by the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw explainRefusal(url, error);
  }
  return client;
}

/**
 * Poolers such as PgBouncer may be set to drop the options of sessions, and lend a session for one transaction only:
 * neither the limit on the time of a statement nor prepared statements would hold. Options that stand in the address take
 * the place of ours, and tell nothing.
 */
export async function demandSession(client: pg.Client, url: string): Promise<void> {
  if (new URL(url).searchParams.has('options')) return;
  const { rows } = await client.query<{ kept: string | null }>(
    `select current_setting('sourcebook.session', true) kept`,
  );
  if (rows[0]?.kept === 'on') return;
  throw new DatabaseError(
    'DATABASE_URL leads to a connection pooler that drops the options of sessions: give the address of the Postgres server itself.',
  );
}

/** Version of a server in words, e.g. `18.4`. @throws DatabaseError when it is too old for Sourcebook. */
export async function demandVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  const version = rows[0]?.server_version.split(' ')[0] ?? '?';
  if (parseInt(version, 10) >= OLDEST_VERSION) return version;
  throw new DatabaseError(
    `The server of DATABASE_URL is Postgres ${version}: Sourcebook needs ${OLDEST_VERSION} or newer.`,
  );
}

const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start the server, or correct host and port in DATABASE_URL',
  ENOTFOUND: 'there is no such host: correct the host in DATABASE_URL',
  EAI_AGAIN: 'the name of the host could not be looked up: check the network, or the host in DATABASE_URL',
  EHOSTUNREACH: 'the host cannot be reached: check the network, or the host in DATABASE_URL',
  ENETUNREACH: 'the host cannot be reached: check the network, or the host in DATABASE_URL',
  ETIMEDOUT: 'it does not answer: check the network, or host and port in DATABASE_URL',
  ECONNRESET: 'it is no Postgres server, or it is stopping: check host and port in DATABASE_URL',
  '28P01': 'the server refuses the user or password: correct them in DATABASE_URL',
  '28000': 'the server does not let this user in: correct the user in DATABASE_URL, or pg_hba.conf of the server',
  '3D000': 'the server has no such database: create it, or correct the name in DATABASE_URL',
  '53300': 'the server has no connection left: raise its max_connections, or lower SOURCEBOOK_POOL_SIZE',
  '57P03': 'the server is starting or stopping: try again shortly',
  '08P01':
    'it does not take the options of a session, as a connection pooler: give the address of the Postgres server itself in DATABASE_URL',
  '42501': 'the user may not connect to this database: grant it, or correct the user in DATABASE_URL',
};

function explainRefusal(url: string, error: unknown): DatabaseError {
  const code = codeOf(error) ?? (/timeout/i.test(reasonOf(error)) ? 'ETIMEDOUT' : '');
  const advice = ADVICE[code] ?? `${reasonOf(error)}: check DATABASE_URL`;
  return new DatabaseError(`Cannot use the database at ${addressOf(url)}: ${advice}.`, { cause: error });
}
