import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { buildAll } from '../../scripts/build.mjs';

const log = pino({ level: 'warn' });

/** A server that nobody keeps data on need not wait for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/**
 * Once per run: the server of the tests and, on it, a migrated template that the test files copy. The server is that of
 * TEST_DATABASE_URL, whose user must be allowed to create databases, or an embedded one in a folder of its own.
 */
export default async function setUp() {
  await buildAll({ ifStale: true });
  const { migrate, openEmbedded } = await import('../../dist/db/index.js');
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, close: async () => {} }
    : await openTemporary(openEmbedded);
  const prefix = `sourcebook_test_${process.pid}`;
  globalThis.tearDownTests = async () => {
    await dropDatabases(server.url, prefix);
    await server.close();
  };
  await onServer(server.url, (client) => client.query(`create database ${prefix}_template`));
  await migrate(urlOf(server.url, `${prefix}_template`), log);
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_DATABASE_PREFIX = prefix;
}

async function openTemporary(openEmbedded) {
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

async function dropDatabases(url, prefix) {
  await onServer(url, async (client) => {
    const { rows } = await client.query(`select datname from pg_database where starts_with(datname, $1)`, [prefix]);
    for (const { datname } of rows) await client.query(`drop database if exists "${datname}" with (force)`);
  });
}

async function onServer(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(serverUrl, database) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
