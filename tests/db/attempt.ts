import { expect } from '@jest/globals';
import pg from 'pg';
import type { TestDatabase } from '../support/database.js';

/** Runs statements in one transaction up to its commit. Gives the error with which Postgres refused, or null. */
export async function attempt(database: TestDatabase, statements: readonly string[]): Promise<pg.DatabaseError | null> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
    return null;
  } catch (error) {
    await client.query('rollback');
    if (error instanceof pg.DatabaseError) return error;
    throw error;
  } finally {
    client.release();
  }
}

/** Looks at the database as statements leave it in one transaction, which is then undone. */
export async function lookAfter(
  database: TestDatabase,
  statements: readonly string[],
  look: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query(['begin', ...statements].join(';\n'));
    await look(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Postgres refuses with a violation of integrity (class 23) by the expected rule, and nothing is changed. */
export async function expectRefused(database: TestDatabase, rule: RegExp, ...statements: readonly string[]) {
  const before = await content(database);
  const refusal = await attempt(database, statements);
  expect(refusal).toMatchObject({ code: expect.stringMatching(/^23/), message: expect.stringMatching(rule) });
  expect(await content(database)).toEqual(before);
}

/** Postgres agrees, at the commit as well. Nothing of it stays, so that tests can share a database. */
export async function expectAllowed(database: TestDatabase, ...statements: readonly string[]) {
  const undo = `do $$ begin raise exception 'undone'; end $$`;
  const end = await attempt(database, [...statements, 'set constraints all immediate', undo]);
  expect(end?.message).toBe('undone');
}

/** A digest of every table. */
export async function content(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const digests = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as digest from "${name}" x`,
  );
  const rows = await database.query<{ name: string; digest: string }>(digests.join(' union all '));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
