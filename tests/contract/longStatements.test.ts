import { expect, it } from '@jest/globals';
import { loadSchema } from '../../src/server/index.js';
import { byResolvers } from '../support/resolvers.js';
import { startTestServer } from '../support/server.js';
import { seeds } from '../support/seeds.js';

const server = await startTestServer({ template: seeds });

const page = '(first: 1) { totalCount pageInfo { hasNextPage } edges { cursor node { __typename } } }';
const lists = 'names roles mentions articles published outlets claims claimsMade claimsAbout participations events'
  .split(' ')
  .map((list) => `${list}${page}`)
  .join(' ');

it('a query of usual length is answered by one statement', async () => {
  await server.run(`{ actors(first: 2) { nodes { ${lists} } } }`);
  expect(server.statements).toBe(1);
});

it('what would be a very long statement is answered in parts', async () => {
  const document = `{ actors(first: 2) { nodes { ${lists} family { ${lists} family { ${lists} } } } } }`;
  const { data } = await byResolvers(loadSchema(), server.database, server.viewer, document);
  expect((await server.run(document)).data).toEqual(data);
  expect(server.statements).toBeGreaterThan(1);
});
