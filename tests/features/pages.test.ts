import { beforeAll, describe, expect, it } from '@jest/globals';
import { connections } from '../support/connections.js';
import { crowd } from '../support/crowd.js';
import { startTestServer, type TestServer } from '../support/server.js';
import {
  askIn,
  inParent,
  pageFragment,
  pageOf,
  placeWith,
  walk,
  walkLimits,
  type Answered,
  type Page,
  type Place,
} from '../support/walk.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: crowd, limits: walkLimits });
});

const lists = connections.map((connection) => ({ name: connection.name, connection }));

/** The page of these arguments. */
async function pageWith(place: Place, args: string): Promise<Page> {
  const document = `{ ${inParent(place, `list: ${place.connection.field}(${args}) { ...page }`)} } ${pageFragment(place)}`;
  return pageOf((await askIn<{ list: Answered }>(server, place, document)).list);
}

/** Windows between rows that neighbour, are far apart, are the same, and stand the other way round. */
const windows = [
  { after: 1, before: 6 },
  { after: 0, before: 7 },
  { after: 3, before: 4 },
  { after: 3, before: 3 },
  { after: 5, before: 2 },
];

describe.each(lists)('a page of $name', ({ connection }) => {
  let place: Place;
  let all: Page;
  beforeAll(async () => {
    place = await placeWith(server, connection, 8);
    const whole = { size: 100, backward: false, limit: 2 };
    const order = [{ field: connection.orderFields[0]!, direction: 'ASC', nulls: 'LAST' }] as const;
    const [pages] = await walk(server, place, [order], whole);
    all = pages![0]!;
  });

  it.each(windows)('lies between the cursors of rows $after and $before', async ({ after, before }) => {
    const order = `orderBy: [{ field: ${connection.orderFields[0]} }]`;
    const between = `${order}, after: "${all.cursors[after]}", before: "${all.cursors[before]}"`;
    const rows = all.rows.slice(after + 1, Math.max(after + 1, before));
    expect((await pageWith(place, `first: 2, ${between}`)).rows).toEqual(rows.slice(0, 2));
    expect((await pageWith(place, `last: 2, ${between}`)).rows).toEqual(rows.slice(-2));
    expect(await pageWith(place, `first: 100, ${between}`)).toMatchObject({ rows, hasPreviousPage: true });
    expect(await pageWith(place, `last: 100, ${between}`)).toMatchObject({ rows, hasNextPage: true });
  });

  it('is empty with first: 0, and counts the whole list', async () => {
    const { field } = connection;
    const lists = `none: ${field}(first: 0) { totalCount nodes { __typename } pageInfo { endCursor hasNextPage } }
      some: ${field} { totalCount }`;
    const { none, some } = await askIn<{ none: object; some: { totalCount: number } }>(
      server,
      place,
      `{ ${inParent(place, lists)} }`,
    );
    expect(some.totalCount).toBeGreaterThan(7);
    expect(none).toEqual({ ...some, nodes: [], pageInfo: { endCursor: null, hasNextPage: true } });
  });

  it.each([
    { args: 'first: 1, last: 1', code: 'BAD_USER_INPUT', argument: 'last' },
    { args: 'first: -1', code: 'BAD_USER_INPUT', argument: 'first' },
    { args: 'last: -1', code: 'BAD_USER_INPUT', argument: 'last' },
    { args: 'first: 101', code: 'QUERY_LIMIT_EXCEEDED', argument: 'first' },
    { args: 'last: 2147483647', code: 'QUERY_LIMIT_EXCEEDED', argument: 'last' },
  ])('is refused with $args', async ({ args, code, argument }) => {
    const { errors } = await server.run(`{ ${inParent(place, `${connection.field}(${args}) { totalCount }`)} }`);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ extensions: { code, argument } });
    expect(errors?.[0]?.message).toContain(`${argument}: `);
  });
});
