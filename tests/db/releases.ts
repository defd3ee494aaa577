import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config.js';
import { migrate } from '../../src/db/index.js';
import { readMigrations } from '../../src/db/migrations.js';
import { emptyDatabase, silentLog, type TestDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/folder.js';

export const presentMigrations = join(packageRoot, 'prisma/migrations');

const here = join(packageRoot, 'tests/db');

/** The migrations that were released, and the checksums of their texts. A release adds its own. */
export const released = JSON.parse(readFileSync(join(here, 'released.json'), 'utf8')) as Record<string, string>;

/** A release whose databases have to be brought up to date. */
export interface Release {
  readonly name: string;
  readonly has: (migration: string) => boolean;
  /** What makes its texts of the present ones, as `git apply` reads it. */
  readonly patch?: string;
}

export const beforeHeadlines: Release = {
  name: 'the release before words_with_headline',
  has: (migration) => migration <= '20261122040300_loaded_seeds',
};

/** Its texts of four migrations were superseded; see docs/decisions/superseded-migrations.md. */
export const withSuperseded: Release = {
  name: 'the release with superseded texts',
  has: (migration) =>
    migration <= '20261122130100_candidates_are_data' &&
    !['20261122070050_superseded_names', '20261122070100_names'].includes(migration),
  patch: join(here, 'superseded.patch'),
};

export const withNames: Release = {
  name: 'the release with names',
  has: (migration) => migration <= '20261122150000_path_steps' && migration !== '20261122070050_superseded_names',
};

/** Up to the migrations that bring those before to one state. */
export const united: Release = {
  name: 'the release after both',
  has: (migration) => migration <= '20261122160000_superseded_texts',
};

/** A folder with the migrations of a release. */
export function migrationsOf(release: Release): string {
  const folder = temporaryFolder();
  for (const { name } of readMigrations(presentMigrations).filter(({ name }) => release.has(name)))
    cpSync(join(presentMigrations, name), join(folder, name), { recursive: true });
  if (release.patch) execFileSync('git', ['apply', release.patch], { cwd: folder });
  return folder;
}

export async function databaseOf(release: Release): Promise<TestDatabase> {
  const database = await emptyDatabase();
  await migrate(database.url, silentLog, migrationsOf(release));
  return database;
}
