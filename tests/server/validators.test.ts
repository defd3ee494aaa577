import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { names } from '../../src/server/validators.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { startTinyServer } from '../support/tinyServer.js';

let server: TestServer;
let database: TestDatabase;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
  ({ database } = server);
});

const EVENTS = 'query Events($first: Int = 2) { events(first: $first) { totalCount nodes { title } } }';

interface Asked {
  readonly query?: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly headers?: Record<string, string>;
  readonly url?: string;
}

async function get({ query = EVENTS, variables, operationName, headers = {}, url = server.graphql }: Asked = {}) {
  const search = new URLSearchParams({ query });
  if (variables) search.set('variables', JSON.stringify(variables));
  if (operationName) search.set('operationName', operationName);
  const response = await fetch(`${url}?${search.toString()}`, { headers });
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    etag: response.headers.get('etag'),
  };
}

const knowing = (etag: string | null, asked: Asked = {}) =>
  get({ ...asked, headers: { ...asked.headers, 'if-none-match': `${etag}` } });

let counter = 0;
const anEvent = () => {
  const key = `event-${(counter += 1)}`;
  return `insert into event (id, key, title, type, status) values (md5('${key}')::uuid, '${key}', 'Aaa ${key}', 'AID', 'OCCURRED')`;
};

describe('an answer to GET', () => {
  it('has a strong validator, and is to be asked for again before it is used', async () => {
    const { status, headers, etag } = await get();
    expect(status).toBe(200);
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('vary')?.split(', ')).toEqual(expect.arrayContaining(['accept', 'authorization']));
  });

  it('is 304 without a body and without the query when the client has it', async () => {
    const { etag } = await get();
    const again = await knowing(etag);
    expect(again).toMatchObject({ status: 304, text: '', etag });
    expect(again.headers.get('cache-control')).toBe('private, no-cache');
    expect(again.headers.has('content-type')).toBe(false);
    expect(server.statements).toBe(1);
  });

  it.each<[what: string, header: (etag: string) => string, status: number]>([
    ['a weak tag', (etag) => `W/${etag}`, 304],
    ['one of a list', (etag) => `"other", W/"more",${etag} , "last"`, 304],
    ['any', () => '*', 304],
    ['another tag', () => '"other"', 200],
    ['a tag without quotes', (etag) => etag.replaceAll('"', ''), 200],
    ['a tag that holds it', (etag) => `"x${etag.slice(1)}`, 200],
    ['nothing', () => '', 200],
  ])('compares with %s', async (_what, header, status) => {
    const { etag } = await get();
    expect((await knowing(header(etag!))).status).toBe(status);
  });

  it.each<[what: string, asked: Asked]>([
    ['document', { query: `${EVENTS} ` }],
    ['variables', { variables: { first: 1 } }],
    ['operation', { operationName: 'Events' }],
    ['media type', { headers: { accept: 'application/graphql-response+json' } }],
  ])('is another one for another %s', async (_what, asked) => {
    const { etag } = await get();
    expect((await knowing(etag, asked)).status).toBe(200);
    expect((await get(asked)).etag).not.toBe(etag);
  });

  it.each<[what: string, options: Parameters<typeof startTestServer>[0]]>([
    ['review states', { anonymous: { reviewStates: ['ACCEPTED'], texts: 'QUOTES' } }],
    [
      'texts',
      { anonymous: { reviewStates: ['IN_REVIEW', 'ACCEPTED', 'DISPUTED', 'RETRACTED', 'SUPERSEDED'], texts: 'FULL' } },
    ],
    ['everything', { viewer: 'operator' }],
  ])('is another one for who may see other %s', async (_what, options) => {
    const { etag } = await get();
    const other = await startTestServer({ database, ...options });
    expect((await knowing(etag, { url: other.graphql })).status).toBe(200);
    expect((await get({ url: other.graphql })).etag).not.toBe(etag);
  });

  it('is the same from another server over the same data', async () => {
    const { etag } = await get();
    const other = await startTestServer({ database });
    expect((await knowing(etag, { url: other.graphql })).status).toBe(304);
  });

  it('keeps who may read the answer in other pages apart', async () => {
    const tiny = await startTinyServer({ corsOrigins: ['https://desk.example', 'https://other.example'] });
    try {
      const { headers, etag } = await get({
        url: tiny.graphql,
        query: '{ echo }',
        headers: { origin: 'https://desk.example' },
      });
      expect(headers.get('vary')).toMatch(/origin/i);
      expect(etag).toBeNull();
    } finally {
      await tiny.stop();
    }
  });
});

describe('no validator has', () => {
  it.each<[what: string, asked: Asked, status: number]>([
    ['a document that is none', { query: '{' }, 200],
    ['a field that is not there', { query: '{ nothing }' }, 200],
    ['an argument that is refused', { query: '{ events(first: 101) { totalCount } }' }, 200],
    ['a mutation', { query: 'mutation { x }' }, 405],
    ['a type that is not spoken', { headers: { accept: 'text/csv' } }, 406],
  ])('%s', async (_what, asked, status) => {
    for (const answer of [await get(asked), await knowing('"other"', asked)]) {
      expect(answer.status).toBe(status);
      expect(answer.etag).toBeNull();
      expect(answer.headers.get('cache-control')).not.toBe('private, no-cache');
    }
  });

  it('an answer to POST', async () => {
    const { headers } = await server.run(EVENTS);
    expect(headers.get('etag')).toBeNull();
    expect(server.statements).toBe(1);
  });

  it('an answer over data whose version cannot be had', async () => {
    const broken = await startTestServer({ template: seeds });
    await broken.database.query('drop function data_version()');
    const { status, etag, text } = await get({ url: broken.graphql });
    expect({ status, etag, text: JSON.parse(text) as unknown }).toMatchObject({
      status: 200,
      etag: null,
      text: { data: {} },
    });
  });
});

describe('when data change', () => {
  beforeEach(async () => {
    await database.query(anEvent());
  });

  it.each<[what: string, statement: string]>([
    ['a record is added', anEvent()],
    ['none is', `update event set title = 'None' where key = 'none'`],
    ['a record goes', `delete from event where key like 'event-%'`],
    ['a candidate of a rule is decided', `update contradiction_candidate set review_state = 'IN_REVIEW'`],
  ])('the validator is another one when %s, and the same when nothing was written', async (_what, statement) => {
    const { etag } = await get();
    const client = await database.pool.connect();
    const { rowCount } = await client.query(statement);
    client.release();
    expect((await knowing(etag)).status).toBe(rowCount ? 200 : 304);
  });

  it('what was rolled back changes nothing', async () => {
    const { etag } = await get();
    await database.query(`begin; ${anEvent()}; rollback`);
    expect((await knowing(etag)).status).toBe(304);
  });

  it('every commit counts, in whatever order transactions began', async () => {
    const slow = await database.pool.connect();
    await slow.query('begin');
    await slow.query(anEvent());
    const seen = [(await get()).etag];
    await database.query(anEvent());
    seen.push((await get()).etag);
    await database.query(anEvent());
    seen.push((await get()).etag);
    await slow.query('commit');
    slow.release();
    seen.push((await get()).etag);
    await database.query(anEvent());
    seen.push((await get()).etag);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('whatever else runs on the server changes nothing', async () => {
    const other = await (await freshDatabase()).pool.connect();
    await other.query(`begin; ${anEvent()}`);
    await database.query(anEvent());
    const { etag } = await get();
    await other.query('commit');
    other.release();
    expect((await knowing(etag)).status).toBe(304);
  });

  it('transactions that are forgotten are not taken for others that end later', async () => {
    const slow = await database.pool.connect();
    const forgotten = await database.pool.connect();
    await forgotten.query('begin');
    await forgotten.query(anEvent());
    await slow.query('begin');
    await slow.query(anEvent());
    await database.query(anEvent());
    await forgotten.query('commit');
    forgotten.release();
    const seen = [(await get()).etag];
    await database.query('delete from change_set where transaction < (select max(transaction) from change_set)');
    await slow.query('commit');
    slow.release();
    seen.push((await get()).etag);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('nobody is left with what is old, whatever is committed while they ask', async () => {
    let writing = true;
    const writers = Promise.all(
      [1, 2, 3].map(async () => {
        for (let i = 0; i < 25; i += 1)
          await database.query(`begin; ${anEvent()}; ${i % 4 === 0 ? 'rollback' : 'commit'}`);
      }),
    ).finally(() => (writing = false));
    const readers = [1, 2, 3].map(async () => {
      let kept = await get();
      let kinds = new Set<number>();
      const ask = async () => {
        const answer = await knowing(kept.etag);
        kinds = kinds.add(answer.status);
        if (answer.status === 200) kept = answer;
      };
      while (writing) await ask();
      await ask();
      return { text: kept.text, kinds };
    });
    await writers;
    const ends = await Promise.all(readers);
    const { text } = await get();
    for (const end of ends) {
      expect(end.text).toBe(text);
      expect(end.kinds).toContain(200);
    }
  });
});

describe('a list of entity tags', () => {
  it.each<[header: string, tag: string, is: boolean]>([
    ['"a"', '"a"', true],
    ['W/"a"', '"a"', true],
    ['w/"a"', '"b"', false],
    ['"a,b"', '"a,b"', true],
    ['"a,b"', '"b"', false],
    ['"x" "a"', '"a"', true],
    ['""', '""', true],
    [' * ', '"a"', true],
    ['"*"', '"a"', false],
  ])('%s names %s: %p', (header, tag, is) => {
    expect(names(header, tag)).toBe(is);
  });
});
