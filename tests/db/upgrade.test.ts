import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config.js';
import { migrate } from '../../src/db/index.js';
import { readMigrations } from '../../src/db/migrations.js';
import { crowd } from '../support/crowd.js';
import { emptyDatabase, freshDatabase, silentLog, type TestDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/folder.js';
import { seeds } from '../support/seeds.js';

/** The last migration whose tables were filled by a release. */
const RELEASED = '20261122040300_loaded_seeds';

/** What tells of transactions instead of records. */
const OF_TRANSACTIONS = ['_prisma_migrations', 'change', 'change_set', 'corroboration_due'];

it.each([crowd, seeds])(
  'a database that $name filled before its upgrade has the rows of one that was filled after it',
  async (template) => {
    const filledAfter = await freshDatabase(template);
    const filledBefore = await releasedDatabase();
    await copyRecords(filledAfter, filledBefore);

    const { applied } = await migrate(filledBefore.url, silentLog);
    await filledAfter.query(`delete from contradiction_candidate`);
    await filledAfter.query(`select propose_contradictions(array(select id from event))`);

    const [after, before] = await Promise.all([rowsOf(filledAfter), rowsOf(filledBefore)]);
    expect(before).toEqual(after);
    expect(applied[0]).toBe('20261122050000_words_with_headline');
    for (const table of ['version_text', 'citation_words', 'claim_corroboration', 'event_corroboration'])
      expect(after[table]).not.toEqual([]);
  },
);

it('the crowd has signatures and contradictions to compare', async () => {
  const database = await freshDatabase(crowd);
  const [counted] =
    await database.query(`select (select count(*) from text_signature where signature is not null) > 1 as signed,
    (select count(*) from propose_contradictions(array(select id from event)) where written > 1) > 0 as proposed,
    (select count(distinct independent_origin_count) from event_corroboration) > 1 as origins`);
  expect(counted).toEqual({ signed: true, proposed: true, origins: true });
});

async function releasedDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  const all = join(packageRoot, 'prisma/migrations');
  const folder = temporaryFolder();
  for (const { name } of readMigrations(all)) if (name <= RELEASED) symlinkSync(join(all, name), join(folder, name));
  await migrate(database.url, silentLog, folder);
  return database;
}

/**
 * Copies what the older tables hold, row by row as it stands. Triggers are off, as what they derive is copied, too; words
 * of texts were others, and are made as they were made then.
 */
async function copyRecords(from: TestDatabase, to: TestDatabase): Promise<void> {
  const tables = await tablesInOrder(to);
  const client = await to.pool.connect();
  try {
    await client.query('begin');
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
    await client.query('alter table version_text enable trigger version_text_is_verified');
    for (const table of tables) {
      const [{ rows }] = (await from.query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)) as [
        { rows: string },
      ];
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [rows]);
    }
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Those that others refer to before these. */
async function tablesInOrder(database: TestDatabase): Promise<string[]> {
  const waiting = await database.query<{ name: string; refers: string[] }>(
    `select oid::regclass::text as name, array(select confrelid::regclass::text from pg_constraint
       where conrelid = c.oid and contype = 'f' and confrelid <> c.oid) as refers
     from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'
     order by relname`,
  );
  const ordered: string[] = [];
  while (ordered.length < waiting.length) {
    const next = waiting.find(
      ({ name, refers }) => !ordered.includes(name) && refers.every((other) => ordered.includes(other)),
    );
    ordered.push(next!.name);
  }
  return ordered;
}

/** All rows of all tables as JSON; when a candidate was proposed is another time. */
async function rowsOf(database: TestDatabase): Promise<Record<string, unknown[]>> {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1) order by 1`,
    [OF_TRANSACTIONS],
  );
  const found: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const without = name === 'contradiction_candidate' ? `- 'created_at'` : '';
    found[name] = (
      await database.query<{ row: string }>(`select (to_jsonb(t) ${without})::text as row from ${name} t order by 1`)
    ).map(({ row }) => row);
  }
  return found;
}
