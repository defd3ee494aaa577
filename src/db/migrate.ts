import { join } from 'node:path';
import type pg from 'pg';
import { newId } from '../lib/clock.js';
import { packageRoot } from '../config.js';
import type { Log } from '../log.js';
import { connect } from './connect.js';
import { DatabaseError, reasonOf } from './errors.js';
import { WRITING_LOCK } from './locks.js';
import {
  mismatch,
  pendingOf,
  readMigrations,
  supersededOf,
  type AppliedMigration,
  type Migration,
} from './migrations.js';

/** The lock that `prisma migrate` takes, so that neither runs beside the other. */
const PRISMA_LOCK = 72_707_369;

/** Column for column the table of `prisma migrate`, which may be used on the same database. */
const CREATE_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

const APPLIED = `select migration_name, checksum, finished_at is not null as finished
  from _prisma_migrations where rolled_back_at is null order by started_at`;

const FOREIGN_TABLES = `select tablename from pg_tables where schemaname = current_schema() order by 1 limit 3`;

/**
 * Brings a database up to date with `prisma/migrations`. Each migration is applied whole or not at all, while nothing is
 * imported. Any number of programs may call this at a time: one migrates, the others wait for it.
 * @throws DatabaseError when a migration fails, failed earlier, was edited since, or is newer than this program, and
 * when the database holds tables of something else. Nothing is changed then.
 */
export async function migrate(
  url: string,
  log: Log,
  folder = join(packageRoot, 'prisma/migrations'),
): Promise<{ applied: string[] }> {
  const migrations = readMigrations(folder);
  const client = await connect(url);
  try {
    const before = await readApplied(client);
    if (before && isUpToDate(migrations, before)) return { applied: [] };
    return { applied: await underLock(client, () => applyPending(client, migrations, log)) };
  } finally {
    await client.end();
  }
}

async function applyPending(client: pg.Client, migrations: readonly Migration[], log: Log): Promise<string[]> {
  const before = await readApplied(client);
  if (!before) await demandEmpty(client);
  const pending = demandMatch(migrations, before ?? []);
  if (!before) await client.query(CREATE_TABLE);
  for (const migration of pending) {
    await apply(client, migration);
    log.info({ migration: migration.name }, 'migrated the database');
  }
  for (const migration of supersededOf(migrations, before ?? [])) {
    await recordPresentText(client, migration);
    log.info({ migration: migration.name }, 'the database is what the present text of the migration makes');
  }
  return pending.map(({ name }) => name);
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(${WRITING_LOCK})`);
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [newId(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new DatabaseError(
      `Migration ${name} failed${placeOf(error, sql)}: ${reasonOf(error)}. The database is as it was before it.`,
      { cause: error },
    );
  }
}

/** To be called when no migration is pending any more: then the database is as the present text would have made it. */
const recordPresentText = (client: pg.Client, { name, checksum, superseded }: Migration): Promise<unknown> =>
  client.query('update _prisma_migrations set checksum = $1 where migration_name = $2 and checksum = any ($3)', [
    checksum,
    name,
    superseded,
  ]);

const isUpToDate = (migrations: readonly Migration[], applied: readonly AppliedMigration[]): boolean =>
  demandMatch(migrations, applied).length === 0 && supersededOf(migrations, applied).length === 0;

/** The pending ones, in order. */
function demandMatch(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const fault = mismatch(migrations, applied);
  if (fault) throw new DatabaseError(fault);
  return pendingOf(migrations, applied);
}

async function demandEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ tablename: string }>(FOREIGN_TABLES);
  if (rows.length === 0) return;
  const names = rows.map((row) => row.tablename).join(', ');
  throw new DatabaseError(
    `The database "${client.database}" holds tables of something else (${names}): name an empty one in DATABASE_URL.`,
  );
}

/** Undefined when no migration was ever applied. */
async function readApplied(client: pg.Client): Promise<AppliedMigration[] | undefined> {
  const { rows } = await client.query<{ table: string | null }>(`select to_regclass('_prisma_migrations') as table`);
  return rows[0]?.table ? (await client.query<AppliedMigration>(APPLIED)).rows : undefined;
}

async function underLock<Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
  try {
    return await work();
  } finally {
    // Where the connection broke the lock went with it.
    await client.query('select pg_advisory_unlock($1)', [PRISMA_LOCK]).catch(() => undefined);
  }
}

const placeOf = (error: unknown, sql: string): string => {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` at line ${Array.from(sql).slice(0, position).join('').split('\n').length}` : '';
};
