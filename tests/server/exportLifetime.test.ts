import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from '../support/database.js';
import { addressOf, begin, exported, linesOf, read, refused } from '../support/exports.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.js';
import pg from 'pg';

/** Articles that are more than all buffers between the database and a client hold: 2000 of 40 kB. */
const long: Template = {
  name: 'long_articles',
  fill: async (url) => {
    await seeds.fill(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`insert into article (id, key, headline, outlet_id, outlet_basis, language, genre, text_right)
      select md5('long ' || n)::uuid, 'long-' || n, repeat(md5(n::text), 1250), (select id from actor where key = 'the-tower'),
        'STATED', 'en', 'NEWS', 'OPEN' from generate_series(1, 2000) n`);
    await client.end();
  },
};
const ARTICLES = 2005;

const start = (options: TestServerOptions['exports'] = {}) => startTestServer({ template: long, exports: options });

/** States of the connections that exports have to the database of a server. */
const connections = async (server: TestServer): Promise<string[]> =>
  (
    await server.database.query<{ state: string }>(
      `select state from pg_stat_activity where datname = current_database() and application_name = 'sourcebook export'`,
    )
  ).map(({ state }) => state);

/** Waits for what comes about by itself; fails when it does not. */
async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await what()) return;
    await pause(20);
  }
  throw new Error('it did not come about');
}

const bytesOf = async (answer: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** An export of whose body the client takes nothing, until the database waits for it. */
async function paused(server: TestServer, file: string): Promise<IncomingMessage> {
  const answer = await begin(addressOf(server, file));
  const seen: string[] = [];
  // Waiting in the same statement for some time: the buffers are full.
  await until(async () => {
    const [row] = await server.database.query<{ since: string; state: string }>(
      `select query_start::text as since, state from pg_stat_activity
        where datname = current_database() and application_name = 'sourcebook export'`,
    );
    seen.push(row?.state === 'idle in transaction' ? row.since : `${row?.state} ${seen.length}`);
    return seen.slice(-10).length === 10 && new Set(seen.slice(-10)).size === 1;
  });
  return answer;
}

describe('a client that reads slowly', () => {
  it('is waited for by the database, and gets everything in the end', async () => {
    const server = await start();
    const answer = await paused(server, 'articles.ndjson');
    expect(await connections(server)).toEqual(['idle in transaction']);

    const { records, end } = linesOf((await bytesOf(answer)).toString());

    expect(records).toHaveLength(ARTICLES);
    expect(end).toEqual({ complete: true, rows: ARTICLES, next: null });
    await until(async () => (await connections(server)).length === 0);
  });

  it('gets one state of the database, whatever is changed meanwhile', async () => {
    const server = await start();
    const answer = await paused(server, 'articles.ndjson');
    await server.database.query(`update article set headline = 'changed'`);

    const { records } = linesOf((await bytesOf(answer)).toString());

    expect(records.filter(({ headline }) => headline === 'changed')).toEqual([]);
  });

  it('loses the export when it takes nothing for too long: the database is not kept waiting', async () => {
    const server = await start({ idleMs: 500 });
    const answer = await paused(server, 'articles.ndjson');
    await until(async () => (await connections(server)).length === 0);

    // Broken off, or told: that depends on whether it comes back before the server has closed its connection.
    const complete = await bytesOf(answer).then(
      (body) => linesOf(body.toString()).end['complete'],
      () => false,
    );
    expect(complete).toBe(false);
  });
});

describe('a client that goes away', () => {
  it('ends the cursor and the connection at once', async () => {
    const server = await start();
    const answer = await paused(server, 'articles.ndjson');
    answer.destroy();

    await until(async () => (await connections(server)).length === 0);
    expect((await exported(server, 'articles', { limit: 3 })).records).toHaveLength(3);
  });
});

describe('an export that the database ends', () => {
  /** Ends what the database does for exports. */
  const terminate = (server: TestServer) =>
    server.database.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'sourcebook export'`);

  it('says so in its last line, with the place to go on from', async () => {
    const server = await start();
    const answer = await paused(server, 'articles.ndjson');
    await terminate(server);
    const { records, end } = linesOf((await bytesOf(answer)).toString());

    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThan(ARTICLES);
    expect(end).toEqual({
      complete: false,
      rows: records.length,
      next: records.at(-1)!['id'],
      error: {
        message: 'Internal server error',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers['x-request-id'] },
      },
    });
    expect(answer.trailers).toMatchObject({ 'x-export-complete': 'false', 'x-export-next': end['next'] });
    const rest = await exported(server, 'articles', { after: end['next'] as string, columns: 'key' });
    expect(rest.records).toHaveLength(ARTICLES - records.length);
    expect(rest.end['complete']).toBe(true);
  });

  it('breaks off a table, which has no last line, so that it cannot be taken for the whole', async () => {
    const server = await start();
    const answer = await paused(server, 'articles.csv');
    await terminate(server);

    await expect(bytesOf(answer)).rejects.toThrow('aborted');
  });

  it('tells that it took too long', async () => {
    const server = await start({ longestMs: 2_000 });
    const answer = await paused(server, 'articles.ndjson');
    await until(async () => (await connections(server)).length === 0);
    const { end } = linesOf((await bytesOf(answer)).toString());

    expect(end).toMatchObject({ complete: false, error: { extensions: { code: 'TIMEOUT', limit: 2_000 } } });
  });
});

describe('the number of exports at a time', () => {
  it('is bounded; whoever comes too many is told to come again', async () => {
    const server = await start({ most: 1 });
    const first = await paused(server, 'articles.ndjson');

    const { status, headers, extensions } = await refused(addressOf(server, 'actors.ndjson'));
    expect({ status, after: headers['retry-after'], extensions }).toEqual({
      status: 429,
      after: '10',
      extensions: { code: 'RATE_LIMITED', limit: 1 },
    });
    expect((await server.run('{ articles(first: 1) { totalCount } }')).data).toEqual({
      articles: { totalCount: ARTICLES },
    });

    first.destroy();
    await until(async () => (await read(addressOf(server, 'actors.ndjson'))).status === 200);
  });

  it('may be none', async () => {
    const server = await start({ most: 0 });

    expect((await refused(addressOf(server, 'actors.ndjson'))).extensions['code']).toBe('RATE_LIMITED');
  });
});

describe('pages of other origins', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds, corsOrigins: ['https://desk.example'] });
  });

  it.each([
    ['https://desk.example', 'https://desk.example'],
    ['https://other.example', undefined],
  ])('of %s may read exports when the settings say so', async (origin, allowed) => {
    const { headers } = await read(addressOf(server, 'articles.ndjson'), { headers: { origin } });

    expect(headers['access-control-allow-origin']).toBe(allowed);
    expect(headers['vary']).toBe('Origin, Accept-Encoding');
  });
});
