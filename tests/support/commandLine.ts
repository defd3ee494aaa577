import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type { Io } from '../../src/cli/io.js';
import { runCommandLine } from '../../src/cli/program.js';
import { packageRoot } from '../../src/config.js';
import { onCleanup } from './cleanup.js';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings that keep a command off the developer's own data and environment. */
const isolated = { SOURCEBOOK_SEEDS: 'none', LOG_LEVEL: 'warn' };

/** Runs a command line in this process, as `sourcebook ARGS` would. */
export async function sourcebook(args: readonly string[], env: NodeJS.ProcessEnv = {}, stdin = ''): Promise<Outcome> {
  // They are read when all is written.
  const stdout = new PassThrough({ highWaterMark: 2 ** 30 });
  const stderr = new PassThrough({ highWaterMark: 2 ** 30 });
  const io: Io = {
    env: { ...isolated, ...env },
    stdin: Readable.from([stdin]),
    stdout,
    stderr,
    stopSignal: () => Promise.resolve('SIGTERM'),
  };
  const code = await runCommandLine(args, io);
  return { code, stdout: drained(stdout), stderr: drained(stderr) };
}

const drained = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? '').toString();

export interface Program {
  readonly process: ChildProcess;
  /** Resolves with everything written to standard output once it holds `text`. */
  untilPrinted(text: string): Promise<string>;
  /** Resolves when the program has ended. */
  readonly ended: Promise<Outcome>;
}

/** Starts a bundled program in a process of its own; it is ended with the test file. */
export function startProgram(
  file: 'main.js' | 'cli/index.js',
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Program {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(packageRoot, 'dist', file), ...args], {
    env: { PATH, HOME, ...isolated, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const ended = new Promise<Outcome>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  onCleanup(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const untilPrinted = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => void (stdout.includes(text) && resolve(stdout));
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`the program ended before it printed "${text}": ${stderr}`)));
      look();
    });
  return { process: child, untilPrinted, ended };
}
