// A Postgres server for tests and checks: that of TEST_DATABASE_URL, or an embedded one that is gone afterwards.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { build } from './build.mjs';

/** A server that nobody keeps data on need not wait for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

export const log = pino({ level: 'warn' }, pino.destination({ fd: 2, sync: true }));

/** Our own `src/db`, bundled; built first where it is stale. */
export const importDatabase = async () => {
  await build({ ifStale: true, only: ['prisma client', 'database'] });
  return import('../dist/db/index.js');
};

/** @returns {Promise<{url: string, close(): Promise<void>}>} The user of the address may create databases. */
export async function openScratchServer() {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const { openEmbedded } = await importDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-test-'));
  // Root runs the server as another user, who has to pass through.
  chmodSync(folder, 0o711);
  const server = await openEmbedded(folder, log, FAST);
  // Without a handler a signal ends the process before anything can stop the server.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const close = async () => {
    await server.close();
    for (const path of [folder, server.folder]) rmSync(path, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

/** Runs `work` with a connection that is closed afterwards. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The address of another database of the same server. */
export const withDatabase = (serverUrl, name) => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};
