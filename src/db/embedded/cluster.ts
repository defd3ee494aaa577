import { spawn } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseError } from '../errors.js';
import { explainSpawnFailure } from './binaries.js';
import type { Home } from './home.js';
import type { Owner } from './owner.js';

/** Role and database of Sourcebook in the embedded server. The role owns the database and is no superuser. */
export const NAME = 'sourcebook';

const HBA = `# Only Sourcebook's own role, with its password, from this machine. The superuser has none: use single-user mode.
host all ${NAME} 127.0.0.1/32 scram-sha-256
`;

/** What programs of Postgres get from the environment: nothing of ours, and no folder that they may not enter. */
export const spawnOptions = (owner: Owner | undefined) => ({
  cwd: '/',
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  ...(owner && { uid: owner.uid, gid: owner.gid }),
});

/**
 * Makes the cluster with its role and database, unless it is there. It gets its name last, so one that was interrupted
 * is never mistaken for a whole one. Gives the password of the role, which stands in a file only we can read.
 */
export async function ensureCluster(home: Home, binaries: string): Promise<string> {
  const passwordFile = join(home.folder, 'password');
  if (existsSync(home.cluster)) return readPassword(passwordFile, home);
  const draft = `${home.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  makeEmptyFolder(draft, home.owner);
  await run(join(binaries, 'bin/initdb'), initdbArguments(draft), home.owner);
  writeFileSync(join(draft, 'pg_hba.conf'), HBA);
  const setUp = [
    `create role ${NAME} login createdb password '${password}';`,
    `create database ${NAME} owner ${NAME};`,
    '',
  ].join('\n');
  const single = ['--single', '-D', draft, '-c', 'exit_on_error=on', '-c', 'log_min_messages=warning', 'postgres'];
  await run(join(binaries, 'bin/postgres'), single, home.owner, setUp);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { flag: 'wx', mode: 0o600 });
  renameSync(draft, home.cluster);
  return password;
}

/** The builtin locale orders by code point on every machine, whatever its C library knows. */
const initdbArguments = (folder: string): string[] => [
  ...['-D', folder, '--username=postgres', '--auth=reject', '--encoding=UTF8', '--no-instructions'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

function readPassword(file: string, home: Home): string {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  const trusted = stat?.isFile() && [0, process.getuid?.(), home.owner?.uid].includes(stat.uid);
  if (trusted) return readFileSync(file, 'utf8');
  throw new DatabaseError(
    `${file} is missing or somebody else's, so the database in ${home.cluster} cannot be opened: ` +
      'put it back, or move the folder away to begin with an empty database.',
  );
}

function makeEmptyFolder(folder: string, owner: Owner | undefined): void {
  mkdirSync(folder, { mode: 0o700 });
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

function run(program: string, args: string[], owner: Owner | undefined, input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(owner), stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error) => reject(explainSpawnFailure(program, error)));
    child.on('close', (code) => {
      const printed = Buffer.concat(chunks).toString().trim();
      if (code === 0) resolve();
      else
        reject(new DatabaseError(`The embedded database could not be made: ${program} ended with ${code}. ${printed}`));
    });
  });
}
