import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { makeCorpus, verifyCorpus } from './corpus/make.mjs';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Where the server of the bench keeps its files. */
const dataDir = () => resolve(process.env.BENCH_DATA_DIR ?? fileURLToPath(new URL('.data', import.meta.url)));

const ofMemory = (share) => `${Math.floor((totalmem() / 2 ** 20) * share)}MB`;

/**
 * A server as somebody would run it on a machine of this size; nothing here favours a contestant. The manual of Postgres
 * (19.4) advises a quarter to two fifths of the memory as shared buffers: with as much as that, on 24 GB a million claims
 * are read from memory, and no disk is measured.
 */
const settings = {
  shared_buffers: ofMemory(0.4),
  effective_cache_size: ofMemory(0.6),
  work_mem: '32MB',
  maintenance_work_mem: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '0',
  autovacuum: 'off',
};

const quiet = { warn: () => undefined, info: () => undefined, error: () => undefined, debug: () => undefined };

async function projectDatabase() {
  const built = new URL('../dist/db/index.js', import.meta.url);
  if (!existsSync(built)) throw new Error('The project is not built: run npm ci in its root.');
  return import(built);
}

/**
 * The embedded Postgres of the project over a folder of its own, or the server of BENCH_DATABASE_URL, whose role must be
 * allowed to create databases.
 */
export async function openServer() {
  if (process.env.BENCH_DATABASE_URL)
    return { url: process.env.BENCH_DATABASE_URL, description: 'BENCH_DATABASE_URL', close: async () => undefined };
  const { openEmbedded } = await projectDatabase();
  return openEmbedded(dataDir(), quiet, settings);
}

export const withDatabase = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();

async function connected(url, work) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Set for bulk: a second worker wherever one can help. */
async function bulkClient(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `set synchronous_commit = off; set max_parallel_workers_per_gather = 1; set parallel_setup_cost = 0;
     set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0; set max_parallel_maintenance_workers = 0;
     set work_mem = '512MB'; set hash_mem_multiplier = 2; set timezone = 'UTC'`,
  );
  return client;
}

/** What a corpus is made of: the migrations and the files that fill the tables. Written onto a database that is whole. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const folder of ['prisma/migrations', 'bench/corpus']) {
    const files = readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath ?? file.path, file.name));
    for (const path of paths.sort()) hash.update(path.slice(projectRoot.length)).update(readFileSync(path));
  }
  return `corpus ${hash.digest('hex').slice(0, 16)}`;
}

/** What is written onto a database that is whole; null when there is none. */
const markOf = (url, name) =>
  connected(url, async (client) => {
    const { rows } = await client.query(
      `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
      [name],
    );
    return rows[0]?.mark ?? null;
  });

/** What contestants add to any database; see the file. */
const additions = readFileSync(new URL('contestants/postgraphile/schema.sql', import.meta.url), 'utf8');

/** A mark of the corpus with these additions. */
const withAdditions = (mark) => `${mark}, ${createHash('sha256').update(additions).digest('hex').slice(0, 16)}`;

const add = (url, name, mark) =>
  connected(url, async (client) => {
    await client.query(`set client_min_messages = warning; ${additions}; analyze article`);
    await client.query(`comment on database ${name} is '${withAdditions(mark)}'`);
    return url;
  });

/** The address of the database with the corpus of a size, which is made first if it is not there as it would be made now. */
export async function openCorpus(server, sizeName, { fresh = false, progress }) {
  const name = `corpus_${sizeName}`;
  const url = withDatabase(server.url, name);
  const mark = fresh ? null : await markOf(server.url, name);
  const now = fingerprint();
  if (mark === withAdditions(now)) return url;
  if (mark?.startsWith(now)) return add(url, name, now);
  progress(`making the corpus of ${sizeName} claims`);
  const began = performance.now();
  await connected(server.url, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
  });
  const { migrate } = await projectDatabase();
  await migrate(url, quiet);
  const clients = await Promise.all([0, 1].map(() => bulkClient(url)));
  try {
    await makeCorpus(clients, sizeName, progress);
    progress(`loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const broken = await verifyCorpus(clients, sizeName, progress);
    if (broken.length > 0) throw new Error(`The corpus breaks promises of the database: ${broken.join(', ')}`);
    await clients[0].query(`comment on database ${name} is '${now}'`);
  } finally {
    for (const client of clients) await client.end();
  }
  progress(`made and verified in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return add(url, name, now);
}
