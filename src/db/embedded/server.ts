import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, DatabaseError, reasonOf } from '../errors.js';
import { explainSpawnFailure } from './binaries.js';
import { NAME, spawnOptions } from './cluster.js';
import type { Home } from './home.js';
import { commandOf, identityOf } from './process.js';

/** Recovery after a power cut may take its time. */
const LONGEST_START_MS = 60_000;
const LONGEST_STOP_MS = 30_000;
const POLL_MS = 10;
const PORT_ATTEMPTS = 5;
const LARGEST_LOG_BYTES = 8 * 2 ** 20;

/** Given on the command line, so that they change with the program and not with the age of the cluster. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

export interface Running {
  readonly pid: number;
  readonly port: number;
}

export const urlOf = (port: number, password: string): string =>
  `postgresql://${NAME}:${password}@127.0.0.1:${port}/${NAME}`;

/** The server over `home`: the one that runs already, e.g. since the program before us was killed, or a new one. */
export async function attachOrStart(home: Home, binaries: string, password: string, extra: Settings): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const running = (await attach(home, password)) ?? (await start(home, binaries, password, extra));
    if (running) return running;
    if (attempt === PORT_ATTEMPTS) throw startFailure(home);
  }
}

export type Settings = Readonly<Record<string, string>>;

async function attach(home: Home, password: string): Promise<Running | undefined> {
  const deadline = performance.now() + LONGEST_START_MS;
  for (;;) {
    const file = readPidFile(home);
    if (!file) return undefined;
    if (!commandOf(file.pid).includes(home.cluster)) {
      // Left behind by a server that was killed. Postgres itself would mistake another program with this number for one.
      rmSync(join(home.cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (file.ready && (await accepts(file.port, password))) return { pid: file.pid, port: file.port };
    if (performance.now() > deadline)
      throw new DatabaseError(
        `Process ${file.pid} runs over ${home.cluster} but does not answer: end it and try again.`,
      );
    await sleep(POLL_MS);
  }
}

/** Undefined when it ended at once, which another program that took the same port in between can cause. */
async function start(home: Home, binaries: string, password: string, extra: Settings): Promise<Running | undefined> {
  const port = await freePort();
  const options = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(home);
  const program = join(binaries, 'bin/postgres');
  // A group of its own: Ctrl+C in a terminal must not stop the database before its last requests are answered.
  const child = spawn(program, ['-D', home.cluster, '-p', String(port), ...options], {
    ...spawnOptions(home.owner),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const failed = new Promise<never>((_resolve, reject) =>
    child.once('error', (error) => reject(explainSpawnFailure(program, error))),
  );
  child.unref();
  return Promise.race([failed, untilReady()]);

  async function untilReady(): Promise<Running | undefined> {
    const deadline = performance.now() + LONGEST_START_MS;
    while (child.exitCode === null && child.signalCode === null) {
      const file = readPidFile(home);
      if (file?.ready && file.pid === child.pid && (await accepts(port, password))) return { pid: file.pid, port };
      if (performance.now() > deadline) throw startFailure(home);
      await sleep(POLL_MS);
    }
    return undefined;
  }
}

/** Stops the server and waits for it. False when it is still there after half a minute. */
export async function stop(home: Home): Promise<boolean> {
  const pid = signalStop(home);
  if (pid === undefined) return true;
  const identity = identityOf(pid);
  const deadline = performance.now() + LONGEST_STOP_MS;
  while (identity !== null && identityOf(pid) === identity) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** Asks the server for a fast shutdown: sessions are ended, everything committed is written. Does not wait. */
export function signalStop(home: Home): number | undefined {
  const pid = readPidFile(home)?.pid;
  if (pid === undefined || !commandOf(pid).includes(home.cluster)) return undefined;
  process.kill(pid, 'SIGINT');
  return pid;
}

function readPidFile(home: Home): { pid: number; port: number; ready: boolean } | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  // Line 1 the process, 4 the port, 8 the state.
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Proves with a real session, in which both sides show that they know the password, that the server is ours. */
async function accepts(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (codeOf(error)?.startsWith('28'))
      throw new DatabaseError(`The embedded database refuses its own password: ${reasonOf(error)}.`);
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const logFileOf = (home: Home): string => join(home.folder, 'postgres.log');

function openLog(home: Home): number {
  const file = logFileOf(home);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  if (home.owner) fchownSync(log, home.owner.uid, home.owner.gid);
  return log;
}

function startFailure(home: Home): DatabaseError {
  const file = logFileOf(home);
  const reason =
    readFileSync(file, 'utf8')
      .match(/(?<=(FATAL|PANIC): +).*/g)
      ?.at(-1) ?? 'no reason given';
  return new DatabaseError(`The embedded database did not start: ${reason}. See ${file}.`);
}
