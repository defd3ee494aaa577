import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadSchema } from '../../src/server/index.js';
import { onCleanup } from '../support/cleanup.js';
import { byResolvers } from '../support/resolvers.js';
import { startTestServer, type TestServer } from '../support/server.js';

const schema = loadSchema();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await holdEveryConnection(server);
});

/** Until the end of the file, and without the patience that a pool has for clients. */
async function holdEveryConnection({ database: { pool } }: TestServer) {
  const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  onCleanup(async () => held.forEach((client) => client.release()));
  pool.options.connectionTimeoutMillis = 20;
}

describe('while no database connection is free', () => {
  it.each([
    '{ claims { totalCount } }',
    '{ __typename kind: __typename claims { totalCount } other: actors { totalCount } }',
    '{ claims { totalCount } nodes(ids: ["claim_00000000000000000000000000000000"]) { id } }',
  ])('%s is answered as by the resolvers', async (document) => {
    const { data } = await byResolvers(schema, server.database, server.viewer, document);
    expect((await server.run(document)).data).toEqual(data);
  });

  it('every root field that reads records has an error with code TIMEOUT', async () => {
    const { errors } = await server.run('{ __typename claims { totalCount } mine: actors { totalCount } }');
    const message = 'The server is busy: no database connection was free in time.';
    expect(errors).toEqual([
      { message, path: ['claims'], extensions: { code: 'TIMEOUT' } },
      { message, path: ['mine'], extensions: { code: 'TIMEOUT' } },
    ]);
  });

  it('the schema can be read', async () => {
    const { data } = await server.run('{ __typename __schema { queryType { name } } }');
    expect(data).toEqual({ __typename: 'Query', __schema: { queryType: { name: 'Query' } } });
  });
});
