import { readFileSync } from 'node:fs';
import { layBare } from './bare.mjs';
import { corroborationStatements, fillCandidates, fillClaimParts, fillSignatures } from './derive.mjs';
import { sizeOf } from './sizes.mjs';

const read = (name, size) =>
  readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8').replaceAll(/\{(\w+)\}/g, (_all, key) => {
    if (!(key in size)) throw new Error(`${name}.sql wants {${key}}, which sizes do not have.`);
    return String(size[key]);
  });

/** Runs statements side by side, one connection each. */
async function share(clients, statements) {
  const waiting = [...statements];
  const work = async (client) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(next);
  };
  await Promise.all(clients.map(work));
}

/**
 * Fills an empty database, whose tables the project's migrations have made, with two connections. It is whole only when
 * this has ended: one that was interrupted is to be made anew.
 */
export async function makeCorpus(clients, sizeName, progress) {
  const size = sizeOf(sizeName);
  const [client] = clients;
  const step = async (name, work) => {
    const began = performance.now();
    const result = await work();
    progress(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  };
  const script = (...names) =>
    step(names.join(', '), () =>
      share(
        clients,
        names.map((name) => read(name, size)),
      ),
    );
  const actorTriggers = (state) =>
    client.query(
      ['actor', 'identity_judgement'].map((table) => `alter table ${table} ${state} trigger user`).join(';'),
    );

  await script('01-chance');
  await script('02-words');
  await actorTriggers('disable');
  await script('03-actors');
  await actorTriggers('enable');
  const stages = await step('indexes and constraints off', () => layBare(client));
  for (const name of ['04-events', '05-articles', '06-claims']) await script(name);
  await script('07b-citations', '07a-claims');
  await step('claim_part', () => fillClaimParts(client));
  await step('indexes and constraints on', async () => {
    for (const stage of stages) await share(clients, stage);
  });
  await step('signatures of texts', () => fillSignatures(client));
  await client.query('analyze');
  await step('corroboration', () => share(clients, corroborationStatements));
  await step('contradiction_candidate', () => fillCandidates(client));
  await client.query('drop schema corpus cascade');
  await step('vacuum analyze', () => client.query('vacuum (analyze, parallel 0)'));
}

/** Looks for rows that break a promise which triggers keep otherwise. @returns the broken ones, by name. */
export async function verifyCorpus(clients, sizeName, progress) {
  const checks = read('08-verify', sizeOf(sizeName))
    .split(/^-- /m)
    .slice(2)
    .map((part) => ({ name: part.match(/^\w+/)[0], sql: part.slice(part.indexOf('\n') + 1).replace(/;\s*$/, '') }));
  const broken = [];
  const look = async (client) => {
    for (let check = checks.shift(); check; check = checks.shift()) {
      const { rows } = await client.query(`select count(*)::int as rows from (${check.sql}) broken`);
      progress(`verify ${check.name}: ${rows[0].rows} broken`);
      if (rows[0].rows > 0) broken.push(`${check.name}: ${rows[0].rows} rows`);
    }
  };
  await Promise.all(clients.map(look));
  return broken;
}
