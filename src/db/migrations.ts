import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Migration {
  /** Name of its folder, `<time>_<what it does>`; the order of the names is the order of the migrations. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file's bytes in hexadecimal digits, as Prisma computes it. */
  readonly checksum: string;
  /** Checksums of other texts under which releases applied it; later migrations bring such a database on. */
  readonly superseded: readonly string[];
}

/** A row of `_prisma_migrations`. */
export interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** The migrations of a folder in order. */
export function readMigrations(folder: string): Migration[] {
  const superseded = readSuperseded(folder);
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, 'migration.sql'));
      const checksum = createHash('sha256').update(bytes).digest('hex');
      return { name, sql: bytes.toString('utf8'), checksum, superseded: superseded[name] ?? [] };
    });
}

/** Names of migrations and checksums; see docs/decisions/superseded-migrations.md. */
function readSuperseded(folder: string): Readonly<Record<string, readonly string[]>> {
  const file = join(folder, 'superseded.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>) : {};
}

/** Why these migrations and that database do not belong together, in one line; undefined when they do. */
export function mismatch(migrations: readonly Migration[], applied: readonly AppliedMigration[]): string | undefined {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished } of applied) {
    const migration = byName.get(name);
    if (!finished)
      return `Migration ${name} failed earlier and may have been applied in part: repair the database, then run "npx prisma migrate resolve" with --applied or --rolled-back ${name}.`;
    if (!migration)
      return `The database has migration ${name}, which this version of Sourcebook does not know: use the newer version, or another database.`;
    if (migration.checksum !== checksum && !migration.superseded.includes(checksum))
      return `Migration ${name} was edited after it was applied: put its file back and write the change as a new migration.`;
  }
  return undefined;
}

export const pendingOf = (migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] => {
  const names = new Set(applied.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !names.has(name));
};

/** Those that were applied in a superseded text. */
export const supersededOf = (migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] =>
  migrations.filter(({ name, superseded }) =>
    applied.some((row) => row.migration_name === name && superseded.includes(row.checksum)),
  );
