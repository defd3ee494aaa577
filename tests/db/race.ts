import type pg from 'pg';
import type { TestDatabase } from '../support/database.js';

/**
 * Two transactions whose statements are both done before either commits; then the first commits, then the second. One
 * that has to wait for the other goes on when it can. Gives what became of each: `committed` or a SQLSTATE.
 */
export async function race(database: TestDatabase, level: string, one: readonly string[], other: readonly string[]) {
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
