import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../src/lib/errors.js';
import { hostileDocuments, type Vocabulary } from '../support/attacks.js';
import { ask, send, type Answer } from '../support/http.js';
import { startTestServer } from '../support/server.js';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.stop());

interface Target {
  readonly name: string;
  readonly words: Vocabulary;
  readonly start: () => Promise<{ readonly graphql: string }>;
}

/** The bounds are those of the server; the real schema has more ways to ask too much. */
const targets: Target[] = [
  {
    name: 'a small schema',
    words: {
      leaf: 'echo',
      given: (value) => `echo(text:${value})`,
      away: 'chain',
      type: 'Link',
      back: (body) => `claim{${body}}`,
    },
    start: async () => server,
  },
  {
    name: 'the real schema',
    words: {
      leaf: '__typename',
      given: (value) => `actors(filter:{name:{eq:${value}}}){totalCount}`,
      away: 'article',
      type: 'Article',
      back: (body) => `claims{nodes{${body}}}`,
    },
    start: () => startTestServer(),
  },
];

describe.each(targets)('a hostile document against $name', ({ words, start }) => {
  let graphql: string;
  beforeAll(async () => {
    ({ graphql } = await start());
  });

  it.each(hostileDocuments(words))('%s', async (_name, document, code) => {
    const before = process.cpuUsage();
    const answer = await ask(graphql, document);
    expect(codesOf(answer)).toContain(code);
    expect(answer.status).toBe(400);
    expectHarmless(answer);
    expect(processorMs(before)).toBeLessThan(3000);
    expect((await ask(graphql, `{${words.given('"alive"')}}`)).errors).toBeUndefined();
  });
});

/** Requests that are broken before a document is read. */
const requests: [name: string, init: RequestInit, status: number, code: string][] = [
  ['JSON that ends early', { body: '{"query":' }, 400, 'BAD_USER_INPUT'],
  ['an empty body', { body: '' }, 400, 'BAD_USER_INPUT'],
  ['null', { body: 'null' }, 400, 'BAD_USER_INPUT'],
  ['a number', { body: '1' }, 400, 'BAD_USER_INPUT'],
  ['an empty list', { body: '[]' }, 400, 'BAD_USER_INPUT'],
  ['a batch', { body: '[{"query":"{echo}"},{"query":"{echo}"}]' }, 400, 'BAD_USER_INPUT'],
  ['lists in lists', { body: '['.repeat(100_000) }, 400, 'BAD_USER_INPUT'],
  ['a prototype', { body: '{"query":"{echo}","__proto__":{"admin":true}}' }, 400, 'BAD_USER_INPUT'],
  ['a constructor', { body: '{"query":"{echo}","constructor":{"prototype":{"admin":true}}}' }, 400, 'BAD_USER_INPUT'],
  ['bytes that are no UTF-8', { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }, 400, 'BAD_USER_INPUT'],
  [
    'another charset',
    { body: '{"query":"{echo}"}', headers: { 'content-type': 'application/json; charset=latin1' } },
    415,
    'BAD_USER_INPUT',
  ],
  [
    'a form',
    { body: 'query={echo}', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'BAD_USER_INPUT',
  ],
  [
    'plain text, as any page may send it',
    { body: '{"query":"{echo}"}', headers: { 'content-type': 'text/plain' } },
    415,
    'BAD_USER_INPUT',
  ],
  [
    'no content type',
    { body: Buffer.from('{"query":"{echo}"}'), headers: { 'content-type': '' } },
    415,
    'BAD_USER_INPUT',
  ],
  [
    'a persisted query',
    { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}' },
    200,
    'BAD_USER_INPUT',
  ],
  ['an operation that is not there', { body: '{"query":"query A{echo}","operationName":"B"}' }, 400, 'BAD_USER_INPUT'],
  [
    'a variable of the wrong type',
    { body: '{"query":"query($n:Int){claims(first:$n){totalCount}}","variables":{"n":"many"}}' },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'a hundred wrong variables',
    {
      body: JSON.stringify({
        query: 'query($f:ClaimFilter){claims(filter:$f){totalCount}}',
        variables: { f: { and: Array(100).fill(1) } },
      }),
    },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'U+0000 in a variable',
    { body: '{"query":"query($t:String){echo(text:$t)}","variables":{"t":"a\\u0000"}}' },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'half a surrogate pair in a variable',
    { body: '{"query":"query($t:String){echo(text:$t)}","variables":{"t":"\\udfff"}}' },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'variables nested without end',
    {
      body: `{"query":"query($f:ClaimFilter){claims(filter:$f){totalCount}}","variables":{"f":${'{"and":['.repeat(20_000)}${']}'.repeat(20_000)}}}`,
    },
    400,
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['PUT', { method: 'PUT', body: '{"query":"{echo}"}' }, 405, 'BAD_USER_INPUT'],
  ['a content type that is none', { body: '{}', headers: { 'content-type': 'nonsense' } }, 415, 'BAD_USER_INPUT'],
];

describe('a hostile request', () => {
  it.each(requests)('%s', async (_name, init, status, code) => {
    const answer = await send(server.graphql, init);
    expect(codesOf(answer)).toContain(code);
    expect(answer.status).toBe(status);
    expectHarmless(answer);
    await expectAlive();
  });

  it.each([
    ['a mutation by GET', `?query=${encodeURIComponent('mutation{touch}')}`, {}, 405],
    ['a query by GET from another site', '?query={echo}', { 'sec-fetch-site': 'cross-site' }, 400],
    ['a GET that claims a form', '?query={echo}', { 'content-type': 'text/plain' }, 400],
    ['two queries in one address', '?query={echo}&query={echo}', {}, 400],
    ['variables that are no JSON', '?query={echo}&variables={', {}, 400],
    ['an address that is not UTF-8', '?query=%ff%fe', {}, 400],
  ])('%s', async (_name, search, headers, status) => {
    const response = await fetch(server.graphql + search, {
      headers: { accept: 'application/graphql-response+json', ...headers },
    });
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).not.toMatch(/\n +at |node_modules/);
    await expectAlive();
  });

  it.each([
    ['a host that is none', 'GET /graphql?query={echo} HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n'],
    ['an address that is none', 'GET http://[/graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['no HTTP', '\x16\x03\x01 hello\r\n\r\n'],
    ['a header of 20 kB', `GET /graphql HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['an address of 20 kB', `GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('%s', async (_name, bytes) => {
    const text = await sendBytes(bytes);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).not.toMatch(/\n +at |node_modules/);
    await expectAlive();
  });
});

/** Time on the processor, which does not depend on what else the machine does; the server runs in this process. */
function processorMs(since: NodeJS.CpuUsage) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const codesOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);

/** Known codes, no stack, no file names, and no answer that is far larger than the question. */
function expectHarmless({ text, errors }: Answer) {
  for (const { extensions } of errors ?? []) expect(errorCodes).toContain(extensions.code);
  expect(text).not.toMatch(/node_modules|\\n +at |stacktrace|\.[jt]s:\d/);
  expect(text.length).toBeLessThan(500_000);
}

async function expectAlive() {
  expect((await ask(server.graphql, '{echo(text:"alive")}')).data).toEqual({ echo: 'alive' });
}

const sendBytes = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (text += part));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
