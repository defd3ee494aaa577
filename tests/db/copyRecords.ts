import type pg from 'pg';
import type { TestDatabase } from '../support/database.js';

/** What tells of transactions instead of records. */
export const OF_TRANSACTIONS = ['_prisma_migrations', 'change', 'change_set', 'corroboration_due'];

/** Those that make words, in this or that release. */
const MAKE_WORDS = ['version_text_is_verified', 'version_text_has_words', 'quotes_keep_words'];

/**
 * Copies records to a database of an earlier release, row by row as they stand. Triggers are off, as what they derive is
 * copied, too; but words were others in some releases, and are made as they were made then.
 */
export async function copyRecords(from: TestDatabase, to: TestDatabase): Promise<void> {
  const tables = (await tablesInOrder(to)).filter((table) => table !== 'citation_words');
  const client = await to.pool.connect();
  try {
    await client.query('begin');
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
    await enableTriggers(client, MAKE_WORDS);
    for (const table of tables) {
      const [{ rows }] = (await from.query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)) as [
        { rows: string },
      ];
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [rows]);
    }
    await client.query('update citation set anchor_start = anchor_start');
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function enableTriggers(client: pg.PoolClient, names: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter table %s enable trigger %I', tgrelid::regclass, tgname) as statement from pg_trigger
     where tgname = any ($1)`,
    [names],
  );
  for (const { statement } of rows) await client.query(statement);
}

/** Those that others refer to before these. */
async function tablesInOrder(database: TestDatabase): Promise<string[]> {
  const waiting = await database.query<{ name: string; refers: string[] }>(
    `select oid::regclass::text as name, array(select confrelid::regclass::text from pg_constraint
       where conrelid = c.oid and contype = 'f' and confrelid <> c.oid) as refers
     from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all ($1)
     order by relname`,
    [OF_TRANSACTIONS],
  );
  const ordered: string[] = [];
  while (ordered.length < waiting.length) {
    const next = waiting.find(
      ({ name, refers }) => !ordered.includes(name) && refers.every((other) => ordered.includes(other)),
    );
    ordered.push(next!.name);
  }
  return ordered;
}
