import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { cores } from './processes.mjs';

const versionOf = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version;

/** Under which all of it was measured. */
export async function conditions(client, { rounds, seconds }) {
  const { rows } = await client.query(`
    select (select setting from pg_settings where name = 'server_version') as postgres,
      (select setting::bigint * 8 / 1024 from pg_settings where name = 'shared_buffers') as buffers,
      coalesce(current_setting('huge_pages_status', true) = 'on', false) as "hugePages",
      pg_database_size(current_database()) / 1024 / 1024 as megabytes, (select count(*)::int from claim) as claims`);
  const { postgres, buffers, hugePages, megabytes, claims } = rows[0];
  return {
    date: new Date().toISOString().slice(0, 10),
    rounds,
    seconds,
    claims,
    megabytes: Number(megabytes),
    buffers: Number(buffers),
    hugePages,
    processor: cpus()[0].model,
    cores: cpus().length,
    pinned: cores !== null,
    memory: Math.round(totalmem() / 2 ** 30),
    versions: {
      node: process.version.slice(1),
      postgres: postgres.split(' ')[0],
      postgraphile: versionOf('../node_modules/postgraphile/package.json'),
      filter: versionOf('../node_modules/postgraphile-plugin-connection-filter/package.json'),
    },
  };
}
