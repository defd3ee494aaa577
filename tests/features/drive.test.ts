import { beforeAll, describe, expect, it } from '@jest/globals';
import { crowd } from '../support/crowd.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Conditions that a list of claims can be read along, as the filter says them. */
const parts = ['speaker', 'intermediary', 'outlet', 'subject', 'object'] as const;
const dates = ['{ during: "1900/2100", within: POSSIBLY }', '{ during: "1990/2030" }', '{ isNull: false }', null];
const orders = ['ASSERTED_EARLIEST', 'ASSERTED_LATEST', 'PUBLISHED_EARLIEST', 'READING_ORDER', 'LINK_COUNT'];
const directions = ['ASC', 'DESC'];
const nulls = ['FIRST', 'LAST'];

interface List {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: crowd, limits: { aliases: 1000, rootFields: 1000, cost: 1_000_000 } });
});

async function lists(calls: readonly string[]): Promise<List[]> {
  const fields = calls.map(
    (call, i) =>
      `l${i}: claims(${call}) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } }`,
  );
  const { data, errors } = await server.run(`{ ${fields.join('\n')} }`);
  expect(errors).toBeUndefined();
  return calls.map((_, i) => (data as Record<string, List>)[`l${i}`]!);
}

const idsOf = ({ edges }: List) => edges.map(({ node }) => node.id);

/** The actor with most claims in the part. */
async function busiest(part: string): Promise<string> {
  const [row] = await server.database.query<{ id: string }>(
    `select 'actor_' || replace(actor_id::text, '-', '') as id from claim_part where part = $1
     group by actor_id order by count(*) desc, actor_id limit 1`,
    [part.toUpperCase()],
  );
  return row!.id;
}

const orderBys = orders.flatMap((field) =>
  directions.flatMap((direction) =>
    nulls.map((nulls) => `orderBy: [{ field: ${field}, direction: ${direction}, nulls: ${nulls} }]`),
  ),
);

describe.each(parts)('claims of one %s', (part) => {
  it.each(dates)('with asserted %s are the same, read along the actor or not', async (date) => {
    const actor = `${part}: { id: { eq: "${await busiest(part)}" } }`;
    const dated = date === null ? '' : `asserted: ${date}`;
    const along = `filter: { ${actor} ${dated} }`;
    const plain = `filter: { and: [{ ${actor} ${dated} }] }`;
    const expected = await lists(orderBys.map((orderBy) => `first: 100, ${plain}, ${orderBy}`));
    const found = await lists(orderBys.map((orderBy) => `first: 100, ${along}, ${orderBy}`));
    expect(found).toEqual(expected);
    expect(idsOf(found[0]!).length).toBeGreaterThan(2);

    const third = found.map(({ edges }) => edges[2]!.cursor);
    const after = await lists(orderBys.map((orderBy, i) => `first: 3, after: "${third[i]}", ${along}, ${orderBy}`));
    const before = await lists(orderBys.map((orderBy, i) => `last: 1, before: "${third[i]}", ${along}, ${orderBy}`));
    expect(after.map(idsOf)).toEqual(expected.map((list) => idsOf(list).slice(3, 6)));
    expect(before.map(idsOf)).toEqual(expected.map((list) => idsOf(list).slice(1, 2)));
  });
});

describe('a cursor of a row without a date', () => {
  it.each(orderBys)('stands before or after all rows that have one: %s', async (orderBy) => {
    const [undated, dated] = await lists([
      `first: 1, filter: { asserted: { isNull: true } }, ${orderBy}`,
      `first: 100, filter: { asserted: { isNull: false } }, ${orderBy}`,
    ]);
    const cursor = undated!.edges[0]!.cursor;
    const [after, before] = await lists([
      `first: 100, after: "${cursor}", filter: { asserted: { isNull: false } }, ${orderBy}`,
      `last: 100, before: "${cursor}", filter: { asserted: { isNull: false } }, ${orderBy}`,
    ]);
    expect([...idsOf(before!), ...idsOf(after!)]).toEqual(idsOf(dated!));
  });
});
