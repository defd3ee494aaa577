import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { migrate } from '../../src/db/index.js';
import { emptyDatabase, silentLog, type TestDatabase } from '../support/database.js';
import { migrationsFolder, NAME, PLACE, writeMigration } from './steps.js';

const EARLIER = `-- As it was released first.\n${PLACE}`;

const checksumOf = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/** The first step is PLACE, and its text of an earlier release is EARLIER. */
function folderWithSuperseded(...further: string[]): string {
  const folder = migrationsFolder(PLACE, ...further);
  writeFileSync(join(folder, 'superseded.json'), JSON.stringify({ '0001_step': [checksumOf(EARLIER)] }));
  return folder;
}

const checksums = async (database: TestDatabase): Promise<unknown[]> =>
  (await database.query('select checksum from _prisma_migrations order by migration_name')).map(
    (row) => row['checksum'],
  );

it('brings on a database with a superseded text, which then counts as one with the present text', async () => {
  const database = await emptyDatabase();
  await migrate(database.url, silentLog, migrationsFolder(EARLIER));
  const folder = folderWithSuperseded(NAME);

  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: ['0002_step'] });
  expect(await checksums(database)).toEqual([checksumOf(PLACE), checksumOf(NAME)]);
  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: [] });
});

it('does not count it so before all migrations are applied', async () => {
  const database = await emptyDatabase();
  await migrate(database.url, silentLog, migrationsFolder(EARLIER));
  const folder = folderWithSuperseded(NAME, 'alter table nowhere add column x int;');

  await expect(migrate(database.url, silentLog, folder)).rejects.toThrow(/0003_step failed/);
  expect(await checksums(database)).toEqual([checksumOf(EARLIER), checksumOf(NAME)]);

  writeMigration(folder, 3, 'create table road (id int);');
  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: ['0003_step'] });
  expect((await checksums(database))[0]).toBe(checksumOf(PLACE));
});

it('refuses any other edit of a migration that has a superseded text', async () => {
  const database = await emptyDatabase();
  await migrate(database.url, silentLog, migrationsFolder(`${EARLIER}-- a harmless comment\n`));

  await expect(migrate(database.url, silentLog, folderWithSuperseded(NAME))).rejects.toThrow(
    /0001_step was edited after it was applied/,
  );

  expect(await checksums(database)).toHaveLength(1);
});

it('refuses a superseded text of one migration as that of another', async () => {
  const database = await emptyDatabase();
  await migrate(database.url, silentLog, migrationsFolder(PLACE, EARLIER.replace('place', 'road')));
  const folder = folderWithSuperseded(NAME);
  writeFileSync(
    join(folder, 'superseded.json'),
    JSON.stringify({ '0001_step': [checksumOf(EARLIER.replace('place', 'road'))] }),
  );

  await expect(migrate(database.url, silentLog, folder)).rejects.toThrow(/0002_step was edited after it was applied/);
});
