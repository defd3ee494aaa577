import pg from 'pg';
import { createPool, type ReadPool } from '../../src/db/index.js';
import { createLog } from '../../src/log.js';
import { onCleanup } from './cleanup.js';
import { dropDatabase } from './dropDatabase.mjs';

/** Of the whole test run; `globalSetup.mjs` sets them. */
const serverUrl = process.env['TEST_SERVER_URL'] as string;
const prefix = process.env['TEST_DATABASE_PREFIX'] as string;

export const silentLog = createLog('silent');

export interface TestDatabase {
  readonly url: string;
  /** As the server's own pool: times and big numbers come as text. */
  readonly pool: ReadPool;
  /** Rows of one statement. */
  query<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** What a database begins with: a name of its own within the run, and the work that fills it, done once per run. */
export interface Template {
  readonly name: string;
  readonly fill: (url: string) => Promise<unknown>;
}

/**
 * A database of its own with all migrations applied, or with the content of `template` on top; some 30 ms. It is
 * dropped after the last test of the file.
 */
export async function freshDatabase(template?: Template): Promise<TestDatabase> {
  return createDatabase(template ? await ensureTemplate(template) : `${prefix}_template`);
}

/** A database without any table, for tests of the migrations themselves. */
export const emptyDatabase = (): Promise<TestDatabase> => createDatabase('template0');

let counter = 0;

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `${prefix}_${process.pid}_${(counter += 1)}_${process.hrtime.bigint()}`;
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  const url = urlOf(name);
  const pool = createPool(url, { size: 5, statementTimeoutMs: 30_000 }, silentLog);
  onCleanup(async () => {
    await pool.end();
    await onServer((client) => dropDatabase(client, name));
  });
  return {
    url,
    pool,
    query: async <Row>(text: string, values?: unknown[]) => (await pool.query(text, values)).rows as Row[],
  };
}

/** Test files run in several processes at once: the first one fills the template, the others wait for it. */
async function ensureTemplate({ name, fill }: Template): Promise<string> {
  const ready = `${prefix}_template_${name}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [ready]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ready]);
    if (rowCount) return;
    const draft = `${ready}_draft`;
    await dropDatabase(client, draft);
    await client.query(`create database ${draft} template ${prefix}_template`);
    await fill(urlOf(draft));
    await client.query(`alter database ${draft} rename to ${ready}`);
  });
  return ready;
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
