// Where a contestant spends its CPU time under load, by function. The whole profile is kept in the file that it names, for a
// browser's developer tools.
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
import { askedForHelp } from './help.mjs';
import { loadQuestions } from './questions/index.mjs';

const HELP = `npm --prefix bench run profile -- QUESTION [options]

  --size 10k|100k|1m|10m   claims in the corpus (default 100k)
  --of NAME                sourcebook (default), ceiling or postgraphile
  --seconds N              length of the load (default 5)

Example: npm --prefix bench run profile -- node --seconds 10
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    size: { type: 'string', default: '100k' },
    of: { type: 'string', default: 'sourcebook' },
    seconds: { type: 'string', default: '5' },
  },
});

askedForHelp(values.help || positionals.length !== 1, HELP);

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
const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));

/** The package of a function, or what else it belongs to. */
function areaOf({ url: source, functionName }) {
  if (functionName === '(garbage collector)') return 'garbage collector';
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
  return name ?? (source.startsWith('node:') || source === '' ? 'Node' : chosen.name);
}
const nameOf = ({ functionName, url: source, lineNumber }) =>
  `${functionName || '(anonymous)'} ${source.replace(/.*(node_modules|bench|dist)\//, '')}:${lineNumber + 1}`;

/** Time of the load alone: starting took place before. */
function shares(keyOf) {
  const sums = new Map();
  let now = startTime;
  samples.forEach((id, index) => {
    now += timeDeltas[index];
    const frame = frames.get(id);
    if (now < endTime - Number(values.seconds) * 1e6 || frame.functionName === '(idle)') return;
    sums.set(keyOf(frame), (sums.get(keyOf(frame)) ?? 0) + timeDeltas[index]);
  });
  const total = [...sums.values()].reduce((sum, time) => sum + time, 0);
  const sorted = [...sums].sort((a, b) => b[1] - a[1]);
  return sorted.map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`);
}
console.log([join(folder, file), ...shares(areaOf).slice(0, 14), '', ...shares(nameOf).slice(0, 30)].join('\n'));
