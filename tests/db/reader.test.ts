import { sql } from '../../src/lib/sql.js';
import { expect, it } from '@jest/globals';
import { createReader } from '../../src/db/index.js';
import { StatementNames } from '../../src/db/reader.js';
import { createPool } from '../../src/db/pool.js';
import { onCleanup } from '../support/cleanup.js';
import { freshDatabase, silentLog } from '../support/database.js';

const database = await freshDatabase();

/** All on one connection, so that its prepared statements can be looked at. */
function onePool(statementTimeoutMs = 30_000) {
  const pool = createPool(database.url, { size: 1, statementTimeoutMs }, silentLog);
  onCleanup(() => pool.end());
  return pool;
}

it('counts the statements of one request and starts the next at none', async () => {
  const reader = createReader(database.pool);

  await Promise.all([reader.rows(sql`select 1`), reader.rows(sql`select 2`)]);
  await expect(reader.rows(sql`select nonsense`)).rejects.toThrow();

  expect(reader.statements).toBe(3);
  expect(createReader(database.pool).statements).toBe(0);
});

it('prepares a text once, whatever its values', async () => {
  const pool = onePool();

  for (const n of [1, 2, 3]) expect(await createReader(pool).rows(sql`select ${n}::int as n`)).toEqual([{ n }]);

  const prepared = await pool.query(
    `select statement, generic_plans + custom_plans as runs from pg_prepared_statements`,
  );
  expect(prepared.rows).toEqual([{ statement: 'select $1::int as n', runs: '3' }]);
});

it('lets Postgres cancel what takes too long', async () => {
  const reader = createReader(onePool(50));

  await expect(reader.rows(sql`select pg_sleep(5)`)).rejects.toMatchObject({ code: '57014' });
});

it('works in UTC under its own name', async () => {
  const [row] = await createReader(database.pool).rows(
    sql`select current_setting('TimeZone') as zone, current_setting('application_name') as name`,
  );

  expect(row).toEqual({ zone: 'UTC', name: 'sourcebook' });
});

it('names no more than so many texts in one period', () => {
  let now = 0;
  const names = new StatementNames(2 * 'select 1'.length, 1000, () => now);

  const [first, second, third] = ['select 1', 'select 2', 'select 3'].map((text) => names.nameOf(text));

  expect(first).toMatch(/^[\w-]{22}$/);
  expect(second).not.toBe(first);
  expect(third).toBeUndefined();
  expect(names.nameOf('select 1')).toBe(first);
  now = 1000;
  expect(names.nameOf('select 3')).toBeDefined();
});

it('turns off the compiling of statements to machine code, whatever the server does', async () => {
  const { rows } = await onePool().query(`select setting, source from pg_settings where name = 'jit'`);
  expect(rows).toEqual([{ setting: 'off', source: 'client' }]);
});
