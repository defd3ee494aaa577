import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.stop());

describe('GraphQL over HTTP', () => {
  for (const audit of serverAudits({ url: () => server.graphql })) {
    it(`${audit.id} ${audit.name}`, async () => {
      const { status, ...details } = await audit.fn();
      expect({ status, reason: 'reason' in details ? details.reason : undefined }).toEqual({ status: 'ok' });
    });
  }
});
