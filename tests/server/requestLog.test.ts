import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, send } from '../support/http.js';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.stop());

const lineOf = (headers: Headers) =>
  server.log.find(({ requestId, msg }) => msg === 'request' && requestId === headers.get('x-request-id'));

describe('the log', () => {
  it('has one line per request with operation, time, statements and cost', async () => {
    const { headers } = await ask(server.graphql, 'query Everything{claims(first:3){nodes{id}}}');
    expect(lineOf(headers)).toMatchObject({
      level: 'info',
      operation: 'Everything',
      kind: 'query',
      statements: 0,
      cost: 4,
      method: 'POST',
      route: '/graphql',
      status: 200,
      ms: expect.any(Number),
    });
  });

  it('names the codes of the errors that were answered', async () => {
    const { headers } = await ask(server.graphql, '{nothing}');
    expect(lineOf(headers)).toMatchObject({ status: 400, errors: ['GRAPHQL_VALIDATION_FAILED'] });
  });

  it('names the refusals that happen before GraphQL', async () => {
    const { headers } = await send(server.graphql, { body: '{' });
    expect(lineOf(headers)).toMatchObject({ status: 400, errors: ['BAD_USER_INPUT'] });
  });

  it('never holds the document or its variables', async () => {
    await ask(server.graphql, 'query($t:String){echo(text:$t)}', { t: 'a secret' });
    expect(JSON.stringify(server.log)).not.toContain('a secret');
  });

  it('names an export that there is, and none that somebody asks for', async () => {
    const known = await fetch(`${server.url}/export/claims.csv?nothing=1`);
    const unknown = await fetch(`${server.url}/export/a secret.csv`);
    expect(lineOf(known.headers)).toMatchObject({
      kind: 'export',
      operation: 'claims.csv',
      errors: ['BAD_USER_INPUT'],
    });
    expect(lineOf(unknown.headers)).toMatchObject({ kind: 'export', errors: ['NOT_FOUND'] });
    expect(JSON.stringify(server.log)).not.toContain('secret.csv');
  });

  it('keeps the request id of a proxy', async () => {
    const { headers } = await send(server.graphql, {
      body: '{"query":"{echo}"}',
      headers: { 'x-request-id': 'proxy-1' },
    });
    expect(headers.get('x-request-id')).toBe('proxy-1');
    expect(lineOf(headers)).toBeDefined();
  });

  it.each(['a b', 'x'.repeat(65), '"quoted"'])('makes an id of its own in place of %s', async (given) => {
    const { headers } = await send(server.graphql, { body: '{"query":"{echo}"}', headers: { 'x-request-id': given } });
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{10,36}$/);
  });
});
