// Migrations without Prisma's engine binary.
//   node scripts/migration.mjs new NAME    writes what prisma/*.prisma has beyond the migrations as a new migration
//   node scripts/migration.mjs new NAME --empty   an empty one, for SQL that the schema cannot express
//   node scripts/migration.mjs drift             fails when the migrations do not lead to the schema
//   node scripts/migration.mjs drift ADDRESS     the same for a database that is migrated already
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutSqlOnly } from './drift.mjs';
import { diffToSchema } from './schemaEngine.mjs';
import { importDatabase, log, openScratchServer, withClient, withDatabase } from './scratch.mjs';
import { root } from './tools.mjs';

const GENERATED = `select table_name || '.' || column_name as name from information_schema.columns
  where table_schema = current_schema() and is_generated = 'ALWAYS'`;

/** What the schema has beyond a migrated database, as SQL; see `drift.mjs` for what does not count. */
async function findDrift(url) {
  const generated = await withClient(url, async (client) => (await client.query(GENERATED)).rows);
  return withoutSqlOnly(
    await diffToSchema(url),
    generated.map((row) => row.name),
  );
}

/** What the schema has beyond the migrations. They are applied to a database of their own, which is dropped again. */
async function findDriftOfMigrations() {
  const { migrate } = await importDatabase();
  const server = await openScratchServer();
  const name = `sourcebook_drift_${process.pid}`;
  const url = withDatabase(server.url, name);
  try {
    await withClient(server.url, (client) => client.query(`create database ${name}`));
    await migrate(url, log);
    return await findDrift(url);
  } finally {
    await withClient(server.url, (client) => client.query(`drop database if exists ${name} with (force)`));
    await server.close();
  }
}

async function checkDrift(url) {
  const { drift } = await (url ? findDrift(url) : findDriftOfMigrations());
  if (!drift) return;
  const what = url ? 'The database is not what' : 'The migrations do not lead to what';
  throw new Error(`${what} prisma/*.prisma says. Run "npm run migration:new NAME", or mend the schema:\n\n${drift}`);
}

async function writeMigration(name, isEmpty) {
  if (!/^[a-z][a-z0-9_]*$/.test(name ?? ''))
    throw new Error('Name it in small letters: npm run migration:new add_place');
  const { drift, kept } = isEmpty ? { drift: '-- Write SQL here.', kept: [] } : await findDriftOfMigrations();
  if (!drift) return console.log('The migrations lead to the schema already: nothing to write.');
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const notes = kept.map((sql) => `-- Kept, as it stands in SQL alone: ${sql}`);
  mkdirSync(join(root, 'prisma/migrations', `${time}_${name}`), { recursive: true });
  const file = join('prisma/migrations', `${time}_${name}`, 'migration.sql');
  writeFileSync(join(root, file), [...notes, drift, ''].join('\n'));
  console.log(`Wrote ${file}. Read it before you commit it: it is never edited after it was merged.`);
}

const [command, argument, flag] = process.argv.slice(2);
try {
  if (command === 'new') await writeMigration(argument, flag === '--empty');
  else if (command === 'drift') await checkDrift(argument);
  else throw new Error('Usage: node scripts/migration.mjs new NAME [--empty] | drift [ADDRESS]');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
