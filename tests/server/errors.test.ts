import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '../../src/lib/errors.js';
import { ask } from '../support/http.js';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

const failures: Record<string, () => unknown> = {
  domain: () => new DomainError('CONFLICT', 'Claim c1 is RETRACTED.', { claimId: 'c1' }),
  timeout: () => Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
  encoding: () => Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code: '22021' }),
  database: () => Object.assign(new Error('relation "secret_table" does not exist'), { code: '42P01' }),
  bug: () => new TypeError("Cannot read properties of undefined (reading 'secret')"),
  text: () => 'secret text',
};

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer({ failure: (how) => failures[how]?.() });
});
afterAll(() => server.stop());

const fail = (how: string) => ask(server.graphql, `{fail(how:"${how}")}`);

describe('an error of a resolver', () => {
  it('keeps code, message and details when it was meant for the client', async () => {
    expect((await fail('domain')).errors).toEqual([
      {
        message: 'Claim c1 is RETRACTED.',
        locations: [{ line: 1, column: 2 }],
        path: ['fail'],
        extensions: { code: 'CONFLICT', claimId: 'c1' },
      },
    ]);
  });

  it('is TIMEOUT when Postgres cancelled the statement', async () => {
    expect((await fail('timeout')).errors).toMatchObject([
      { message: 'The query took longer than the server allows.', extensions: { code: 'TIMEOUT' } },
    ]);
  });

  it('is BAD_USER_INPUT when Postgres cannot store a text', async () => {
    expect((await fail('encoding')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each(['database', 'bug', 'text'])(
    'tells nothing but a request id when it is a fault of ours (%s)',
    async (how) => {
      const { errors, text, headers } = await fail(how);
      const requestId = headers.get('x-request-id');
      expect(errors).toEqual([
        {
          message: 'Internal server error',
          locations: [{ line: 1, column: 2 }],
          path: ['fail'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        },
      ]);
      expect(text).not.toContain('secret');
    },
  );

  it('is logged with its stack under the same id', async () => {
    const { headers } = await fail('bug');
    const requestId = headers.get('x-request-id');
    const line = server.log.find((entry) => entry['requestId'] === requestId && entry['level'] === 'error');
    expect(line).toMatchObject({
      msg: 'a request failed',
      path: ['fail'],
      err: { stack: expect.stringContaining('errors.test') },
    });
  });

  it('does not take the rest of the answer away', async () => {
    const { status, data, errors } = await ask(server.graphql, '{fail(how:"bug") echo(text:"still here")}');
    expect({ status, data }).toEqual({ status: 200, data: { fail: null, echo: 'still here' } });
    expect(errors).toHaveLength(1);
  });
});

describe('the mode of Node', () => {
  it.each(['development', 'production', 'test'])('makes no difference to what an error tells (%s)', async (mode) => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = mode;
    const other = await startTinyServer({ failure: (how) => failures[how]?.() });
    process.env['NODE_ENV'] = before;
    const { errors, text } = await ask(other.graphql, '{fail(how:"bug")}');
    await other.stop();
    expect(Object.keys(errors?.[0]?.extensions ?? {})).toEqual(['code', 'requestId']);
    expect(text).not.toMatch(/stack|secret/);
  });
});
