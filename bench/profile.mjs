// npm --prefix bench run profile -- QUESTION [--size 100k] [--of sourcebook] [--seconds 5]: where a contestant spends its CPU
// time under load, by function. The whole profile is kept in the file that it names, for a browser's developer tools.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { contestants } from './contestants/index.mjs';
import { openCorpus, openServer } from './database.mjs';
import { asker } from './measure/ask.mjs';
import { throughput } from './measure/load.mjs';
import { start } from './measure/processes.mjs';
import { loadQuestions } from './questions/index.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '100k' },
    of: { type: 'string', default: 'sourcebook' },
    seconds: { type: 'string', default: '5' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'sourcebook-profile-'));
const server = await openServer();
const url = await openCorpus(server, values.size, { progress: console.error });
const client = new pg.Client({ connectionString: url });
await client.connect();
const chosen = contestants.find(({ name }) => name === values.of);
const profiled = { ...chosen, program: ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...chosen.program] };
const running = await Promise.all(
  [profiled, ...contestants.filter((one) => one !== chosen)].map((one) => start(one, url)),
);
try {
  const [question] = await loadQuestions(positionals.slice(0, 1));
  const ask = Object.fromEntries(running.map((one) => [one.name, asker(one)]));
  const rows = async (sql, parameters) => (await client.query(sql, parameters)).rows;
  const variables = await question.variables({ rows, ask });
  const requests = variables.map((one) => chosen.request(question, one));
  await throughput(running[0], requests, Number(values.seconds));
} finally {
  await Promise.all(running.map((one) => one.stop()));
  await client.end();
  await server.close();
}

const [file] = readdirSync(folder);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
const self = new Map();
samples.forEach((id, index) => {
  const { functionName, url: source, lineNumber } = byId.get(id);
  const name = `${functionName || '(anonymous)'} ${source.replace(/.*node_modules\//, '').replace(/.*\/dist\//, 'dist/')}:${lineNumber + 1}`;
  self.set(name, (self.get(name) ?? 0) + timeDeltas[index]);
});
const busy = [...self].filter(([name]) => !name.startsWith('(idle)'));
const total = busy.reduce((sum, [, time]) => sum + time, 0);
console.log(join(folder, file));
for (const [name, time] of busy.sort((a, b) => b[1] - a[1]).slice(0, 40))
  console.log(`${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`);
