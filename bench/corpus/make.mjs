import { readFileSync } from 'node:fs';
import { analyzeStatements, dropIndex, layBare, vacuumStatements } from './bare.mjs';
import { derivingStatements, reckoningStatements, signatureStatements } from './derive.mjs';
import { sizeOf } from './sizes.mjs';

/** The script of a name, or its `half` 0 or 1: `05b-texts 0`. */
const read = (name, size) => {
  const [file, half] = name.split(' ');
  const values = { ...size, half };
  return readFileSync(new URL(`sql/${file}.sql`, import.meta.url), 'utf8').replaceAll(/\{(\w+)\}/g, (_all, key) => {
    if (values[key] === undefined) throw new Error(`${file}.sql wants {${key}}, which there is not.`);
    return String(values[key]);
  });
};

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
  const forms = await dropIndex(client, 'actor_name', 'actor_name_forms');
  await script('03-actors');
  await actorTriggers('enable');
  const { keys: ofBigTables, last } = await step('indexes and constraints off', () => layBare(client));
  const keys = [forms, ...ofBigTables];
  await script('04-events');
  await script('05a-articles');
  await script('05b-texts 0', '05b-texts 1');
  await script('05c-versions');
  await script('06-claims', '05d-texts', '05e-mentions');
  await script('07a-claims', '07b-citations');
  await script('07c-links', '07d-details');
  await client.query('drop schema corpus cascade');
  const deriving = await derivingStatements(client);
  await step('parts of claims, actors of events and articles, signatures of texts, indexes', () =>
    share(clients, [...deriving, ...keysOf(keys, false), ...signatureStatements, ...keysOf(keys, true)]),
  );
  await step('analyze', () => share(clients, analyzeStatements));
  await step('origins, contradictions', () => share(clients, reckoningStatements));
  await step('foreign keys, triggers', async () => {
    for (const stage of last) await share(clients, stage);
  });
  await step('vacuum analyze', async () => share(clients, await vacuumStatements(client)));
}

/** Tables that are locked while claim_part is filled from them get their keys afterwards. */
const keysOf = (keys, ofClaims) =>
  keys
    .filter(({ table }) => /^(claim|claim_part|claim_actor|attribution_link)$/.test(table) === ofClaims)
    .map(({ definition }) => definition);

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
