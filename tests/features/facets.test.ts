import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askList, countedLists, facetFields, facetsOf, type Bucket, type Facet } from '../support/counted.js';
import { crowd } from '../support/crowd.js';
import { filters, sourceOf, type Source } from '../support/oracle/filters.js';
import type { Filter } from '../support/oracle/evaluate.js';
import { readWorld } from '../support/oracle/world.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { placeWith, walkLimits, type Place } from '../support/walk.js';

const SEED = 20141210;

let server: TestServer;
let source: Source;
beforeAll(async () => {
  server = await startTestServer({ template: crowd, limits: walkLimits });
  source = sourceOf(await readWorld(server.database));
});

const sum = (buckets: readonly Bucket[]): number => buckets.reduce((total, { count }) => total + count, 0);

const filterOf = ({ filter }: Bucket): Filter => JSON.parse(filter!) as Filter;

const joined = (...parts: readonly Filter[]): Filter => ({ and: parts });

interface Counted {
  readonly totalCount: number;
  readonly facets: Facet;
}

/** Whether `a` stands before `b` as buckets are ordered; equal counts are in the order of values, which differs by kind. */
const inOrder = (buckets: readonly Bucket[]): boolean =>
  buckets.every(
    ({ count, value }, i) =>
      i === 0 ||
      buckets[i - 1]!.count > count ||
      (buckets[i - 1]!.count === count && (value !== null ? buckets[i - 1]!.value !== null : true)),
  );

describe.each(countedLists)('$record', (connection) => {
  let place: Place;
  beforeAll(async () => {
    place = await placeWith(server, connection, 8);
  });

  const totals = async (questions: readonly Filter[]): Promise<number[]> =>
    (
      await askList<{ totalCount: number }>(
        server,
        place,
        questions.map((filter) => ({ filter, ask: 'totalCount' })),
      )
    ).map(({ totalCount }) => totalCount);

  const counted = async (by: string, limit: number, filter: Filter = {}): Promise<Counted> =>
    (
      await askList<Counted>(server, place, [
        { filter, ask: `totalCount facets(by: ${by}, limit: ${limit}) { ${facetFields} }` },
      ])
    )[0]!;

  it.each(facetsOf(connection))('by %s: buckets are what their filters find, and add up', async (by) => {
    const { totalCount, facets } = await counted(by, 100);
    expect(facets.total).toBe(totalCount);
    expect(facets.bucketCount).toBe(facets.buckets.length);
    expect(facets.other).toBe(0);
    expect(new Set(facets.buckets.map(({ value }) => value)).size).toBe(facets.buckets.length);
    expect(inOrder(facets.buckets)).toBe(true);
    for (const { value, label, record } of facets.buckets) {
      expect(label === null).toBe(value === null);
      expect(record?.id ?? value).toBe(value);
    }
    if (!facets.multiple) expect(sum(facets.buckets)).toBe(totalCount);
    const told = facets.buckets.filter(({ filter }) => filter !== null);
    expect(told.length).toBeGreaterThanOrEqual(facets.buckets.length - 1);
    expect(await totals(told.map(filterOf))).toEqual(told.map(({ count }) => count));
  });

  it.each(facetsOf(connection))('by %s: what the largest leave out is other', async (by) => {
    const { facets: all } = await counted(by, 100);
    for (const limit of [0, 1, 2]) {
      const { totalCount, facets } = await counted(by, limit);
      expect(facets.buckets).toEqual(all.buckets.slice(0, limit));
      expect(facets.bucketCount).toBe(all.bucketCount);
      if (!facets.multiple) expect(sum(facets.buckets) + facets.other).toBe(totalCount);
      else if (facets.buckets.every(({ filter }) => filter !== null))
        expect([facets.other]).toEqual(await totals([{ not: { or: facets.buckets.map(filterOf) } }]));
    }
  });

  it('agrees with the total under generated filters, as do its buckets', async () => {
    const asked = fc.record({
      filter: filters(source, connection.filter, 2),
      by: fc.constantFrom(...facetsOf(connection)),
      limit: fc.integer({ min: 0, max: 4 }),
    });
    const agrees = fc.asyncProperty(asked, async ({ filter, by, limit }) => {
      const { totalCount, facets } = await counted(by, limit, filter);
      expect(facets.total).toBe(totalCount);
      if (!facets.multiple) expect(sum(facets.buckets) + facets.other).toBe(totalCount);
      const told = facets.buckets.filter((bucket) => bucket.filter !== null);
      const found = await totals(told.map((bucket) => joined(filter, filterOf(bucket))));
      expect(found).toEqual(told.map(({ count }) => count));
    });
    await fc.assert(agrees, { seed: SEED, numRuns: 15 });
  });
});
