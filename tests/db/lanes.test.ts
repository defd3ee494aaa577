import { expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import type { Known } from '../../src/db/knownStatements.js';
import { Lanes } from '../../src/db/lanes.js';
import { onCleanup } from '../support/cleanup.js';
import { freshDatabase } from '../support/database.js';
import { until } from '../support/until.js';

const database = await freshDatabase();

let tests = 0;

/** Lanes whose clock stands still, and a quick statement that gives the process it ran on and the argument. */
async function openLanes(count = 2) {
  let now = 0;
  const name = `lanes of test ${(tests += 1)}`;
  const session = { connectionString: database.url, application_name: name, statement_timeout: 300 };
  const lost: unknown[] = [];
  const lanes = new Lanes(session, {
    count,
    lifetimeMs: 1_000_000,
    onLost: (error) => lost.push(error),
    now: () => now,
  });
  onCleanup(() => lanes.end());
  const text = 'select pg_backend_pid() as pid, 1 / $1::int as quotient from pg_sleep($2)';
  const run = (divisor = 1, seconds = 0) =>
    lanes.run({ name: 'quick', ms: 0 }, { name: 'quick', text, values: [divisor, seconds] });
  const sessions = async () =>
    (await database.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = $1`, [name])).map(
      ({ pid }) => pid,
    );
  await until(async () => (await run()) !== undefined);
  return { lanes, run, sessions, lost, pass: (ms: number) => (now += ms) };
}

/** Runs a statement of which a lane keeps the plan, and notes the time, after six runs. */
function sleepOn(lanes: Lanes, statement: Known) {
  const sleep = (seconds: number) =>
    lanes.run(statement, { name: statement.name, text: 'select pg_sleep($1)', values: [seconds] });
  const untilPlanned = async () => {
    for (let run = 0; run < 6; run += 1) await Promise.all([sleep(0), sleep(0)]);
  };
  return Object.assign(sleep, { untilPlanned });
}

const pidOf = (answer: pg.QueryResult | undefined): number => (answer?.rows as { pid: number }[])[0]!.pid;

it('sends quick statements one after another over few connections, up to eight on each', async () => {
  const { run } = await openLanes();
  await until(async () => new Set((await Promise.all([run(), run()])).map(pidOf)).size === 2);

  const asked = Array.from({ length: 20 }, () => run());
  const answers = await Promise.all(asked.filter((one) => one !== undefined));

  const pids = answers.map(pidOf);
  expect(pids).toHaveLength(16);
  for (const pid of new Set(pids)) expect(pids.filter((one) => one === pid)).toHaveLength(8);
  expect(asked.slice(16)).toEqual([undefined, undefined, undefined, undefined]);
});

it('leaves what is slow, or was never run, to others', async () => {
  const { lanes } = await openLanes(1);
  const query = { name: 'other', text: 'select 1' };

  expect(lanes.run({ name: 'other' }, query)).toBeUndefined();
  expect(lanes.run({ name: 'other', ms: 6 }, query)).toBeUndefined();
  await expect(lanes.run({ name: 'other', ms: 5.9 }, query)).resolves.toMatchObject({ rowCount: 1 });
});

it('puts nobody behind a statement that is stuck, and learns from it', async () => {
  const { lanes, pass } = await openLanes(1);
  const statement = { name: 'sleeps', ms: 0 };
  const sleep = sleepOn(lanes, statement);
  await sleep.untilPlanned();

  const stuck = sleep(0.1);
  expect(stuck).toBeDefined();
  pass(10);
  expect(sleep(0)).toBeUndefined();
  pass(150);
  await stuck;

  expect(statement.ms).toBeGreaterThan(6);
  expect(sleep(0)).toBeUndefined();
});

it('learns at once from a run that was surely slow, whether or not the plan is kept', async () => {
  const { lanes, pass } = await openLanes(1);
  const statement: Known = { name: 'sleeps', ms: 0 };
  const sleep = sleepOn(lanes, statement);

  const slow = sleep(0.05);
  pass(200);
  await slow;

  expect(statement.ms).toBe(200);
  expect(sleep(0)).toBeUndefined();
});

it('learns nothing from what fails at once, and much from what is stopped because it takes too long', async () => {
  const { lanes, pass } = await openLanes(1);
  const statement: Known = { name: 'divides', ms: 3 };
  const text = 'select 1 / $1::int from pg_sleep($2)';
  const divide = (...values: [divisor: number, seconds: number]) =>
    lanes.run(statement, { name: statement.name, text, values });

  for (let time = 0; time < 10; time += 1) await expect(divide(0, 0)).rejects.toMatchObject({ code: '22012' });
  expect(statement.ms).toBe(3);

  const late = divide(1, 5);
  pass(300);
  await expect(late).rejects.toMatchObject({ code: '57014' });
  expect(statement.ms).toBe(300);
});

it('takes lanes that are at work for sharers of one processor', async () => {
  const { lanes, run, pass } = await openLanes();
  await until(async () => new Set((await Promise.all([run(), run()])).map(pidOf)).size === 2);
  const statement: Known = { name: 'sleeps', ms: 0 };
  const sleep = sleepOn(lanes, statement);
  await sleep.untilPlanned();

  const [first, second] = [sleep(0.02), sleep(0.2)];
  pass(100);
  await first;

  // A twentieth of what a run took more than was expected.
  expect(statement.ms).toBeCloseTo(100 / 2 / 20);
  await second;
});

it('notes the time of what a lane ends with', async () => {
  const { lanes, pass } = await openLanes(1);
  const statement: Known = { name: 'sleeps', ms: 0 };
  const sleep = sleepOn(lanes, statement);
  await sleep.untilPlanned();

  const last = sleep(0.05);
  pass(1_000_000);
  // Another lane is opened, which is not at work.
  expect(sleep(0)).toBeUndefined();
  await last;

  expect(statement.ms).toBe(1_000_000);
});

it('does not take what was slow on a lane for a while, though it looks quick elsewhere', async () => {
  const { lanes, pass } = await openLanes(1);
  const statement: Known = { name: 'sleeps', ms: 0 };
  const sleep = sleepOn(lanes, statement);
  await sleep.untilPlanned();
  statement.ms = 3;
  const slow = sleep(0.02);
  pass(100);
  await slow;

  statement.ms = 1;
  pass(1999);
  expect(sleep(0)).toBeUndefined();
  pass(1);
  await expect(sleep(0)).resolves.toMatchObject({ rowCount: 1 });
});

it('keeps the failure of one from its neighbours', async () => {
  const { run } = await openLanes(1);

  const [before, failed, late, after] = await Promise.allSettled([run(1), run(0), run(1, 5), run(-1)]);

  expect(before).toMatchObject({ status: 'fulfilled', value: { rows: [{ quotient: 1 }] } });
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
  expect(late).toMatchObject({ status: 'rejected', reason: { code: '57014' } });
  expect(after).toMatchObject({ status: 'fulfilled', value: { rows: [{ quotient: -1 }] } });
});

it('tells what was under way when a lane broke, and opens another one after a while', async () => {
  const { run, pass, sessions, lost } = await openLanes(1);
  const broken = pidOf(await run());

  const underWay = Promise.all([run(1, 0.2), run()]);
  await database.query('select pg_terminate_backend($1::int)', [broken]);
  expect(await underWay).toEqual([undefined, undefined]);
  expect(run()).toBeUndefined();
  expect(lost).toMatchObject([{ code: '57P01' }]);
  await until(async () => (await sessions()).length === 0);
  pass(1000);

  await until(() => run() !== undefined);
  expect(pidOf(await run())).not.toBe(broken);
});

it('renews a lane after its lifetime, when its statements have ended', async () => {
  const { run, pass, sessions } = await openLanes(1);
  const old = pidOf(await run());

  const underWay = run(1, 0.05);
  pass(1_000_000);
  expect(run()).toBeUndefined();
  await until(() => run() !== undefined);

  expect(pidOf(await underWay)).toBe(old);
  expect(pidOf(await run())).not.toBe(old);
  await until(async () => !(await sessions()).includes(old));
});

it('keeps a lane that nobody wants until its lifetime is over', async () => {
  const { run, pass } = await openLanes(1);
  const first = pidOf(await run());

  pass(999_999);

  expect(pidOf(await run())).toBe(first);
});

it('ends a lane that nobody wants any more soon after its lifetime', async () => {
  // Only what repeats waits for the test: connections need the other clocks.
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'Date', 'performance', 'queueMicrotask'],
  });
  try {
    const { run, pass, sessions } = await openLanes(1);
    const old = pidOf(await run());

    pass(999_999);
    jest.advanceTimersByTime(10_000);
    expect(await sessions()).toEqual([old]);
    pass(1);
    jest.advanceTimersByTime(10_000);
    await until(async () => (await sessions()).length === 0);
  } finally {
    jest.useRealTimers();
  }
});

it('puts nobody behind what is expected to take long, all in all', async () => {
  const { lanes } = await openLanes(1);
  const ask = (ms: number) => lanes.run({ name: 'one', ms }, { name: 'one', text: 'select 1' });

  const asked = [3.9, 3.9, 3.9, 3.9, 0.5, 0.1].map(ask);

  expect(asked.map((one) => one !== undefined)).toEqual([true, true, true, true, true, false]);
  const answers = await Promise.all(asked.filter((one) => one !== undefined));
  expect(answers.map((answer) => answer?.rowCount)).toEqual([1, 1, 1, 1, 1]);
});

it('gives up what stands behind a statement that is slow for once, and answers that', async () => {
  const session = { connectionString: database.url };
  const lanes = new Lanes(session, { count: 1, lifetimeMs: 60_000, onLost: () => undefined });
  onCleanup(() => lanes.end());
  const sleep = (seconds: number) =>
    lanes.run({ name: 'sleeps', ms: 0 }, { name: 'sleeps', text: 'select pg_sleep($1)', values: [seconds] });
  await until(async () => (await sleep(0)) !== undefined);

  const answered: string[] = [];
  const slow = sleep(0.3)!.then(() => answered.push('slow'));
  const behind = await Promise.all([sleep(0), sleep(0)]);
  answered.push('behind');
  await slow;

  expect(behind).toEqual([undefined, undefined]);
  expect(answered).toEqual(['behind', 'slow']);
  await until(async () => (await sleep(0)) !== undefined);
});

it('leaves a lane whose prepared statement is of no use any more', async () => {
  const { lanes, lost, pass } = await openLanes(1);
  await database.query('create table changing (value int)');
  const ask = () =>
    lanes.run({ name: 'changing', ms: 0 }, { name: 'changing', text: 'select * from changing', values: [] });
  expect(await ask()).toMatchObject({ rowCount: 0 });

  await database.query('alter table changing alter column value type text');

  expect(await ask()).toBeUndefined();
  expect(lost).toMatchObject([{ code: '0A000' }]);
  expect(ask()).toBeUndefined();
  pass(1000);
  await until(() => ask() !== undefined);
  expect(await ask()).toMatchObject({ rowCount: 0 });
});

it('takes nothing when it is ended, and waits for what is under way', async () => {
  const { lanes, run, sessions } = await openLanes();

  const underWay = run(1, 0.05);
  await lanes.end();

  expect(run()).toBeUndefined();
  await expect(underWay).resolves.toMatchObject({ rowCount: 1 });
  await until(async () => (await sessions()).length === 0);
});
