import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadSchema } from '../../src/server/index.js';
import { timeZoneNamed } from '../../src/lib/timeZone.js';
import type { Bucket, Facet, Timeline } from '../support/counted.js';
import { withDrafts } from '../support/drafts.js';
import { byResolvers } from '../support/resolvers.js';
import { startTestServer, type TestServer } from '../support/server.js';

let anonymous: TestServer;
let operator: TestServer;
beforeAll(async () => {
  anonymous = await startTestServer({ template: withDrafts });
  operator = await startTestServer({ template: withDrafts, viewer: 'operator' });
});

async function ask<Data>(server: TestServer, document: string): Promise<Data> {
  const { data, errors } = await server.run(document);
  expect(errors).toBeUndefined();
  return data as Data;
}

async function refusalOf(document: string) {
  const { errors } = await anonymous.run(document);
  expect(errors).toHaveLength(1);
  return { ...errors![0]!.extensions, message: errors![0]!.message };
}

const facetOfClaims = async (server: TestServer, call: string, filter = '{}'): Promise<Facet> =>
  (
    await ask<{ claims: { facets: Facet } }>(
      server,
      `{ claims(first: 0, filter: ${filter}) { facets(${call}) { total other bucketCount buckets { value label count } } } }`,
    )
  ).claims.facets;

const timelineOf = async (server: TestServer, list: string, call: string): Promise<Timeline> =>
  Object.values(
    await ask<Record<string, { timeline: Timeline }>>(
      server,
      `{ ${list} { timeline(${call}) { timeZone total undated before after certainly imprecise
        steps { period firstDay lastDay certainly possibly } } } }`,
    ),
  )[0]!.timeline;

const pairs = (buckets: readonly Bucket[]) => buckets.map(({ value, count }) => [value, count]);

describe('what a viewer may not see', () => {
  it('is in no bucket and no step', async () => {
    const [few, all] = [
      await facetOfClaims(anonymous, 'by: REVIEW_STATE'),
      await facetOfClaims(operator, 'by: REVIEW_STATE'),
    ];
    expect(pairs(few.buckets)).toEqual([['ACCEPTED', 237]]);
    expect(all.buckets.map(({ value }) => value)).toEqual(['ACCEPTED', 'DRAFT']);
    expect(all.total).toBe(few.total + all.buckets[1]!.count);
    const call = 'by: PUBLISHED, interval: YEAR';
    expect((await timelineOf(anonymous, 'claims(first: 0)', call)).total).toBe(237);
    expect((await timelineOf(operator, 'claims(first: 0)', call)).total).toBe(all.total);
  });

  it('reports no event', async () => {
    const about = (server: TestServer) =>
      ask<{ events: { totalCount: number; facets: Facet } }>(
        server,
        '{ events(first: 0) { totalCount facets(by: OUTLET) { total buckets { value count } } } }',
      );
    const [few, all] = [(await about(anonymous)).events, (await about(operator)).events];
    const unreported = ({ facets }: { facets: Facet }) => facets.buckets.find(({ value }) => value === null)!.count;
    expect(few.totalCount).toBe(all.totalCount);
    expect(unreported(few)).toBeGreaterThan(unreported(all) - 1);
    expect(unreported(few)).toBeGreaterThanOrEqual(1);
  });
});

describe('records that are judged the same', () => {
  it('are one bucket, under the one that answers', async () => {
    const promises = '{ speechAct: { eq: PROMISE } }';
    const { buckets } = await facetOfClaims(anonymous, 'by: SPEAKER', promises);
    // The dossier names unnamed-the-tower-2014-pledges-source.
    expect(buckets.map(({ label, count }) => [label, count])).toContainEqual(['Diplomatic sources of Al-Arab', 1]);
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(8);
  });
});

describe('steps', () => {
  it.each([
    ['DAY', '2014-12-10', '2014-12-11', ['2014-12-10', '2014-12-11']],
    ['WEEK', '2015-01-01', '2015-01-05', ['2014-12-29/2015-01-04', '2015-01-05/2015-01-11']],
    ['MONTH', '2012-02-29', '2012-03-01', ['2012-02', '2012-03']],
    ['QUARTER', '2014-12-31', '2015-01-01', ['2014-36', '2015-33']],
    ['YEAR', '0999-12-31', '1000-01-01', ['0999', '1000']],
    ['WEEK', '9999-12-31', '9999-12-31', ['9999-12-27/9999-12-31']],
  ])('of a %s are whole: %s to %s', async (interval, from, to, periods) => {
    const { steps } = await timelineOf(
      anonymous,
      'events(first: 0)',
      `interval: ${interval}, from: "${from}", to: "${to}"`,
    );
    expect(steps.map(({ period }) => period)).toEqual(periods);
  });

  it('are none where there is no date', async () => {
    const none = await timelineOf(anonymous, 'claims(first: 0, filter: { or: [] })', 'interval: DAY');
    expect(none).toEqual({
      timeZone: null,
      total: 0,
      undated: 0,
      before: 0,
      after: 0,
      certainly: 0,
      imprecise: 0,
      steps: [],
    });
    const undated = await timelineOf(
      anonymous,
      'claims(first: 0, filter: { asserted: { isNull: true } })',
      'interval: DAY',
    );
    expect(undated).toMatchObject({ undated: undated.total, steps: [] });
  });
});

describe('the time zone', () => {
  beforeAll(async () => {
    for (const { database } of [anonymous])
      await database.query(`update article set created_at = '2026-11-22T22:30:00Z'`);
  });

  it('puts an instant on the day that it is there', async () => {
    const days = async (zone: string) => {
      const line = await timelineOf(
        anonymous,
        'articles(first: 0)',
        `by: RECORDED, interval: DAY, timeZone: "${zone}"`,
      );
      return [line.timeZone, ...line.steps.map(({ period, certainly }) => [period, certainly])];
    };
    expect(await days('UTC')).toEqual(['UTC', ['2026-11-22', 5]]);
    expect(await days('Asia/Tehran')).toEqual(['Asia/Tehran', ['2026-11-23', 5]]);
    expect(await days('america/new_york')).toEqual(['America/New_York', ['2026-11-22', 5]]);
  });

  it('leaves days of the calendar as they are', async () => {
    const line = (zone: string) =>
      timelineOf(
        anonymous,
        'claims(first: 0)',
        `by: PUBLISHED, interval: DAY, from: "2014-12-10", to: "2014-12-10", timeZone: "${zone}"`,
      );
    expect(await line('Pacific/Kiritimati')).toEqual(await line('UTC'));
    expect((await line('UTC')).certainly).toBe(51);
  });

  it.each(['Mars/Base', 'EST5EDT4', '+01:00', '', 'UTC; select', 'x'.repeat(100)])('%s is refused', async (zone) => {
    expect(timeZoneNamed(zone)).toBeNull();
    const call = `timeline(interval: YEAR, timeZone: ${JSON.stringify(zone)}) { total }`;
    expect(await refusalOf(`{ claims(first: 0) { ${call} } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'timeZone',
    });
  });
});

describe('bounds', () => {
  const facets = (call: string) => `{ claims(first: 0) { facets(${call}) { total } } }`;
  const timeline = (call: string) => `{ claims(first: 0) { timeline(${call}) { total } } }`;

  it.each([
    [facets('by: OUTLET, limit: 101'), 'QUERY_LIMIT_EXCEEDED', { what: 'pageSize', limit: 100 }],
    [facets('by: OUTLET, limit: -1'), 'BAD_USER_INPUT', { argument: 'limit' }],
    [timeline('interval: YEAR, limit: 21'), 'QUERY_LIMIT_EXCEEDED', { what: 'pageSize', limit: 20 }],
    [timeline('interval: YEAR, from: "2015-01-01", to: "2014-12-31"'), 'BAD_USER_INPUT', { argument: 'to' }],
    [timeline('interval: YEAR, splitBy: SUBJECT'), 'BAD_USER_INPUT', { argument: 'splitBy' }],
    [
      timeline('interval: DAY, from: "2012-01-01", to: "2014-12-31"'),
      'QUERY_LIMIT_EXCEEDED',
      { what: 'timelineSteps', limit: 1000 },
    ],
  ])('%s is refused', async (document, code, details) => {
    expect(await refusalOf(document)).toMatchObject({ code, ...details });
  });

  it('a thousand steps are given, one more is refused', async () => {
    const to = (day: string) => `interval: DAY, from: "2012-01-01", to: "${day}"`;
    expect((await timelineOf(anonymous, 'claims(first: 0)', to('2014-09-26'))).steps).toHaveLength(1000);
    expect(await refusalOf(timeline(to('2014-09-27')))).toMatchObject({ what: 'timelineSteps' });
  });
});

describe('both ways of answering', () => {
  const schema = loadSchema();
  const sums = 'total undated before after certainly imprecise steps { period firstDay lastDay certainly possibly }';
  it.each([
    `{ claims(first: 0) { timeline(interval: QUARTER, splitBy: SPEAKER) { other ${sums}
      series { value label filter record { __typename ... on Actor { key claimsMade(first: 0) { totalCount } } } ${sums} } } } }`,
    `{ events(first: 0) { facets(by: PARTICIPANT) { multiple total other bucketCount
      buckets { value label count filter record { id ... on Actor { name } ... on Event { title } } } } } }`,
    `{ actors(first: 5) { nodes { claims(first: 0) { facets(by: EVENT_TYPE) { total buckets { value count } }
      timeline(by: STATED, interval: YEAR, splitBy: OUTLET, limit: 2) { ${sums} series { label ${sums} } } } } } }`,
    `{ articles { nodes { versions { nodes { citations(first: 0) { facets(by: SPEAKER, limit: 2) { other buckets { label count } } } } } } } }`,
  ])('agree on %s', async (document) => {
    const { data, errors } = await byResolvers(schema, anonymous.database, anonymous.viewer, document);
    expect(errors).toEqual([]);
    expect(await ask(anonymous, document)).toEqual(data);
  });
});
