import { describe, expect, it } from '@jest/globals';
import { migrate } from '../../src/db/index.js';
import { readMigrations } from '../../src/db/migrations.js';
import { crowd } from '../support/crowd.js';
import { freshDatabase, silentLog, type TestDatabase } from '../support/database.js';
import { seeds } from '../support/seeds.js';
import { copyRecords, OF_TRANSACTIONS } from './copyRecords.js';
import {
  beforeHeadlines,
  databaseOf,
  migrationsOf,
  presentMigrations,
  released,
  united,
  withNames,
  withSuperseded,
} from './releases.js';
import { schemaOf } from './schemaOf.js';

describe.each([beforeHeadlines, withSuperseded, withNames])('a database of $name', (release) => {
  it.each([crowd, seeds])(
    'filled with $name before its upgrade has the rows of one filled after it',
    async (template) => {
      const filledAfter = await freshDatabase(template);
      await filledAfter.query(`delete from contradiction_candidate`);
      await filledAfter.query(`select propose_contradictions(array(select id from event))`);
      const filledBefore = await databaseOf(release);
      await copyRecords(filledAfter, filledBefore);

      await migrate(filledBefore.url, silentLog);

      const [after, before] = await Promise.all([rowsOf(filledAfter), rowsOf(filledBefore)]);
      expect(before).toEqual(after);
      for (const table of ['version_text', 'citation_words', 'claim_corroboration', 'event_corroboration'])
        expect(after[table]).not.toEqual([]);
    },
  );

  it('gets what it lacks, in order, and then has the schema and the books of a fresh one', async () => {
    const [upgraded, fresh] = [await databaseOf(release), await freshDatabase()];
    const all = readMigrations(presentMigrations).map(({ name }) => name);

    const { applied } = await migrate(upgraded.url, silentLog);

    expect(applied).toEqual(all.filter((name) => !release.has(name)));
    expect(await schemaOf(upgraded)).toEqual(await schemaOf(fresh));
    expect(await booksOf(upgraded)).toEqual(await booksOf(fresh));
    expect(await migrate(upgraded.url, silentLog)).toEqual({ applied: [] });
  });
});

it('the crowd has signatures and contradictions to compare', async () => {
  const database = await freshDatabase(crowd);
  const [counted] =
    await database.query(`select (select count(*) from text_signature where signature is not null) > 1 as signed,
    (select count(*) from propose_contradictions(array(select id from event)) where written > 1) > 0 as proposed,
    (select count(distinct independent_origin_count) from event_corroboration) > 1 as origins`);
  expect(counted).toEqual({ signed: true, proposed: true, origins: true });
});

it('no migration that was released is edited', () => {
  const present = readMigrations(presentMigrations).filter(({ name }) => name in released);

  expect(Object.fromEntries(present.map(({ name, checksum }) => [name, checksum]))).toEqual(released);
});

it('superseded texts are those that were released', () => {
  const texts = readMigrations(migrationsOf(withSuperseded)).filter(
    ({ name, checksum }) => checksum !== released[name],
  );
  const listed = readMigrations(presentMigrations).filter((migration) => migration.superseded.length > 0);

  expect(listed.map((migration) => [migration.name, migration.superseded])).toEqual(
    texts.map(({ name, checksum }) => [name, [checksum]]),
  );
});

it('takes the marks of languages from the words of the release that had them', async () => {
  const database = await databaseOf(withSuperseded);
  await copyRecords(await freshDatabase(crowd), database);
  const marked = `select (select count(*) from version_text where words::text ~ ''':[a-z]+''') as texts,
    (select count(*) from citation_words where words::text ~ ''':[a-z]+''') as quotes`;
  const all = `select (select count(*) from version_text) as texts, (select count(*) from citation_words) as quotes`;
  expect(await database.query(marked)).toEqual(await database.query(all));

  await migrate(database.url, silentLog);

  expect(await database.query(marked)).toEqual([{ texts: '0', quotes: '0' }]);
});

it('goes on with the feed of changes where it was, and tells a new version of the data by the next one', async () => {
  const database = await databaseOf(withSuperseded);
  await database.query('select open_change_set()');
  const told = 'select transaction, mark from change_set order by transaction';
  const before = await database.query(told);
  await migrate(database.url, silentLog);

  expect(await database.query(told)).toEqual(before);
  const versions = [await versionOf(database), await versionOf(database)];
  await database.query('select open_change_set()');

  expect(versions[0]).toBe(versions[1]);
  expect(await versionOf(database)).not.toBe(versions[0]);
});

it('changes nothing, and writes no row anew, in a database that has the present texts', async () => {
  const database = await databaseOf(withNames);
  await copyRecords(await freshDatabase(crowd), database);
  const before = [await schemaOf(database), await placesOf(database)];

  const { applied } = await migrate(database.url, silentLog, migrationsOf(united));

  expect(applied).toEqual(['20261122070050_superseded_names', '20261122160000_superseded_texts']);
  expect([await schemaOf(database), await placesOf(database)]).toEqual(before);
});

/** Where Postgres keeps tables, indexes and the rows that could be rewritten. */
const placesOf = async (database: TestDatabase): Promise<unknown[]> => [
  await database.query(`select relname, pg_relation_filenode(oid) from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') order by 1`),
  await database.query('select ctid, xmin from version_text order by ctid'),
  await database.query('select ctid, xmin from citation_words order by ctid'),
  await database.query('select ctid, xmin from change_set order by ctid'),
];

const versionOf = async (database: TestDatabase): Promise<unknown> =>
  (await database.query('select data_version() as version'))[0]!['version'];

/** Which texts of the migrations a database is said to have. */
const booksOf = (database: TestDatabase) =>
  database.query('select migration_name, checksum from _prisma_migrations order by migration_name');

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
