import { Agent, request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { ask } from '../support/http.js';
import { startTinyServer } from '../support/tinyServer.js';

/** A field that is answered when the test says so. */
function gate() {
  let open = (_answer: string): void => undefined;
  let reached = (): void => undefined;
  const answer = new Promise<string>((resolve) => (open = resolve));
  const entered = new Promise<void>((resolve) => (reached = resolve));
  const wait = () => {
    reached();
    return answer;
  };
  return { open: (text: string) => open(text), entered, wait };
}

describe('stopping', () => {
  it('answers the request in flight, on a connection that would have been kept, and takes no new one', async () => {
    const { open, entered, wait } = gate();
    const server = await startTinyServer({ wait });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answer = post(server.graphql, '{"query":"{wait}"}', agent);
    await entered;
    const stopped = server.stop();
    await expect(ask(server.graphql, '{echo}')).rejects.toThrow('fetch failed');
    open('done');
    expect(await answer).toEqual({ status: 200, connection: 'close', body: { data: { wait: 'done' } } });
    await stopped;
    agent.destroy();
  });

  it('does not wait for connections without a request', async () => {
    const server = await startTinyServer({ shutdownGraceMs: 60_000 });
    await ask(server.graphql, '{echo}');
    await server.stop();
  });

  it('gives up on a request that takes longer than the grace period', async () => {
    const { open, entered, wait } = gate();
    const server = await startTinyServer({ wait, shutdownGraceMs: 50 });
    const answer = ask(server.graphql, '{wait}');
    answer.catch(() => undefined);
    await entered;
    await server.stop();
    await expect(answer).rejects.toThrow('fetch failed');
    open('too late');
  });

  it('may be asked for twice', async () => {
    const server = await startTinyServer();
    await Promise.all([server.stop(), server.stop()]);
  });
});

interface Posted {
  status: number | undefined;
  connection: string | undefined;
  body: unknown;
}

const post = (url: string, body: string, agent: Agent) =>
  new Promise<Posted>((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode, connection: response.headers.connection, body: JSON.parse(text) }),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
