// How fast whole lists leave the server, how much memory that takes, and what COPY of the same columns does.
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { contestants } from './contestants/index.mjs';
import { openCorpus, openServer } from './database.mjs';
import { ceilings } from './export/ceiling.mjs';
import { median } from './measure/load.mjs';
import { start } from './measure/processes.mjs';

const HELP = `node bench/export.mjs [options]

  --size 10k|100k|1m      claims in the corpus (default 100k); it is made when it is not there
  --lists claims,actors   lists (default: all)
  --rounds N              rounds (default 3); medians are told

Asks a server of its own for each list as ndjson, and for claims compressed and as csv, too; and Postgres for COPY of the
same columns to standard output. Tells records per second, the ratio to COPY, and the largest resident memory of the
server. Environment: BENCH_DATA_DIR or BENCH_DATABASE_URL, see README.md.
`;

const MOST_MEGABYTES = 150;
const LEAST_RATIO = 0.5;

/** On all cores: packing has a thread of its own. */
const sourcebook = { ...contestants.find(({ name }) => name === 'sourcebook'), pinned: false };

async function copy(url, select) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c jit=off' });
  await client.connect();
  try {
    const began = performance.now();
    const { rowCount } = await client.query(`copy (${select}) to stdout`);
    return { rows: rowCount, ms: performance.now() - began };
  } finally {
    await client.end();
  }
}

/** Reads an export to its end and keeps nothing. */
function read({ port }, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    get({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () => {
        const { 'x-export-complete': complete, 'x-export-rows': rows } = answer.trailers;
        if (answer.statusCode !== 200 || complete !== 'true')
          reject(new Error(`${path} ended early: ${answer.statusCode}, ${rows} records`));
        resolve({ rows: Number(rows), ms: performance.now() - began, bytes });
      });
    }).on('error', reject);
  });
}

const residentPeak = ({ pid }) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);

const compressed = { 'accept-encoding': 'gzip' };

/** What is measured of a list; the ratio of the first is the goal's. */
const waysOf = (running, list) => [
  { name: `${list}, ndjson`, ask: () => read(running, `/export/${list}.ndjson`) },
  ...(list === 'claims'
    ? [
        { name: 'claims, ndjson, gzip', ask: () => read(running, '/export/claims.ndjson', compressed) },
        { name: 'claims, csv', ask: () => read(running, '/export/claims.csv') },
      ]
    : []),
];

const rateOf = (runs) => median(runs.map(({ rows, ms }) => (rows / ms) * 1000));

/** Rows of the table for one list. */
async function measured(running, url, list, rounds) {
  const ways = [{ name: `${list}, COPY`, ask: () => copy(url, ceilings[list]) }, ...waysOf(running, list)];
  const found = ways.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { ask }] of ways.entries()) found[index].push(await ask());
  if (new Set(found.flat().map(({ rows }) => rows)).size > 1)
    throw new Error(`${list}: not as many records as in COPY`);
  return ways.map(({ name }, index) => ({
    what: name,
    rows: found[index][0].rows,
    'rows/s': Math.round(rateOf(found[index])),
    'of COPY': Number((rateOf(found[index]) / rateOf(found[0])).toFixed(2)),
  }));
}

async function main() {
  const options = {
    size: { type: 'string', default: '100k' },
    lists: { type: 'string', default: Object.keys(ceilings).join(',') },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean' },
  };
  const { values } = parseArgs({ options });
  if (values.help) return void console.log(HELP);
  const lists = values.lists.split(',');
  for (const list of lists) if (!(list in ceilings)) throw new Error(`There is no list ${list}.`);
  const server = await openServer();
  try {
    const url = await openCorpus(server, values.size, { progress: (line) => console.error(line) });
    const running = await start(sourcebook, url);
    try {
      await tell(running, url, lists, Number(values.rounds));
    } finally {
      await running.stop();
    }
  } finally {
    await server.close();
  }
}

/** Prints what is measured; the process leaves with 1 when a goal is missed. */
async function tell(running, url, lists, rounds) {
  const table = [];
  for (const list of lists) table.push(...(await measured(running, url, list, rounds)));
  console.table(table);
  const peak = residentPeak(running);
  console.log(`Largest resident memory of the server: ${peak} MB (goal: under ${MOST_MEGABYTES}).`);
  const slow = table.some((row) => row.what.endsWith('ndjson') && row['of COPY'] < LEAST_RATIO);
  if (peak >= MOST_MEGABYTES || slow) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
