import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Cores of the contestants and of Postgres; null on a machine where they cannot be kept apart. */
export const cores = process.platform === 'linux' && availableParallelism() > 1 ? { server: 0, postgres: 1 } : null;

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Whatever ends the bench ends those that it started. */
const started = new Set();
process.once('exit', () => started.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** Starts a contestant and waits until it answers, on its core unless `pinned` is false. `stop` ends it, and nothing else. */
export async function start(contestant, databaseUrl) {
  const port = await freePort();
  const [program, ...args] = [
    ...(cores && contestant.pinned !== false ? ['taskset', '-c', String(cores.server)] : []),
    process.execPath,
    ...contestant.program,
  ];
  const child = spawn(program, args, {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      ...contestant.env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.add(child);
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
    started.delete(child);
  };
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url, contestant.ready)); tries += 1) {
    if (child.exitCode !== null || tries > 600) {
      await stop();
      throw new Error(`${contestant.name} did not start: ${said}`);
    }
    await sleep(100);
  }
  return { ...contestant, url, port, pid: child.pid, stop };
}

async function answers(url, { path, ...options }) {
  try {
    return (await fetch(url + path, options)).ok;
  } catch {
    return false;
  }
}

const TICK_MS = 10;

/** Fields of /proc/…/stat from the third on: state, parent, … */
function statOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

const parentOf = (pid) => Number(statOf(pid)[1]);

/** CPU time of a process with all its threads, in ms. */
const cpuOf = (pid) => (Number(statOf(pid)[11]) + Number(statOf(pid)[12])) * TICK_MS;

/** CPU time of the children of a process that have ended, in ms. */
const cpuOfEnded = (pid) => (Number(statOf(pid)[13]) + Number(statOf(pid)[14])) * TICK_MS;

/** The process that started the one of a connection. */
export async function postmasterOf(client) {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  return parentOf(rows[0].pid);
}

/** The server process of Postgres and its children, some of which may have just ended. */
function postgresProcesses(postmaster) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return pid === postmaster || parentOf(pid) === postmaster;
      } catch {
        return false;
      }
    });
}

export const cpuOfServer = ({ pid }) => cpuOf(pid);
/** Of all processes of Postgres since it was started, also of those that have ended. */
export const cpuOfPostgres = (postmaster) =>
  postgresProcesses(postmaster).reduce((sum, pid) => {
    try {
      return sum + cpuOf(pid);
    } catch {
      return sum;
    }
  }, cpuOfEnded(postmaster));

/** Resident memory, in MB. */
export const memoryOf = ({ pid }) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** Keeps Postgres, also the processes that it starts later, on its core. */
export function pinPostgres(postmaster) {
  if (!cores) return;
  for (const pid of postgresProcesses(postmaster))
    execFileSync('taskset', ['-a', '-p', '-c', String(cores.postgres), String(pid)], { stdio: 'ignore' });
}
