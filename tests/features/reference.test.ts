import { beforeAll, describe, expect, it } from '@jest/globals';
import { crowd } from '../support/crowd.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let ids: readonly string[];
beforeAll(async () => {
  server = await startTestServer({ template: crowd });
  const rows = await server.database.query<{ id: string }>(
    `select 'event_' || replace(event_id::text, '-', '') as id from claim where event_id is not null and review_state <> 'DRAFT'
     group by event_id order by count(*) desc, event_id limit 2`,
  );
  ids = rows.map(({ id }) => id);
});

const total = async (filter: object) => {
  const query = 'query ($filter: ClaimFilter!) { claims(first: 0, filter: $filter) { totalCount } }';
  const { data, errors } = await server.run(query, { filter });
  expect(errors).toBeUndefined();
  return (data as { claims: { totalCount: number } }).claims.totalCount;
};

/** Conditions on the id of an event; `ids` are filled in when the rows are there. */
const tests = [
  ['eq', () => ({ eq: ids[0] })],
  ['in', () => ({ in: ids })],
  ['in none', () => ({ in: [] })],
  ['eq and in', () => ({ eq: ids[0], in: [ids[1]] })],
  ['neq', () => ({ neq: ids[0] })],
  ['notIn', () => ({ notIn: ids })],
  ['eq and neq', () => ({ eq: ids[0], neq: ids[1] })],
  ['no condition', () => ({})],
] as const;

describe('a filter on the event of a claim', () => {
  it.each(tests)('that asks for ids alone finds what it finds among other conditions: %s', async (_name, test) => {
    const alone = { event: { id: test() } };
    const among = { event: { and: [{ id: test() }, { claimCount: { gte: 0 } }] } };
    const elsewhere = { claimCount: { gte: 0 }, id: test() };

    const found = await total(alone);
    expect([await total(among), await total({ event: elsewhere })]).toEqual([found, found]);
    const [all, others] = [await total({}), await total({ not: alone })];
    expect(others).toBe(all - found);
  });

  it('finds something, and not the claims without an event', async () => {
    const [one, both, other, any] = await Promise.all([
      total({ event: { id: { eq: ids[0] } } }),
      total({ event: { id: { in: ids } } }),
      total({ event: { id: { neq: ids[0] } } }),
      total({ event: { id: {} } }),
    ]);
    expect(one).toBeGreaterThan(0);
    expect(both).toBeGreaterThan(one);
    expect(any).toBe(one + other);
    expect(any).toBeLessThan(await total({}));
  });
});
