// How fast whole lists leave the server, how much memory that takes, and what COPY of the same columns does.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openCorpus, openServer, projectRoot } from './database.mjs';
import { claimColumns } from './export/ceiling.mjs';

const HELP = `node bench/export.mjs [options]

  --size 10k|100k|1m   claims in the corpus (default 100k); it is made when it is not there
  --rounds N           rounds (default 3); medians are told

Asks a server of its own for /export/claims as ndjson, ndjson compressed, and csv, and Postgres for COPY of the same
columns to standard output. Tells records per second, the ratio to COPY, the CPU time of Postgres for a record, and the
largest resident memory of the server. Environment: BENCH_DATA_DIR or BENCH_DATABASE_URL, see README.md.
`;

const PORT = 4979;
const MOST_MEGABYTES = 150;
const LEAST_RATIO = 0.5;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Processor time of a process, in ms. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function copy(url, select) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c jit=off' });
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const [began, before] = [performance.now(), cpuOf(rows[0].pid)];
  const { rowCount } = await client.query(`copy (${select}) to stdout`);
  const told = { rows: rowCount, ms: performance.now() - began, cpu: cpuOf(rows[0].pid) - before };
  await client.end();
  return told;
}

/** Reads an export to its end and keeps nothing. */
function read(path, headers = {}) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    get({ port: PORT, path, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () => {
        const { 'x-export-complete': complete, 'x-export-rows': rows } = answer.trailers;
        if (answer.statusCode !== 200 || complete !== 'true') reject(new Error(`${path} did not end well`));
        resolve({ rows: Number(rows), ms: performance.now() - began, bytes });
      });
    }).on('error', reject);
  });
}

async function startServer(url) {
  const env = { ...process.env, DATABASE_URL: url, PORT: String(PORT), SOURCEBOOK_SEEDS: 'none', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

const residentPeak = ({ pid }) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);

const exports = [
  { name: 'ndjson', ask: () => read('/export/claims.ndjson') },
  { name: 'ndjson, gzip', ask: () => read('/export/claims.ndjson', { 'accept-encoding': 'gzip' }) },
  { name: 'csv', ask: () => read('/export/claims.csv') },
];

async function main() {
  const options = {
    size: { type: 'string', default: '100k' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean' },
  };
  const { values } = parseArgs({ options });
  if (values.help) return void console.log(HELP);
  const server = await openServer();
  try {
    const url = await openCorpus(server, values.size, { progress: (line) => console.error(line) });
    const sourcebook = await startServer(url);
    const found = { COPY: [], ...Object.fromEntries(exports.map(({ name }) => [name, []])) };
    for (let round = 0; round < Number(values.rounds); round += 1) {
      found.COPY.push(await copy(url, claimColumns));
      for (const { name, ask } of exports) found[name].push(await ask());
    }
    const rate = (name) => median(found[name].map(({ rows, ms }) => (rows / ms) * 1000));
    const table = Object.keys(found).map((name) => ({
      what: name,
      rows: found[name][0].rows,
      'rows/s': Math.round(rate(name)),
      'of COPY': Number((rate(name) / rate('COPY')).toFixed(2)),
    }));
    console.table(table);
    const peak = residentPeak(sourcebook);
    console.log(`Largest resident memory of the server: ${peak} MB (goal: under ${MOST_MEGABYTES}).`);
    sourcebook.kill();
    await once(sourcebook, 'exit');
    if (peak >= MOST_MEGABYTES || rate('ndjson') < LEAST_RATIO * rate('COPY')) process.exitCode = 1;
  } finally {
    await server.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
