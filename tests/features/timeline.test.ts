import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  askList,
  countedLists,
  datedFields,
  datesOf,
  facetsOf,
  timelineFields,
  type Step,
  type Sums,
  type Timeline,
} from '../support/counted.js';
import { crowd } from '../support/crowd.js';
import { filters, sourceOf, type Source } from '../support/oracle/filters.js';
import type { Filter } from '../support/oracle/evaluate.js';
import { readWorld } from '../support/oracle/world.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { placeWith, walkLimits, type Place } from '../support/walk.js';

const SEED = 20141210;
const intervals = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;

let server: TestServer;
let source: Source;
beforeAll(async () => {
  server = await startTestServer({ template: crowd, limits: walkLimits });
  source = sourceOf(await readWorld(server.database));
});

interface Counted {
  readonly totalCount: number;
  readonly timeline: Timeline;
}

/** Every row stands in one place of the line, and steps follow each other without gaps. */
function expectSound(line: Sums): void {
  expect(line.undated + line.before + line.after + line.certainly + line.imprecise).toBe(line.total);
  expect(line.steps.reduce((sum, { certainly }) => sum + certainly, 0)).toBe(line.certainly);
  const most = Math.max(0, ...line.steps.map((step) => step.possibly - step.certainly));
  expect(most).toBeLessThanOrEqual(line.imprecise);
  const uncertain = line.steps.reduce((sum, step) => sum + step.possibly - step.certainly, 0);
  if (line.steps.length > 0) expect(uncertain).toBeGreaterThanOrEqual(line.imprecise);
  for (const [i, step] of line.steps.entries()) {
    expect(step.possibly).toBeGreaterThanOrEqual(step.certainly);
    if (i > 0) expect(step.firstDay).toBe(dayAfter(line.steps[i - 1]!.lastDay));
  }
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

describe.each(countedLists)('$record', (connection) => {
  let place: Place;
  beforeAll(async () => {
    place = await placeWith(server, connection, 8);
  });

  const counted = async (call: string, filter: Filter = {}): Promise<Counted> =>
    (
      await askList<Counted>(server, place, [{ filter, ask: `totalCount timeline(${call}) { ${timelineFields} }` }])
    )[0]!;

  it.each(datesOf(connection))('by %s: everything adds up to the total', async (by) => {
    for (const interval of ['MONTH', 'QUARTER', 'YEAR'] as const) {
      const { totalCount, timeline } = await counted(`by: ${by}, interval: ${interval}`);
      expect(timeline).toMatchObject({ total: totalCount, before: 0, after: 0, series: [], other: null });
      expectSound(timeline);
    }
    for (const interval of intervals) {
      const { totalCount, timeline } = await counted(
        `by: ${by}, interval: ${interval}, from: "2014-12-09", to: "2015-03-02"`,
      );
      expect(timeline.total).toBe(totalCount);
      expect(timeline.steps[0]!.firstDay <= '2014-12-09').toBe(true);
      expect(timeline.steps.at(-1)!.lastDay >= '2015-03-02').toBe(true);
      expectSound(timeline);
    }
  });

  const dated = datedFields(connection).filter((field) => datesOf(connection).includes(field.toUpperCase()));
  const itEach = dated.length > 0 ? it.each(dated) : () => undefined;
  itEach('by %s: a step has what the filter of its period finds', async (field) => {
    for (const interval of intervals) {
      const { timeline } = await counted(
        `by: ${field.toUpperCase()}, interval: ${interval}, from: "2014-11-20", to: "2015-01-05"`,
      );
      const asked = timeline.steps.flatMap(({ period }) =>
        ['CERTAINLY', 'POSSIBLY'].map((within) => ({ [field]: { during: period, within } })),
      );
      const found = await askList<Counted>(
        server,
        place,
        asked.map((filter) => ({ filter, ask: 'totalCount' })),
      );
      const told = timeline.steps.flatMap(({ certainly, possibly }: Step) => [certainly, possibly]);
      expect(found.map(({ totalCount }) => totalCount)).toEqual(told);
      const [outside] = await askList<Counted>(server, place, [
        { filter: { [field]: { before: timeline.steps[0]!.firstDay, within: 'CERTAINLY' } }, ask: 'totalCount' },
      ]);
      expect(outside!.totalCount).toBe(timeline.before);
    }
  });

  it.each(facetsOf(connection))('is split by %s into the lines of its values, or not at all', async (splitBy) => {
    const [by] = datesOf(connection);
    const call = `by: ${by}, interval: YEAR, from: "2012-01-01", to: "2017-12-31", splitBy: ${splitBy}, limit: 3`;
    const facet = await askList<{ facets: { multiple: boolean; buckets: { value: string | null; count: number }[] } }>(
      server,
      place,
      [{ filter: {}, ask: `facets(by: ${splitBy}, limit: 3) { multiple buckets { value count } }` }],
    );
    const { multiple, buckets } = facet[0]!.facets;
    if (multiple) {
      await expect(counted(call)).rejects.toThrow(/BAD_USER_INPUT/);
      return;
    }
    const { timeline } = await counted(call);
    expect(timeline.series.map(({ value, total }) => ({ value, count: total }))).toEqual(buckets);
    expect(timeline.other! + timeline.series.reduce((sum, { total }) => sum + total, 0)).toBe(timeline.total);
    expectSound(timeline);
    for (const line of timeline.series) {
      const alone = await counted(
        `by: ${by}, interval: YEAR, from: "2012-01-01", to: "2017-12-31"`,
        JSON.parse(line.filter!) as Filter,
      );
      const { total, undated, before, after, certainly, imprecise, steps } = line;
      expect(alone.timeline).toMatchObject({ total, undated, before, after, certainly, imprecise, steps });
    }
  });

  it('adds up under generated filters', async () => {
    const day = fc.constantFrom('2011-05-05', '2014-12-10', '2014-12-31', '2015-01-01', null);
    const asked = fc.record({
      filter: filters(source, connection.filter, 2),
      by: fc.constantFrom(...datesOf(connection)),
      interval: fc.constantFrom('MONTH', 'QUARTER', 'YEAR'),
      from: day,
      to: day,
    });
    const addsUp = fc.asyncProperty(asked, async ({ filter, by, interval, from, to }) => {
      fc.pre(from === null || to === null || from <= to);
      const bounds = `${from ? `, from: "${from}"` : ''}${to ? `, to: "${to}"` : ''}`;
      const { totalCount, timeline } = await counted(`by: ${by}, interval: ${interval}${bounds}`, filter);
      expect(timeline.total).toBe(totalCount);
      expectSound(timeline);
    });
    await fc.assert(addsUp, { seed: SEED, numRuns: 15 });
  });
});
