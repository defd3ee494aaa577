import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, send } from '../support/http.js';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

const DESK = 'https://desk.example';

const preflight = (server: TinyServer, origin: string) =>
  fetch(server.graphql, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });

const post = (server: TinyServer, origin: string) =>
  send(server.graphql, { body: JSON.stringify({ query: '{echo(text:"a")}' }), headers: { origin } });

describe('with CORS_ORIGINS', () => {
  let server: TinyServer;
  beforeAll(async () => {
    server = await startTinyServer({ corsOrigins: [DESK, 'http://localhost:5173'] });
  });
  afterAll(() => server.stop());

  it('lets a page of a named origin send JSON and read the answer with its request id and validator', async () => {
    const { status, headers } = await preflight(server, DESK);
    const answer = await post(server, DESK);

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(DESK);
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
    expect(answer.data).toEqual({ echo: 'a' });
    expect(answer.headers.get('access-control-allow-origin')).toBe(DESK);
    expect(answer.headers.get('access-control-expose-headers')).toBe('x-request-id, etag');
  });

  it.each(['https://other.example', 'https://desk.example.evil.example', 'http://desk.example', 'null'])(
    'tells a page of %s nothing',
    async (origin) => {
      expect((await preflight(server, origin)).headers.has('access-control-allow-origin')).toBe(false);
      expect((await post(server, origin)).headers.has('access-control-allow-origin')).toBe(false);
    },
  );

  it('never lets a browser send cookies along', async () => {
    expect((await preflight(server, DESK)).headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('tells caches that the answer depends on the origin', async () => {
    expect((await ask(server.graphql, '{echo}')).headers.get('vary')).toMatch(/\borigin\b/i);
  });

  it('still refuses a request that a browser would send without asking first', async () => {
    const { status } = await send(server.graphql, {
      body: '{"query":"{echo}"}',
      headers: { origin: DESK, 'content-type': 'text/plain' },
    });

    expect(status).toBe(415);
  });

  it('lets the page read why a request was refused', async () => {
    const { status, headers } = await send(server.graphql, { body: 'no JSON', headers: { origin: DESK } });

    expect(status).toBe(400);
    expect(headers.get('access-control-allow-origin')).toBe(DESK);
  });
});

describe('without CORS_ORIGINS', () => {
  it('answers no preflight and names no origin', async () => {
    const server = await startTinyServer();

    expect((await preflight(server, DESK)).status).toBe(405);
    expect((await post(server, DESK)).headers.has('access-control-allow-origin')).toBe(false);
    await server.stop();
  });
});
