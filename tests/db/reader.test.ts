import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { describe, expect, it, jest } from '@jest/globals';
import { present } from '../../src/lib/errors.js';
import { raw, sql } from '../../src/lib/sql.js';
import { createReader } from '../../src/db/index.js';
import { createPool, type ReadPool } from '../../src/db/pool.js';
import { onCleanup } from '../support/cleanup.js';
import { freshDatabase, silentLog } from '../support/database.js';
import { until } from '../support/until.js';

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

it('puts a statement on the two lanes that is slow only because others run beside it, and takes it back if it is not', async () => {
  const pool = createPool(database.url, { size: 10, statementTimeoutMs: 30_000 }, silentLog);
  onCleanup(() => pool.end());
  const processes = async () => {
    const text = 'select pg_backend_pid() as pid, pg_sleep(0.02)';
    const answers = await Promise.all(Array.from({ length: 8 }, () => pool.read(text, [])));
    return new Set(answers.map(({ rows }) => (rows as { pid: number }[])[0]?.pid)).size;
  };

  expect(await processes()).toBe(8);
  await until(async () => (await processes()) === 2);
  await until(async () => (await processes()) === 8);
});

it('keeps a connection that is idle, with what is prepared on it, until its time is over', async () => {
  const pool = onePool();
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance', 'queueMicrotask'] });
  try {
    await pool.query('select 1');

    jest.advanceTimersByTime(599_000);
    expect(pool.totalCount).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(pool.totalCount).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});

/** The system's table of connections is where it can be seen what Linux waits for. */
(process.platform === 'linux' ? it : it.skip)('notices within seconds that the other side is gone', async () => {
  const client = await onePool().connect();
  onCleanup(() => Promise.resolve(client.release()));
  await client.query('select 1');
  const { localPort } = (client as unknown as { connection: { stream: Socket } }).connection.stream;

  // Local address, remote address, state, queues, and the timer: its kind and when it ends, in hundredths of a second.
  const [, , , , timer] = present(
    readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/).slice(1))
      .find(([local]) => local?.endsWith(`:${present(localPort, 'port').toString(16).toUpperCase().padStart(4, '0')}`)),
    'connection',
  );
  const [kind, end] = present(timer, 'timer').split(':');

  expect(kind).toBe('02');
  expect(parseInt(present(end, 'end'), 16)).toBeLessThanOrEqual(1_000);
});

it('lets Postgres cancel what takes too long', async () => {
  const reader = createReader(onePool(50));

  await expect(reader.rows(sql`select pg_sleep(5)`)).rejects.toMatchObject({ code: '57014' });
});

describe('a connection', () => {
  /** Its process, and the statements that it has prepared. */
  const stateOf = async (pool: ReadPool) => {
    const { rows } = await pool.query<{ pid: number; prepared: string[] | null }>(
      'select pg_backend_pid() as pid, (select array_agg(statement) from pg_prepared_statements) as prepared',
    );
    return present(rows[0], 'state');
  };
  const kept = sql`select 1 as kept`;

  it.each([
    ['is beyond a bound', sql`select at_most(2, 1, 'facets')`, 'SB001'],
    ['has an unknown token', sql`select told_until(-1, gen_random_uuid())`, 'SB002'],
    ['takes too long', sql`select pg_sleep(${5})`, '57014'],
    ['has a value that does not fit', sql`select 1 / ${0}::int`, '22012'],
    ['is too long to be prepared', raw(`select 1 / 0 --${' '.repeat(500_000)}`), '22012'],
    ['names what is not there', sql`select nonsense`, '42703'],
  ])('is kept, with what is prepared on it, when a statement %s', async (_what, statement, code) => {
    const pool = onePool(100);
    const reader = createReader(pool);
    await reader.rows(kept);
    const { pid } = await stateOf(pool);

    for (let time = 0; time < 2; time += 1) await expect(reader.rows(statement)).rejects.toMatchObject({ code });

    expect(await stateOf(pool)).toMatchObject({ pid, prepared: expect.arrayContaining([kept.text]) });
    expect(await reader.rows(kept)).toEqual([{ kept: 1 }]);
  });

  it('is given up when a statement finds it closed', async () => {
    const pool = onePool();
    const { pid } = await stateOf(pool);

    const closing = createReader(pool).rows(sql`select pg_terminate_backend(pg_backend_pid())`);

    await expect(closing).rejects.toMatchObject({ code: '57P01' });
    expect((await stateOf(pool)).pid).not.toBe(pid);
  });

  it('is given up when what is prepared on it is older than its table', async () => {
    const pool = onePool();
    const reader = createReader(pool);
    await pool.query('create table changing (value int)');
    const { pid } = await stateOf(pool);
    await reader.rows(sql`select * from changing`);
    await pool.query('alter table changing alter column value type text');

    await expect(reader.rows(sql`select * from changing`)).rejects.toMatchObject({ code: '0A000' });

    expect((await stateOf(pool)).pid).not.toBe(pid);
    expect(await reader.rows(sql`select * from changing`)).toEqual([]);
  });
});

it('does not take a statement for quick that fails at once', async () => {
  const pool = createPool(database.url, { size: 10, statementTimeoutMs: 30_000 }, silentLog);
  onCleanup(() => pool.end());
  const read = (divisor: number) => pool.read('select pg_backend_pid() as pid, 1 / $1::int, pg_sleep(0.02)', [divisor]);

  for (let time = 0; time < 20; time += 1) await expect(read(0)).rejects.toMatchObject({ code: '22012' });

  const answers = await Promise.all(Array.from({ length: 8 }, () => read(1)));
  expect(new Set(answers.map(({ rows }) => (rows as { pid: number }[])[0]?.pid)).size).toBe(8);
});

it('works in UTC under its own name', async () => {
  const [row] = await createReader(database.pool).rows(
    sql`select current_setting('TimeZone') as zone, current_setting('application_name') as name`,
  );

  expect(row).toEqual({ zone: 'UTC', name: 'sourcebook' });
});

it('turns off the compiling of statements to machine code, whatever the server does', async () => {
  const { rows } = await onePool().query(`select setting, source from pg_settings where name = 'jit'`);
  expect(rows).toEqual([{ setting: 'off', source: 'client' }]);
});

it('reads what is quick over lanes, and again on the pool when a lane breaks', async () => {
  const [pool, own] = [createPool(database.url, { size: 10, statementTimeoutMs: 30_000 }, silentLog), onePool()];
  onCleanup(() => pool.end());
  const pids = async (count: number, seconds = 0): Promise<number[]> => {
    const statement = sql`select pg_backend_pid() as pid from pg_sleep(${seconds})`;
    const reads = Array.from({ length: count }, () => createReader(pool).rows<{ pid: number }>(statement));
    return (await Promise.all(reads)).map(([row]) => row!.pid);
  };
  await until(async () => new Set(await pids(16)).size === 2);
  const lanes = [...new Set(await pids(16))];
  await own.query('select 1');

  const [after] = await Promise.all([
    pids(16, 0.5),
    own.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [lanes]),
  ]);

  expect(after).toHaveLength(16);
  expect(after.filter((pid) => lanes.includes(pid))).toEqual([]);
});
