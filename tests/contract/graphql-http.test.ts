import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestServer } from '../support/server.js';
import { startTinyServer } from '../support/tinyServer.js';

const targets = [
  { name: 'a small schema', start: startTinyServer },
  { name: 'the real schema', start: startTestServer },
];

describe.each(targets)('GraphQL over HTTP with $name', ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  for (const audit of serverAudits({ url: () => server.graphql })) {
    it(`${audit.id} ${audit.name}`, async () => {
      const { status, ...details } = await audit.fn();
      expect({ status, reason: 'reason' in details ? details.reason : undefined }).toEqual({ status: 'ok' });
    });
  }
});
