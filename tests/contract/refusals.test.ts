import { beforeAll, describe, expect, it } from '@jest/globals';
import { createApollo, createContext, loadSchema } from '../../src/server/index.js';
import { silentLog } from '../support/database.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { usualLimits } from '../support/tinyServer.js';

const apollo = createApollo({ schema: loadSchema(), limits: usualLimits, log: silentLog });

let server: TestServer;
let claim: string;
let event: string;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
  const { data } = await server.run('{ claims(first: 1) { nodes { id } } events(first: 1) { nodes { id } } }');
  const { claims, events } = data as Record<'claims' | 'events', { nodes: { id: string }[] }>;
  [claim, event] = [claims.nodes[0]!.id, events.nodes[0]!.id];
  // Every view is beyond its bound.
  await server.database.query(`create or replace function at_most(found bigint, bound bigint, what text) returns bigint
    language plpgsql immutable parallel safe as $$ begin
      raise exception using errcode = 'SB001', detail = what, hint = $2::text, message = format('%s: more than %s', what, $2);
    end $$`);
});

/** As the resolvers answer, level by level. */
async function byResolvers(query: string, variables: Record<string, unknown>): Promise<object> {
  const contextValue = createContext(server.database.pool, server.viewer);
  Reflect.deleteProperty(contextValue, 'compile');
  const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('more than one answer');
  const { data, errors } = JSON.parse(JSON.stringify(body.singleResult)) as Record<'data' | 'errors', unknown>;
  return { data, errors };
}

async function asked(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await server.run(query, variables);
  const { statements } = server;
  expect({ data, errors }).toEqual(await byResolvers(query, variables));
  return { data, errors, statements };
}

describe('a refused view', () => {
  it.each<[what: string, query: () => string, path: readonly string[]]>([
    ['of a list', () => '{ claims { facets(by: SPEECH_ACT) { total } } }', ['claims', 'facets']],
    [
      'with other fields of it',
      () => `{ claims(first: 2) { totalCount nodes { id }
        facets(by: SPEECH_ACT) { total } } }`,
      ['claims', 'facets'],
    ],
    [
      'under other names',
      () => '{ __typename all: events { kinds: timeline(interval: YEAR) { total } } }',
      ['all', 'kinds'],
    ],
    ['of ties', () => '{ articles { coMentionNetwork { tieCount } } }', ['articles', 'coMentionNetwork']],
    ['of rows', () => '{ claims { quantityTotals { __typename } } }', ['claims', 'quantityTotals']],
    ['of the root', () => '{ relationNetwork { tieCount } }', ['relationNetwork']],
    [
      'of a list of a record',
      () => `{ event(id: "${event}") { title claims { unnamedSources { claimCount } } } }`,
      ['event', 'claims', 'unnamedSources'],
    ],
    [
      'of a record',
      () => `{ claim(id: "${claim}") { corroboration { clusters { __typename } } } }`,
      ['claim', 'corroboration'],
    ],
    [
      'in a fragment twice',
      () => `{ claims { ...Acts ...Acts } claims { totalCount ...Acts } }
        fragment Acts on ClaimConnection { facets(by: SPEECH_ACT) { bucketCount } }`,
      ['claims', 'facets'],
    ],
  ])('%s is read once, and answered as by the resolvers', async (_what, query, path) => {
    const { errors, statements } = await asked(query());
    expect(errors).toMatchObject([{ path, extensions: { code: 'QUERY_LIMIT_EXCEEDED' } }]);
    expect(statements).toBe(1);
  });

  it('is answered as by the resolvers, whatever variables include', async () => {
    const query = `query ($all: Boolean = false) {
      claims { facets(by: SPEECH_ACT) { total } ... @include(if: $all) { more: facets(by: POLARITY) { total } } } }`;
    const { statements } = await asked(query);
    expect(statements).toBe(1);
    await asked(query, { all: false });
    expect((await server.run(query, { all: true })).errors).not.toHaveLength(0);
  });

  it('takes nothing from other fields of the root', async () => {
    const { data } = await asked('{ claims { facets(by: POLARITY) { total } } events(first: 0) { totalCount } }');
    expect(data).toMatchObject({ claims: null, events: { totalCount: expect.any(Number) } });
  });

  it('of one of many records is told with its place', async () => {
    const { errors } = await asked('{ events(first: 1) { nodes { claims { facets(by: POLARITY) { total } } } } }');
    expect(errors).toMatchObject([{ path: ['events', 'nodes', 0, 'claims', 'facets'] }]);
  });
});

it('an unknown token is read once, and refused as by the resolvers', async () => {
  const { data } = await server.run('{ changes(first: 1) { next } }');
  const { next } = (data as { changes: { next: string } }).changes;
  const unknown = Buffer.from(next, 'base64url')
    .toString()
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '00000000-0000-4000-8000-000000000000');
  const query = 'query ($since: String) { changes(since: $since) { next } }';
  const { errors, statements } = await asked(query, { since: Buffer.from(unknown).toString('base64url') });
  expect(errors).toMatchObject([{ path: ['changes'], extensions: { code: 'INVALID_CURSOR', argument: 'since' } }]);
  expect(statements).toBe(1);
});
