import { expect, it } from '@jest/globals';
import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { accept, citationRow, closedText, id, linkRow, promised, quoted, textRow } from './world.js';

const levels = ['read committed', 'repeatable read', 'serializable'];

/**
 * Two transactions whose statements are both done before either commits; then the first commits, then the second. One
 * that has to wait for the other goes on when it can. Gives what became of each: `committed` or a SQLSTATE.
 */
async function race(database: TestDatabase, level: string, one: readonly string[], other: readonly string[]) {
  const clients = [await database.pool.connect(), await database.pool.connect()] as const;
  try {
    for (const client of clients) {
      await client.query(`begin isolation level ${level}`);
      await client.query('select count(*) from claim');
    }
    const first = await run(clients[0], one);
    const second = run(clients[1], other);
    await waitingOrDone(database, clients[1], second);
    const ends = [await end(clients[0], first), await end(clients[1], await second)];
    return ends;
  } finally {
    for (const client of clients) client.release();
  }
}

async function run(client: pg.PoolClient, statements: readonly string[]): Promise<string | null> {
  try {
    for (const statement of statements) await client.query(statement);
    return null;
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'no code';
  }
}

async function end(client: pg.PoolClient, refused: string | null): Promise<string> {
  const code = refused ?? (await run(client, ['commit']));
  if (code) await client.query('rollback');
  return code ?? 'committed';
}

/** Until the statements are done or wait for a lock. */
async function waitingOrDone(database: TestDatabase, client: pg.PoolClient, work: Promise<unknown>): Promise<void> {
  let done = false;
  void work.then(() => (done = true));
  const { processID } = client as unknown as { processID: number };
  for (;;) {
    const [row] = await database.query<{ waits: boolean }>(
      `select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = $1`,
      [processID],
    );
    if (done || row?.waits) return;
  }
}

const REFUSED = /^(23|40)/;

it.each(levels)('two that each take one of two citations away do not leave a claim without (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const drop = (citation: string) => [`delete from citation where id = ${id(citation)}`];
  const ends = await race(database, level, drop('draft/0'), drop('draft/1'));
  expect(ends).toEqual(['committed', expect.stringMatching(REFUSED)]);
  expect(await database.query(`select id from citation where claim_id = ${id('draft')}`)).toHaveLength(1);
});

it.each(levels)('a citation is not taken away while its claim is accepted (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const drop = [`delete from citation where id = ${id('draft/0')}`];
  expect(await race(database, level, [accept('draft')], drop)).toEqual(['committed', expect.stringMatching(REFUSED)]);
  expect(await database.query(`select id from citation where claim_id = ${id('draft')}`)).toHaveLength(2);
});

it.each(levels)('two that change one chain do not leave a hole (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const add = [linkRow('draft', 2, 'other', 'ORIGINAL_SPEAKER')];
  const drop = [`delete from attribution_link where claim_id = ${id('draft')} and position = 1`];
  expect(await race(database, level, drop, add)).toEqual(['committed', expect.stringMatching(REFUSED)]);
  expect(
    await database.query(`select position from attribution_link where claim_id = ${id('draft')} order by 1`),
  ).toEqual([{ position: 0 }]);
});

/** The product reads and writes at the first; at `repeatable read` a span added beside a text is not seen by it. */
const snapshots = ['read committed', 'serializable'];
const wrong = [citationRow('draft', 2, 'closed', 0, 19, quoted(closedText, 1, 20))];

it.each(snapshots)('a citation of other words does not slip in beside the text (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const ends = await race(database, level, [textRow('closed', closedText)], wrong);
  expect(ends).toEqual(['committed', expect.stringMatching(REFUSED)]);
});

it.each(snapshots)('a text does not slip in beside a citation of other words (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const ends = await race(database, level, wrong, [textRow('closed', closedText)]);
  expect(ends).toEqual(['committed', expect.stringMatching(REFUSED)]);
});
