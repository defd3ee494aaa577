import { describe, expect, it } from '@jest/globals';
import { startTinyServer } from '../support/tinyServer.js';

async function stateOf(ping: () => Promise<unknown>) {
  const server = await startTinyServer({ ping });
  const [live, ready] = await Promise.all(['live', 'ready'].map((name) => fetch(`${server.url}/health/${name}`)));
  const state = { live: live?.status, ready: ready?.status, body: await ready?.json() };
  await server.stop();
  return state;
}

describe('health', () => {
  it('is ready while the database answers', async () => {
    expect(await stateOf(async () => 1)).toEqual({ live: 200, ready: 200, body: { status: 'ok' } });
  });

  it('lives but is not ready while the database refuses', async () => {
    const state = await stateOf(() => Promise.reject(new Error('refused')));
    expect(state).toEqual({ live: 200, ready: 503, body: { status: 'database unreachable' } });
  });

  it('is not ready when the database does not answer in time', async () => {
    expect(await stateOf(() => new Promise(() => undefined))).toMatchObject({ live: 200, ready: 503 });
  });
});
