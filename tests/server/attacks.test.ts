import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../src/lib/errors.js';
import { ask, send, type Answer } from '../support/http.js';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.stop());

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const fragments = (count: number, body: (index: number) => string) =>
  repeat(count, (i) => `fragment F${i} on Claim{${body(i)}}`) + ` fragment F${count} on Claim{id}`;
const claim = (body: string) => `{claim(id:"1"){${body}}}`;

/** Documents that ended or stalled servers, each with the code that it is answered with. */
const documents: [name: string, document: string, code: string][] = [
  [
    'a short query nested through lists',
    claim('article{claims{nodes{'.repeat(30) + 'id' + '}}}'.repeat(30)),
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['braces to the token limit', claim('chain{claim{'.repeat(800) + 'id' + '}}'.repeat(800)), 'QUERY_LIMIT_EXCEEDED'],
  ['brackets to the token limit', `{echo(text:${'['.repeat(2400)}${']'.repeat(2400)})}`, 'QUERY_LIMIT_EXCEEDED'],
  [
    'input objects to the token limit',
    `{claims(filter:${'{and:['.repeat(800)}${']}'.repeat(800)}){totalCount}}`,
    'QUERY_LIMIT_EXCEEDED',
  ],
  [
    'list types to the token limit',
    `query($a:${'['.repeat(2400)}Int${']'.repeat(2400)}){echo}`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['aliases of one field', claim(repeat(1500, (i) => `a${i}:id`)), 'QUERY_LIMIT_EXCEEDED'],
  ['aliases of a root field', `{${repeat(1500, (i) => `a${i}:echo`)}}`, 'QUERY_LIMIT_EXCEEDED'],
  ['one field again and again', `{${'echo '.repeat(4000)}}`, 'QUERY_LIMIT_EXCEEDED'],
  ['one object again and again', `{${'claim(id:"1"){id} '.repeat(500)}}`, 'QUERY_LIMIT_EXCEEDED'],
  [
    'fragments that double',
    claim('...F0') +
      fragments(200, (i) => `chain{...L${i}}`) +
      repeat(200, (i) => `fragment L${i} on Link{a:claim{...F${i + 1}} b:claim{...F${i + 1}}}`),
    'QUERY_LIMIT_EXCEEDED',
  ],
  [
    'fragments in a circle',
    claim('...F0') + fragments(400, (i) => `...F${(i + 1) % 400}`) + ' {a:claim(id:"1"){...F400}}',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments that all spread each other',
    claim(repeat(60, (i) => `...F${i}`)) +
      fragments(60, (i) => `chain{claim{${repeat(20, (j) => `...F${(i + j) % 60}`)}}}`),
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['directives without end', `{echo ${'@skip(if:false)'.repeat(700)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['unknown directives without end', `{echo ${'@a'.repeat(2400)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['unknown fields without end', `{${repeat(4900, (i) => `x${i}`)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['a name of 200 kB', `{${'x'.repeat(200_000)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a text of 200 kB where a number belongs',
    `{claims(first:"${'x'.repeat(200_000)}"){totalCount}}`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['variables without end', `query(${repeat(1200, (i) => `$v${i}:Int`)}){echo}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['operations without end', repeat(900, (i) => `query q${i}{echo}`), 'BAD_USER_INPUT'],
  [
    'a list of 4 000 ids',
    `{nodes(ids:[${repeat(4000, () => '"x"')}]){id article{claims(first:100){nodes{id}}}}}`,
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['nothing but an open brace', '{', 'GRAPHQL_PARSE_FAILED'],
  ['U+0000 in a text', '{echo(text:"a\\u0000b")}', 'BAD_USER_INPUT'],
  ['half a surrogate pair in a text', '{echo(text:"\ud800")}', 'GRAPHQL_PARSE_FAILED'],
  ['an escaped half of a surrogate pair', '{echo(text:"\\ud800")}', 'GRAPHQL_PARSE_FAILED'],
  ['a subscription', 'subscription{echo}', 'BAD_USER_INPUT'],
];

describe('a hostile document', () => {
  it.each(documents)('%s', async (_name, document, code) => {
    const startedAt = performance.now();
    const answer = await ask(server.graphql, document);
    expect(codesOf(answer)).toContain(code);
    expect(answer.status).toBe(400);
    expectHarmless(answer);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    await expectAlive();
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
