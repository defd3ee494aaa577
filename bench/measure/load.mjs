import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const lua = fileURLToPath(new URL('wrk.lua', import.meta.url));

export async function demandWrk() {
  const found = await run('wrk', ['-v']).catch((error) => error);
  if (found.code === 'ENOENT') throw new Error('The bench wants wrk: apt-get install wrk.');
}

/** As many requests as 16 connections can have answered. wrk, because it takes least of the two cores. */
export async function throughput(running, requests, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'));
  try {
    const file = join(folder, 'requests');
    const [{ path, headers }] = requests;
    writeFileSync(file, [path, headers['content-type'], ...requests.map(({ body }) => body)].join('\n'));
    const { stdout } = await run('wrk', [
      ...['-t1', '-c16', `-d${seconds}s`, '--timeout', '30s', '-s', lua, running.url],
      ...['--', file],
    ]);
    const result = JSON.parse(stdout.trim().split('\n').at(-1));
    if (result.errors > 0) throw new Error(`${running.name}: ${result.errors} requests failed under load.`);
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Sends `rate` requests a second, whether or not earlier ones are answered, and measures each from the moment it was due.
 * @returns latencies in ms, sorted.
 */
export async function atRate(running, requests, rate, seconds) {
  const agent = new Agent({ keepAlive: true });
  const latencies = [];
  const answers = [];
  const began = performance.now();
  for (let sent = 0; sent < rate * seconds; sent += 1) {
    const due = began + (sent * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const answer = once(running, requests[sent % requests.length], agent);
    answers.push(answer.then(() => latencies.push(performance.now() - due)));
  }
  await Promise.all(answers);
  agent.destroy();
  return latencies.sort((a, b) => a - b);
}

function once(running, { path, headers, body }, agent) {
  return new Promise((resolve, reject) => {
    const options = { port: running.port, host: '127.0.0.1', path, method: 'POST', agent };
    const sent = request(
      { ...options, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`${running.name}: ${answer.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
