import { beforeAll, describe, expect, it } from '@jest/globals';
import { connections, type ConnectionField } from '../support/connections.js';
import { crowd } from '../support/crowd.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { inOrder, placeWith, walk, walkLimits, type Page, type Place, type Term } from '../support/walk.js';

const directions = ['ASC', 'DESC'] as const;
const nullsOrders = ['FIRST', 'LAST'] as const;

/** Every field in both directions with nulls at either end. */
const simpleOrders = ({ orderFields }: ConnectionField): Term[][] =>
  orderFields.flatMap((field) =>
    directions.flatMap((direction) => nullsOrders.map((nulls) => [{ field, direction, nulls }])),
  );

/** Every field in front of the next ones, all the same way and mixed. */
function composedOrders({ orderFields }: ConnectionField): Term[][] {
  const mixes: [Term['direction'], Term['nulls']][][] = [
    [
      ['ASC', 'LAST'],
      ['ASC', 'LAST'],
      ['ASC', 'FIRST'],
    ],
    [
      ['DESC', 'FIRST'],
      ['ASC', 'FIRST'],
      ['DESC', 'LAST'],
    ],
    [
      ['ASC', 'FIRST'],
      ['DESC', 'LAST'],
      ['DESC', 'FIRST'],
    ],
  ];
  return orderFields.flatMap((_, start) =>
    [2, 3]
      .filter((length) => length <= orderFields.length)
      .flatMap((length) =>
        mixes.map((mix) =>
          mix.slice(0, length).map(([direction, nulls], place) => {
            const field = orderFields[(start + place) % orderFields.length]!;
            return { field, direction, nulls };
          }),
        ),
      ),
  );
}

/** The pages that a list has to be met in, the first met first. */
function pagesOf(rows: readonly string[], size: number, backward: boolean): Omit<Page, 'cursors'>[] {
  const pages = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => {
    const [from, to] = backward
      ? [Math.max(0, rows.length - (index + 1) * size), rows.length - index * size]
      : [index * size, Math.min(rows.length, (index + 1) * size)];
    return { rows: rows.slice(from, to), hasNextPage: to < rows.length, hasPreviousPage: from > 0 };
  });
  return pages;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: crowd, limits: walkLimits });
});

/** Walks the list in all these orders with one page size and compares every page. */
async function expectExactWalk(
  place: Place & { readonly total: number },
  orders: readonly Term[][],
  size: number,
  backward: boolean,
): Promise<void> {
  const limit = Math.ceil(place.total / size) + 1;
  const walks = await walk(server, place, orders, { size, backward, limit });
  const rows = new Set(walks.flat().flatMap((page) => page.rows));
  expect(rows.size).toBe(place.total);
  for (const [index, pages] of walks.entries()) {
    const list = (await inOrder(server, place, orders[index]!)).filter((row) => rows.has(row));
    const met = pages.map(({ rows, hasNextPage, hasPreviousPage }) => ({ rows, hasNextPage, hasPreviousPage }));
    expect({ order: orders[index], met }).toEqual({ order: orders[index], met: pagesOf(list, size, backward) });
  }
}

describe.each(connections.map((connection) => ({ name: connection.name, connection })))('$name', ({ connection }) => {
  let place: Place & { readonly total: number };
  beforeAll(async () => {
    place = await placeWith(server, connection, 8);
  });

  it.each([1, 2, 7, 100])('gives every row once in every order of one field, both ways, by %i', async (size) => {
    await expectExactWalk(place, simpleOrders(connection), size, false);
    await expectExactWalk(place, simpleOrders(connection), size, true);
  });

  if (connection.orderFields.length > 1)
    it('does so in orders of two and three fields', async () => {
      await expectExactWalk(place, composedOrders(connection), 2, false);
      await expectExactWalk(place, composedOrders(connection), 3, true);
    });
});
