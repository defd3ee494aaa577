import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { withoutSqlOnly } from '../../scripts/drift.mjs';
import { packageRoot } from '../../src/config.js';
import { freshDatabase } from '../support/database.js';

/** Compares a migrated database with prisma/*.prisma. */
const findDrift = (url: string) =>
  spawnSync(process.execPath, ['scripts/migration.mjs', 'drift', url], { cwd: packageRoot, encoding: 'utf8' });

it('finds no drift in a database with all migrations, nor in what the schema cannot say', async () => {
  const database = await freshDatabase();
  await database.query('create index sql_only_include on claim (id) include (statement)');
  await database.query('create index sql_only_condition on claim (statement) where id is not null');
  await database.query('alter table claim add constraint sql_only_check check (id is not null)');

  const { status, stderr } = findDrift(database.url);

  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('finds a column, a table and an index that are missing, and a column that is too much', async () => {
  const database = await freshDatabase();
  const [index] = await database.query<{ name: string }>(
    `select indexname as name from pg_indexes where tablename = 'claim' and indexdef not like '%UNIQUE%'
     and indexname like '%idx' limit 1`,
  );
  await database.query(`drop index "${index?.name}"`);
  await database.query('alter table claim drop column statement cascade');
  await database.query('alter table claim add column surprise text');
  await database.query('drop table change_log cascade');

  const { status, stderr } = findDrift(database.url);

  expect(status).toBe(1);
  expect(stderr).toMatch(/ADD COLUMN +"statement"/);
  expect(stderr).toMatch(/DROP COLUMN "surprise"/);
  expect(stderr).toMatch(/CREATE TABLE "change_log"/);
  expect(stderr).toContain(`CREATE INDEX "${index?.name}"`);
});

it('takes indexes of SQL alone and defaults of generated columns for no drift, and nothing else', () => {
  const script = [
    '-- DropIndex\nDROP INDEX "by_word";',
    '-- AlterTable\nALTER TABLE "a" ALTER COLUMN "words" DROP DEFAULT;',
    '-- AlterTable\nALTER TABLE "b" ADD COLUMN     "x" TEXT,\nALTER COLUMN "words" DROP DEFAULT,\nALTER COLUMN "n" DROP DEFAULT;',
    '-- DropTable\nDROP TABLE "c";',
  ].join('\n\n');

  expect(withoutSqlOnly(script, ['a.words', 'b.words'])).toEqual({
    kept: ['DROP INDEX "by_word";'],
    drift: [
      '-- AlterTable\nALTER TABLE "b" ADD COLUMN     "x" TEXT,\nALTER COLUMN "n" DROP DEFAULT;',
      '-- DropTable\nDROP TABLE "c";',
    ].join('\n\n'),
  });
});
