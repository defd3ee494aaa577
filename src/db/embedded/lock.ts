import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DatabaseError } from '../errors.js';
import { identityOf } from './process.js';

/** Longer than the slowest first start. */
const LONGEST_WAIT_MS = 60_000;
const POLL_MS = 20;

/** Runs `work` while no other process runs its own under the same folder. A lock whose holder is gone is taken over. */
export async function withFolderLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const file = join(folder, 'lock');
  const deadline = performance.now() + LONGEST_WAIT_MS;
  while (!tryLock(file)) {
    if (performance.now() > deadline) {
      const holder = read(file).split(' ')[0];
      throw new DatabaseError(`${folder} is locked by process ${holder}: stop it, or remove ${file} if it hangs.`);
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** The file appears together with its content, by a link: one that is found empty could not be told from a dead one. */
function tryLock(file: string): boolean {
  const draft = `${file}.${uniqueName()}`;
  writeMark(draft);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    removeDeadLock(file);
    return false;
  } finally {
    unlinkSync(draft);
  }
}

/** Moves the file aside before it looks, so that two who find the same dead lock do not both remove it. */
function removeDeadLock(file: string): void {
  if (isLive(read(file))) return;
  const aside = `${file}.${uniqueName()}`;
  try {
    renameSync(file, aside);
    if (isLive(read(aside))) linkSync(aside, file);
    unlinkSync(aside);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** The processes that use the server of a folder. The last to leave stops it. */
export class Users {
  private readonly folder: string;
  private readonly file: string;

  constructor(home: string) {
    this.folder = join(home, 'users');
    this.file = join(this.folder, uniqueName());
  }

  enter(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writeMark(this.file);
  }

  /** True when nobody is left. Entries of processes that died without leaving are dropped. */
  leave(): boolean {
    rmSync(this.file, { force: true });
    const live = readdirSync(this.folder).filter((name) => {
      const path = join(this.folder, name);
      if (isLive(read(path))) return true;
      rmSync(path, { force: true });
      return false;
    });
    return live.length === 0;
  }
}

let counter = 0;
const uniqueName = (): string => `${process.pid}.${(counter += 1)}`;

/** Readable by all: root and the user of a folder have to see each other's. */
function writeMark(file: string): void {
  writeFileSync(file, `${process.pid} ${identityOf(process.pid)}`);
  chmodSync(file, 0o644);
}

const isLive = (written: string): boolean => {
  const [, pid, identity] = /^(\d+) (.+)$/.exec(written) ?? [];
  return identity !== undefined && identityOf(Number(pid)) === identity;
};

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
