import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { DatabaseError, migrate, WRITING_LOCK } from '../../src/db/index.js';
import { emptyDatabase, freshDatabase, silentLog } from '../support/database.js';
import { until } from '../support/until.js';
import { migrationsFolder, NAME, PLACE, writeMigration } from './steps.js';

const tablesOf = async (database: Awaited<ReturnType<typeof emptyDatabase>>): Promise<string[]> =>
  (
    await database.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`,
    )
  ).map((row) => row.tablename);

it('applies what is missing, in order, and nothing the second time', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(PLACE, NAME);

  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: ['0001_step', '0002_step'] });
  writeMigration(folder, 3, 'create table road (id int);');
  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: ['0003_step'] });
  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: [] });

  expect(await tablesOf(database)).toEqual(['place', 'road']);
});

it('keeps the books as prisma migrate does', async () => {
  const database = await emptyDatabase();

  await migrate(database.url, silentLog, migrationsFolder(PLACE));

  expect(await database.query('select * from _prisma_migrations')).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash('sha256').update(PLACE).digest('hex'),
      migration_name: '0001_step',
      started_at: expect.any(String),
      finished_at: expect.any(String),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    },
  ]);
});

it('lets many migrate at once: one does the work, the others wait', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(`${PLACE} select pg_sleep(0.2);`, NAME);

  const results = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, silentLog, folder)));

  expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 0, 2]);
});

it.each([
  ['prisma migrate', 72_707_369],
  ['an import', WRITING_LOCK],
])('waits for %s, which takes the same lock', async (_name, lock) => {
  const database = await emptyDatabase();
  const other = await database.pool.connect();
  await other.query('begin');
  await other.query('select pg_advisory_xact_lock($1)', [lock]);
  const waiting = migrate(database.url, silentLog, migrationsFolder(PLACE));

  await until(() => isWaitedFor(database));
  expect(await tablesOf(database)).toEqual([]);
  await other.query('commit');
  other.release();

  expect(await waiting).toEqual({ applied: ['0001_step'] });
});

/** Whether somebody waits for an advisory lock in a database. */
async function isWaitedFor(database: Awaited<ReturnType<typeof emptyDatabase>>): Promise<boolean> {
  const [row] = await database.query<{ waiting: boolean }>(
    `select exists (select from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())) as waiting`,
  );
  return row!.waiting;
}

it('refuses a migration that was edited after it was applied', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(PLACE);
  await migrate(database.url, silentLog, folder);
  writeMigration(folder, 1, `${PLACE}-- a harmless comment\n`);
  writeMigration(folder, 2, NAME);

  await expect(migrate(database.url, silentLog, folder)).rejects.toThrow(/0001_step was edited after it was applied/);

  expect(await database.query('select migration_name from _prisma_migrations')).toHaveLength(1);
});

it('undoes a migration that fails, names its line, and can be run again', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(
    PLACE,
    'create table road (id int);\n-- ünïcode\nalter table nowhere add column x int;\n',
  );

  const attempt = migrate(database.url, silentLog, folder);
  await expect(attempt).rejects.toThrow(DatabaseError);
  await expect(attempt).rejects.toThrow(/0002_step failed.*"nowhere" does not exist/);

  expect(await tablesOf(database)).toEqual(['place']);
  writeMigration(folder, 2, 'create table road (id int);');
  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: ['0002_step'] });
});

it('says at which line a script has its fault', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(`${PLACE}-- ünïcode 😀\nselect nothing_of_this;\n`);

  await expect(migrate(database.url, silentLog, folder)).rejects.toThrow(/0001_step failed at line 3: /);
});

it('refuses a database in which prisma migrate left a failed migration', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(PLACE, NAME);
  await migrate(database.url, silentLog, folder);
  await database.query(`update _prisma_migrations set finished_at = null where migration_name = '0002_step'`);

  await expect(migrate(database.url, silentLog, folder)).rejects.toThrow(/0002_step failed earlier.*migrate resolve/);
});

it('counts a migration that was rolled back as not applied', async () => {
  const database = await emptyDatabase();
  const folder = migrationsFolder(PLACE, NAME);
  await migrate(database.url, silentLog, folder);
  await database.query(
    `update _prisma_migrations set finished_at = null, rolled_back_at = now() where migration_name = '0002_step'`,
  );
  await database.query('alter table place drop column name');

  expect(await migrate(database.url, silentLog, folder)).toEqual({ applied: ['0002_step'] });
});

it('refuses a database that a newer version has migrated', async () => {
  const database = await emptyDatabase();
  await migrate(database.url, silentLog, migrationsFolder(PLACE, NAME));

  await expect(migrate(database.url, silentLog, migrationsFolder(PLACE))).rejects.toThrow(
    /0002_step, which this version of Sourcebook does not know/,
  );
});

it("refuses a database that holds somebody else's tables, and leaves it alone", async () => {
  const database = await emptyDatabase();
  await database.query('create table invoices (id int)');

  await expect(migrate(database.url, silentLog, migrationsFolder(PLACE))).rejects.toThrow(
    /something else \(invoices\)/,
  );

  expect(await tablesOf(database)).toEqual(['invoices']);
  expect(await database.query(`select to_regclass('_prisma_migrations') as t`)).toEqual([{ t: null }]);
});

it('finds the migrations of the project applied in a fresh database', async () => {
  const database = await freshDatabase();

  expect(await migrate(database.url, silentLog)).toEqual({ applied: [] });
});
