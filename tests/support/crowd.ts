import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '../../src/config.js';
import { fold } from '../../src/lib/fold.js';
import type { Template } from './database.js';

/** Invented records with ties and nulls in every sort key, and a long list of every kind; see `crowd.sql`. */
export const crowd: Template = { name: 'crowd', fill };

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`begin; ${await readFile(join(packageRoot, 'tests/support/crowd.sql'), 'utf8')}`);
    await foldNames(client);
    await client.query('commit; analyze');
  } finally {
    await client.end();
  }
}

/** As the import does; the database has no function for it. */
async function foldNames(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ value: string }>('select distinct value from actor_name');
  const values = rows.map(({ value }) => value);
  await client.query(
    `update actor_name n set folded = f.folded from unnest($1::text[], $2::text[]) f (value, folded)
      where f.value = n.value`,
    [values, values.map(fold)],
  );
}
