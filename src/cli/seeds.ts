import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type pg from 'pg';
import { packageRoot } from '../config.js';
import { version } from './version.js';

/**
 * Whether these very files are what was loaded last. Asking costs milliseconds, reading them all a second. A dossier
 * that was imported by hand since then stays as it is until the seeds change.
 */
export async function seedsAreLoaded(pool: pg.Pool, dir: string): Promise<boolean> {
  const found = await pool.query('select from loaded_seeds where fingerprint = $1', [fingerprintOf(dir)]);
  return found.rowCount === 1;
}

/** To be called after the import: when it was cut short, the next start imports again. */
export async function rememberSeeds(pool: pg.Pool, dir: string): Promise<void> {
  const fingerprint = fingerprintOf(dir);
  await pool.query('delete from loaded_seeds where fingerprint <> $1', [fingerprint]);
  await pool.query('insert into loaded_seeds (fingerprint) values ($1) on conflict do nothing', [fingerprint]);
}

/** Changes with every file, with the program and with the tables that it writes to. */
function fingerprintOf(dir: string): string {
  const hash = createHash('sha256').update(version());
  for (const name of readdirSync(join(packageRoot, 'prisma/migrations')).sort()) hash.update(`\0${name}`);
  for (const name of filesOf(dir)) hash.update(`\0${name}\0`).update(readFileSync(join(dir, name)));
  return hash.digest('hex');
}

const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
