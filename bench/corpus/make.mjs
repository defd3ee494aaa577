import { readFileSync } from 'node:fs';
import { layBare } from './bare.mjs';
import { fillClaimParts } from './derive.mjs';
import { sizeOf } from './sizes.mjs';

const read = (name, size) =>
  readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8').replaceAll(/\{(\w+)\}/g, (_all, key) => {
    if (!(key in size)) throw new Error(`${name}.sql wants {${key}}, which sizes do not have.`);
    return String(size[key]);
  });

/** Fills an empty database, whose tables the project's migrations have made, in one transaction. */
export async function makeCorpus(client, sizeName, progress) {
  const size = sizeOf(sizeName);
  const step = async (name, work) => {
    const began = performance.now();
    await work();
    progress(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  const script = (name) => step(name, () => client.query(read(name, size)));
  await client.query('begin');
  try {
    for (const name of ['01-chance', '02-words']) await script(name);
    // The triggers of actors are worth their time: there are few, and identity is theirs to keep.
    await client.query('alter table actor disable trigger user; alter table identity_judgement disable trigger user');
    await script('03-actors');
    await client.query('alter table actor enable trigger user; alter table identity_judgement enable trigger user');
    let restore;
    await step('indexes and constraints off', async () => (restore = await layBare(client)));
    for (const name of ['04-events', '05-articles', '06-claims']) await script(name);
    await step('claim_part', () => fillClaimParts(client));
    await step('indexes and constraints on', () => restore(() => undefined));
    await client.query('drop schema corpus cascade');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
  await step('vacuum analyze', () => client.query('vacuum (analyze, parallel 0)'));
}

/** Looks for rows that break a promise which triggers keep otherwise. @returns the broken ones, by name. */
export async function verifyCorpus(client, progress) {
  const checks = read('08-verify', {})
    .split(/^-- /m)
    .slice(2)
    .map((part) => ({ name: part.match(/^\w+/)[0], sql: part.slice(part.indexOf('\n') + 1).replace(/;\s*$/, '') }));
  const broken = [];
  for (const { name, sql } of checks) {
    const began = performance.now();
    const { rows } = await client.query(`select count(*)::int as rows from (${sql}) broken`);
    if (rows[0].rows > 0) broken.push(`${name}: ${rows[0].rows} rows`);
    progress(`verify ${name}: ${rows[0].rows} broken, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  return broken;
}
