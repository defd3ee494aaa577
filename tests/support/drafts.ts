import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '../../src/config.js';
import type { Template } from './database.js';
import { seeds } from './seeds.js';

/** What is there whether drafts are or not: an event and an actor that only drafts name. */
const unreported = `
  insert into event (id, key, title, type, status, modes)
    values (md5('e')::uuid, 'unreported', 'Unreported', 'AID', 'PLANNED', '{}');
  insert into actor (id, key, kind, name) values (md5('a')::uuid, 'unheard', 'PERSON', 'Unheard');`;

/** The seeds, with an event and an actor about which nothing is said. */
export const withoutDrafts: Template = { name: 'without_drafts', fill: (url) => fill(url, unreported) };

/** The same, and drafts wherever a claim can stand; see `drafts.sql`. */
export const withDrafts: Template = {
  name: 'with_drafts',
  fill: async (url) => fill(url, unreported, await readFile(join(packageRoot, 'tests/support/drafts.sql'), 'utf8')),
};

async function fill(url: string, ...scripts: readonly string[]): Promise<void> {
  await seeds.fill(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(['begin', ...scripts, 'commit'].join(';\n'));
  } finally {
    await client.end();
  }
}
