import { subscribe } from 'node:diagnostics_channel';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { packageRoot } from '../../src/config.js';
import { readExamples } from '../../src/server/graphiql/examples.js';
import { send } from '../support/http.js';
import { settled } from '../support/mirror.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, usualRights, type TestServer } from '../support/server.js';

const TYPES = ['application/json', 'application/graphql-response+json', '*/*'];
const EVENTS = 'query Newest($first: Int = 2) { events(first: $first) { totalCount nodes { title } } }';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
  await settled(server.database);
});

const post = async (body: object, sent: Record<string, string> = {}, to: TestServer = server) => {
  const answer = await send(to.graphql, { body: JSON.stringify(body), headers: sent });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name)));
  return { status: answer.status, text: answer.text, headers };
};

/** Requests that went on to Apollo Server, counted by the events of Fastify. */
let handled = 0;
subscribe('tracing:fastify.request.handler:start', () => (handled += 1));
beforeEach(() => {
  handled = 0;
});

const anEvent = (key: string) =>
  `insert into event (id, key, title, type, status) values (md5('${key}')::uuid, '${key}', 'Aaa ${key}', 'AID', 'OCCURRED')`;

const MB = 2 ** 20;

/** Memory that is in use, without garbage. */
function used(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('what is asked again', () => {
  it.each<[what: string, variables: (text: string) => object]>([
    ['that the operation has', (key) => ({ key })],
    ['that it does not have', (other) => ({ key: 'one', other })],
  ])(
    'takes little memory, whatever is sent for variables %s',
    async (_what, variables) => {
      const query = 'query ($key: String!) { claims(first: 0, filter: { key: { eq: $key } }) { totalCount } }';
      const ask = async (time: number) => {
        const { text } = await post({ query, variables: variables(`${time}`.padEnd(90_000, '-')) });
        expect(text).toBe('{"data":{"claims":{"totalCount":0}}}\n');
      };
      for (let time = 0; time < 20; time += 1) await ask(time);
      const before = used();

      for (let time = 20; time < 520; time += 1) await ask(time);

      expect(used() - before).toBeLessThan(25 * MB);
    },
    120_000,
  );

  it.each(readExamples(join(packageRoot, 'docs/examples')).map((example) => ({ ...example, example })))(
    '$name: has the same answer, byte for byte, and the same headers',
    async ({ example: { document: query, variables } }) => {
      const body = { query, variables: JSON.parse(variables || '{}') as object };
      for (const accept of TYPES) {
        const first = await post(body, { accept });
        expect(first.status).toBe(200);
        expect(await post(body, { accept })).toEqual(first);
        expect(server.statements).toBe(1);
      }
      expect(handled).toBe(TYPES.length);
    },
  );

  it('has what was written meanwhile', async () => {
    const { text: before } = await post({ query: EVENTS });
    expect((await post({ query: EVENTS })).text).toBe(before);
    await server.database.query(anEvent('meanwhile'));
    expect((await post({ query: EVENTS })).text).not.toBe(before);
  });

  it.each<[what: string, body: object]>([
    ['variables', { query: EVENTS, variables: { first: 1 } }],
    ['document', { query: EVENTS.replace('title', 'key: title') }],
    ['operation', { query: `${EVENTS} query Other { events(first: 1) { totalCount } }`, operationName: 'Other' }],
  ])('is something else with another %s', async (_what, body) => {
    const one = await post({ query: EVENTS });
    const other = await post(body);
    expect(other.text).not.toBe(one.text);
    expect(await post(body)).toEqual(other);
    expect(await post({ query: EVENTS })).toEqual(one);
  });

  it('is not what another operation of the document has answered', async () => {
    const query = `${EVENTS} query Other { events(first: 1) { totalCount } }`;
    expect((await post({ query, operationName: 'Other' })).text).toContain('totalCount');
    for (const { text } of [await post({ query }), await post({ query })])
      expect(text).toContain('Must provide operation name if query contains multiple operations.');
  });

  it('is refused again when it was refused', async () => {
    for (const query of ['{', '{ nothing }', '{ events(first: 101) { totalCount } }', 'mutation { x }']) {
      const first = await post({ query });
      expect(JSON.parse(first.text)).toHaveProperty('errors');
      expect((await post({ query })).text).toBe(first.text);
    }
    expect(handled).toBe(8);
  });

  it('is told as a fault of the server when there is one, and answered when it is over', async () => {
    const { text } = await post({ query: EVENTS });
    await server.database.query('alter table event rename to elsewhere');
    const failed = await post({ query: EVENTS });
    await server.database.query('alter table elsewhere rename to event');
    expect(JSON.parse(failed.text)).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect((await post({ query: EVENTS })).text).toBe(text);
  });

  it('is answered with what the viewer may see by now', async () => {
    const query = '{ claims(first: 0) { totalCount } }';
    const changing = await startTestServer({ database: server.database });
    for (let time = 0; time < 2; time += 1)
      expect((await post({ query }, {}, changing)).text).not.toBe('{"data":{"claims":{"totalCount":0}}}\n');
    Object.assign(changing.viewer, { reviewStates: ['DISPUTED'] });
    for (let time = 0; time < 2; time += 1)
      expect((await post({ query }, {}, changing)).text).toBe('{"data":{"claims":{"totalCount":0}}}\n');
  });

  it('is answered to others with what they may see', async () => {
    const query = '{ claims(first: 0) { totalCount } }';
    const strict = await startTestServer({
      database: server.database,
      anonymous: { ...usualRights, reviewStates: ['DISPUTED'] },
    });
    const [all] = await server.database.query<{ n: number }>('select count(*)::int as n from claim');
    for (let time = 0; time < 2; time += 1) {
      expect((await post({ query })).text).toBe(`{"data":{"claims":{"totalCount":${all!.n}}}}\n`);
      expect((await post({ query }, {}, strict)).text).toBe('{"data":{"claims":{"totalCount":0}}}\n');
    }
  });
});
