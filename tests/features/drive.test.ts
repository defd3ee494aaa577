import { beforeAll, describe, expect, it } from '@jest/globals';
import { crowd } from '../support/crowd.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** A condition on one actor that a list can be read along, as its filter says it. */
interface Along {
  readonly title: string;
  readonly list: 'claims' | 'events' | 'articles';
  readonly condition: (actor: string) => string;
  /** Rows of the actors that the condition can name. */
  readonly rows: string;
  readonly date: string;
  readonly orders: readonly string[];
}

const claimOrders = ['ASSERTED_EARLIEST', 'ASSERTED_LATEST', 'PUBLISHED_EARLIEST', 'READING_ORDER', 'LINK_COUNT'];

const conditions: readonly Along[] = [
  ...['speaker', 'intermediary', 'outlet', 'subject', 'object'].map((part): Along => ({
    title: `claims of one ${part}`,
    list: 'claims',
    condition: (actor) => `${part}: { id: { eq: "${actor}" } }`,
    rows: `claim_part where part = '${part.toUpperCase()}'`,
    date: 'asserted',
    orders: claimOrders,
  })),
  {
    title: 'events of one participant',
    list: 'events',
    condition: (actor) => `participants: { some: { actor: { id: { eq: "${actor}" } } } }`,
    rows: 'participating_actor',
    date: 'time',
    orders: ['TIME_EARLIEST', 'TIME_LATEST', 'TITLE', 'INDEPENDENT_ORIGIN_COUNT'],
  },
  {
    title: 'articles that mention one actor',
    list: 'articles',
    condition: (actor) => `mentionedActors: { some: { id: { eq: "${actor}" } } }`,
    rows: 'mentioned_actor',
    date: 'published',
    orders: ['PUBLISHED_EARLIEST', 'PUBLISHED_LATEST', 'HEADLINE'],
  },
];
const dates = ['{ during: "1900/2100", within: POSSIBLY }', '{ during: "1990/2030" }', '{ isNull: false }', null];
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

async function lists(list: Along['list'], calls: readonly string[]): Promise<List[]> {
  const fields = calls.map(
    (call, i) =>
      `l${i}: ${list}(${call}) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } }`,
  );
  const { data, errors } = await server.run(`{ ${fields.join('\n')} }`);
  expect(errors).toBeUndefined();
  return calls.map((_, i) => (data as Record<string, List>)[`l${i}`]!);
}

const idsOf = ({ edges }: List) => edges.map(({ node }) => node.id);

/** The actor with most of these rows. */
async function busiest(rows: string): Promise<string> {
  const [row] = await server.database.query<{ id: string }>(
    `select 'actor_' || replace(actor_id::text, '-', '') as id from ${rows} group by actor_id order by count(*) desc, actor_id limit 1`,
  );
  return row!.id;
}

const orderBysOf = (orders: readonly string[]) =>
  orders.flatMap((field) =>
    directions.flatMap((direction) =>
      nulls.map((nulls) => `orderBy: [{ field: ${field}, direction: ${direction}, nulls: ${nulls} }]`),
    ),
  );

describe.each(conditions)('$title', ({ list, condition, rows, date, orders }) => {
  const orderBys = orderBysOf(orders);

  it.each(dates)('with the date %s are the same, read along the actor or not', async (when) => {
    const actor = condition(await busiest(rows));
    const dated = when === null ? '' : `${date}: ${when}`;
    const along = `filter: { ${actor} ${dated} }`;
    const plain = `filter: { and: [{ ${actor} ${dated} }] }`;
    const ask = (calls: (orderBy: string, i: number) => string) => lists(list, orderBys.map(calls));
    const expected = await ask((orderBy) => `first: 100, ${plain}, ${orderBy}`);
    const found = await ask((orderBy) => `first: 100, ${along}, ${orderBy}`);
    expect(found).toEqual(expected);
    expect(idsOf(found[0]!).length).toBeGreaterThan(2);

    const third = found.map(({ edges }) => edges[2]!.cursor);
    const after = await ask((orderBy, i) => `first: 3, after: "${third[i]}", ${along}, ${orderBy}`);
    const before = await ask((orderBy, i) => `last: 1, before: "${third[i]}", ${along}, ${orderBy}`);
    expect(after.map(idsOf)).toEqual(expected.map((list) => idsOf(list).slice(3, 6)));
    expect(before.map(idsOf)).toEqual(expected.map((list) => idsOf(list).slice(1, 2)));
  });
});

describe('a cursor of a row without a date', () => {
  it.each(orderBysOf(claimOrders))('stands before or after all rows that have one: %s', async (orderBy) => {
    const [undated, dated] = await lists('claims', [
      `first: 1, filter: { asserted: { isNull: true } }, ${orderBy}`,
      `first: 100, filter: { asserted: { isNull: false } }, ${orderBy}`,
    ]);
    const cursor = undated!.edges[0]!.cursor;
    const [after, before] = await lists('claims', [
      `first: 100, after: "${cursor}", filter: { asserted: { isNull: false } }, ${orderBy}`,
      `last: 100, before: "${cursor}", filter: { asserted: { isNull: false } }, ${orderBy}`,
    ]);
    expect([...idsOf(before!), ...idsOf(after!)]).toEqual(idsOf(dated!));
  });
});
