import { createServer, type AddressInfo, type Server } from 'node:net';
import { expect, it } from '@jest/globals';
import { DatabaseError, openDatabase } from '../../src/db/index.js';
import { connect, demandSession, demandVersion } from '../../src/db/connect.js';
import { onCleanup } from '../support/cleanup.js';
import { freshDatabase, silentLog } from '../support/database.js';

const database = await freshDatabase();

const open = (databaseUrl: string) =>
  openDatabase({ databaseUrl, dataDir: '/nowhere', poolSize: 2, statementTimeoutMs: 1000 }, silentLog);

const changed = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanup(async () => server.close());
  return (server.address() as AddressInfo).port;
}

it('uses the server of DATABASE_URL and says which, without the password', async () => {
  const opened = await open(database.url);
  const { hostname, port, pathname, password } = new URL(database.url);

  expect((await opened.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(opened.description).toMatch(/^Postgres \d+(\.\d+)? at .*\(DATABASE_URL\)$/);
  expect(opened.description).toContain(`${hostname}:${port || 5432}${pathname}`);
  if (password) expect(opened.description).not.toContain(password);
  await opened.close();
  await opened.close();
});

it('says what to do when nothing listens', async () => {
  const attempt = open('postgresql://me:secret@127.0.0.1:1/sourcebook');

  await expect(attempt).rejects.toThrow(DatabaseError);
  await expect(attempt).rejects.toThrow(
    'Cannot use the database at 127.0.0.1:1/sourcebook: nothing listens there: start the server, or correct host and port in DATABASE_URL.',
  );
});

it('says what to do when there is no such host', async () => {
  await expect(open('postgresql://me:secret@no-such-host.invalid/x')).rejects.toThrow(
    /no-such-host\.invalid:5432\/x: .*(no such host|could not be looked up).* DATABASE_URL/,
  );
});

it('says what to do when there is no such database', async () => {
  await expect(open(changed((url) => (url.pathname = '/no_such_database')))).rejects.toThrow(
    /the server has no such database: create it, or correct the name in DATABASE_URL/,
  );
});

it('says what to do when the password is wrong, and does not repeat it', async () => {
  const attempt = open(changed((url) => Object.assign(url, { username: 'nobody_here', password: 'wrong-secret' })));

  await expect(attempt).rejects.toThrow(/refuses the user or password|does not let this user in/);
  await expect(attempt).rejects.not.toThrow(/wrong-secret/);
});

it('says what to do when something else listens', async () => {
  const port = await listen(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));

  await expect(open(`postgresql://me@127.0.0.1:${port}/x`)).rejects.toThrow(/check .*DATABASE_URL/);
});

it('asks for Postgres 15', async () => {
  const old = { query: async () => ({ rows: [{ server_version: '14.9 (Debian 14.9-1)' }] }) };

  await expect(demandVersion(old as never)).rejects.toThrow(/is Postgres 14\.9: Sourcebook needs 15 or newer/);
});

it('asks for the server itself where a pooler refuses the options of a session', async () => {
  const refusal = Buffer.from('SERROR\0C08P01\0Munsupported startup parameter: options\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(refusal.length + length.length);
  const port = await listen(createServer((socket) => socket.end(Buffer.concat([Buffer.from('E'), length, refusal]))));

  await expect(open(`postgresql://me@127.0.0.1:${port}/x`)).rejects.toThrow(
    /connection pooler: give the address of the Postgres server itself in DATABASE_URL/,
  );
});

it('asks for the server itself where a pooler drops the options of a session', async () => {
  const client = await connect(database.url);
  onCleanup(() => client.end());
  await expect(demandSession(client, database.url)).resolves.toBeUndefined();

  await client.query('reset all; set sourcebook.session to off');

  await expect(demandSession(client, database.url)).rejects.toThrow(/pooler that drops the options of sessions/);
});
