import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/folder.js';

export const PLACE = 'create table place (id int primary key);\n';
export const NAME = 'alter table place add column name text;\n';

/** A folder of migrations, numbered in the order given. */
export function migrationsFolder(...scripts: string[]): string {
  const folder = temporaryFolder();
  scripts.forEach((sql, index) => writeMigration(folder, index + 1, sql));
  return folder;
}

export function writeMigration(folder: string, number: number, sql: string): void {
  mkdirSync(join(folder, `000${number}_step`), { recursive: true });
  writeFileSync(join(folder, `000${number}_step`, 'migration.sql'), sql);
}
