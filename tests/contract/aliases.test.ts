import { beforeAll, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.js';
import { seeds } from '../support/seeds.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
});

/** What the statement calls its own parts, what rows have without asking, key words, and what objects inherit. */
const names = 'o x s1 s2 page k0 cursor place parent wanted data ctid tableoid select null __proto__ constructor'.split(
  ' ',
);
// The longest name of a column in Postgres, and one more.
const long = [63, 64].map((length) => 'a'.repeat(length));

it.each([...names, ...long])('a field answers under the name %s', async (name) => {
  const aliased = `{ ${name}: claims(first: 2) { ${name}: edges { ${name}: node { ${name}: id } } totalCount } }`;
  const plain = await server.run('{ claims(first: 2) { edges { node { id } } totalCount } }');
  const { data, errors } = await server.run(aliased);
  expect(errors).toBeUndefined();
  const renamed = JSON.stringify(plain.data).replaceAll(/"(claims|edges|node|id)":/g, `"${name}":`);
  expect(JSON.stringify(data)).toBe(renamed);
});
