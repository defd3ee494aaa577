import { beforeAll, describe, expect, it } from '@jest/globals';
import { sourcebook } from '../support/commandLine.js';
import { reported, type Report } from '../support/reports.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Candidate {
  readonly subKind: string;
  readonly basis: string;
  readonly reviewState: string;
  readonly rationale: string;
  readonly from: { readonly key: string };
  readonly to: { readonly key: string };
}

const CANDIDATES = `query ($filter: ContradictionCandidateFilter) { contradictionCandidates(first: 100, filter: $filter) { totalCount
  nodes { subKind basis reviewState rationale fromValue toValue from { key } to { key } } } }`;

async function candidatesOf(server: TestServer, filter: object = {}): Promise<readonly Candidate[]> {
  const { data, errors } = await server.run(CANDIDATES, { filter });
  expect(errors).toBeUndefined();
  const { totalCount, nodes } = (data as { contradictionCandidates: { totalCount: number; nodes: Candidate[] } })
    .contradictionCandidates;
  expect(nodes).toHaveLength(totalCount);
  return nodes;
}

const pairs = (found: readonly Candidate[]) =>
  found.map(({ subKind, from, to }) => `${subKind} ${from.key} ${to.key}`).sort();

const total = async (server: TestServer, filter: object): Promise<number> => {
  const document = 'query ($filter: ClaimRelationFilter) { contradictions(first: 0, filter: $filter) { totalCount } }';
  const { data, errors } = await server.run(document, { filter });
  expect(errors).toBeUndefined();
  return (data as { contradictions: { totalCount: number } }).contradictions.totalCount;
};

describe('contradictions of the seeds', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  it.each([
    ['all', {}, 29],
    ['whether it is so', { subKind: { eq: 'POLARITY' } }, 8],
    ['how much', { subKind: { eq: 'QUANTITY' } }, 1],
    ['when', { subKind: { eq: 'TIME' } }, 6],
    ['where', { subKind: { eq: 'PLACE' } }, 0],
    ['who', { subKind: { eq: 'ACTOR' } }, 3],
    ['why', { subKind: { eq: 'CAUSE' } }, 9],
    ['who said it', { subKind: { eq: 'ATTRIBUTION' } }, 2],
    ['about the rift', { event: { key: { eq: 'iran-hamas-rift' } } }, 11],
    ['of Al-Monitor', { outlet: { key: { eq: 'al-monitor' } } }, 9],
    ['on the word of Hamdan', { either: { speaker: { key: { eq: 'osama-hamdan' } } } }, 5],
    ['within one article', { and: [{ article: { key: { startsWith: 'free-beacon' } } }, { sameOutlet: true }] }, 1],
  ] as [string, object, number][])('%s', async (_name, filter, count) => {
    expect(await total(server, filter)).toBe(count);
  });
});

describe('candidates of the seeds', () => {
  it('are three, for those who may see drafts', async () => {
    const operator = await startTestServer({ template: seeds, viewer: 'operator' });
    const found = await candidatesOf(operator);
    expect(pairs(found)).toEqual([
      'POLARITY no-dispute-behind-leaving-damascus hamas-left-damascus-january-2012',
      'POLARITY no-dispute-behind-leaving-damascus left-damascus-for-practical-reasons',
      'TIME relations-strained-in-march-2014 hamas-distanced-itself-2012',
    ]);
    expect(found.map(({ basis, reviewState }) => `${basis} ${reviewState}`)).toEqual(found.map(() => 'RULE DRAFT'));
    expect(found.at(-1)!.rationale).toBe('One event, one subject, but no day in common: 2014-03 and 2012~.');
    expect(await total(operator, {})).toBe(29);
    expect(await candidatesOf(await startTestServer({ template: seeds }))).toEqual([]);
  });

  it('are counted, and put on a line of time', async () => {
    const server = await startTestServer({ template: seeds, viewer: 'operator' });
    const facet = (by: string) => `${by}: facets(by: ${by}) { total buckets { label count } }`;
    const line = (by: string) =>
      `${by}: timeline(by: ${by}, interval: WEEK) { certainly imprecise steps { period certainly possibly } }`;
    const { data, errors } = await server.run(`{ contradictionCandidates(first: 0) {
      ${['SUB_KIND', 'REVIEW_STATE', 'EVENT', 'SAME_OUTLET', 'TO'].map(facet).join('\n')}
      ${line('TO_PUBLISHED')} RECORDED: timeline(interval: YEAR) { certainly imprecise } } }`);

    expect(errors).toBeUndefined();
    const told = (...counts: [label: string, count: number][]) => ({
      total: 3,
      buckets: counts.map(([label, count]) => ({ label, count })),
    });
    // Two within one article of The Tower, of 11 to 17 December 2014, and one with an article of 10 December.
    expect((data as { contradictionCandidates: object }).contradictionCandidates).toMatchObject({
      SUB_KIND: told(['POLARITY', 2], ['TIME', 1]),
      REVIEW_STATE: told(['DRAFT', 3]),
      EVENT: { total: 3, buckets: [{ count: 2 }, { count: 1 }] },
      SAME_OUTLET: told(['true', 2], ['false', 1]),
      TO: { total: 3, buckets: [{ count: 1 }, { count: 1 }, { count: 1 }] },
      TO_PUBLISHED: {
        certainly: 1,
        imprecise: 2,
        steps: [
          { period: '2014-12-08/2014-12-14', certainly: 1, possibly: 3 },
          { period: '2014-12-15/2014-12-21', certainly: 0, possibly: 2 },
        ],
      },
      RECORDED: { certainly: 3, imprecise: 0 },
    });
  });

  it('are five where nothing was decided, two of which people hold to be contradictions', async () => {
    const server = await startTestServer({ template: seeds, viewer: 'operator' });
    await server.database.query('delete from claim_relation');
    const { code, stdout, stderr } = await sourcebook(['propose', 'contradictions'], {
      DATABASE_URL: server.database.url,
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        'Looked at 99 events: 2 candidates added or changed, 0 removed.\nDrafts that nobody has decided on: 5 candidates.\n',
      stderr: '99 of 99 events\n',
    });
    expect(pairs(await candidatesOf(server, { subKind: { eq: 'TIME' } }))).toEqual([
      'TIME relations-broken-2015 relations-strained-in-march-2014',
      'TIME relations-broken-2015 relations-strained-since-2012',
      'TIME relations-strained-in-march-2014 hamas-distanced-itself-2012',
    ]);
  });
});

describe('a candidate', () => {
  const usd = (amount: number) => ({ amount, unit: 'USD' });
  const reports: readonly Report[] = [
    { outlet: 'a', asserted: '2020-01', amounts: [usd(5), { ...usd(7), per: 'YEAR' }] },
    { outlet: 'b', asserted: '2020-02', amounts: [usd(6)] },
    { outlet: 'c', subjects: ['ben'], asserted: '2020-03', polarity: 'NEGATIVE' },
    { outlet: 'd', subjects: ['ben', 'cem'], asserted: '2020-03-05', amounts: [{ ...usd(9), per: 'YEAR' }] },
    { outlet: 'd', event: 'flood', asserted: '2021' },
    { outlet: 'a', event: 'quake', amounts: [{ amount: 50, unit: 'million USD' }] },
    { outlet: 'b', event: 'quake', amounts: [{ amount: 651000, unit: 'US dollars' }] },
    { outlet: 'c', event: 'quake', amounts: [{ amount: 0.651, unit: 'MILLION_USD' }] },
  ];
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: reported('differing', reports), viewer: 'operator' });
  });
  const again = () => sourcebook(['propose', 'contradictions'], { DATABASE_URL: server.database.url });
  const relate = (a: string, b: string) =>
    server.database.query(
      `insert into claim_relation (id, from_id, to_id, type, basis)
       select gen_random_uuid(), a.id, b.id, 'SUPPORTS', 'HUMAN' from claim a, claim b where a.key = $1 and b.key = $2`,
      [a, b],
    );

  it('needs one event, a common subject and values that do not meet', async () => {
    expect(pairs(await candidatesOf(server))).toEqual([
      'POLARITY r3 r2',
      'QUANTITY r1 r0',
      'QUANTITY r6 r5',
      'QUANTITY r7 r5',
      'TIME r1 r0',
    ]);
    const [quantity] = await candidatesOf(server, { subKind: { eq: 'QUANTITY' } });
    expect(quantity).toMatchObject({ fromValue: '6 USD', toValue: '5 USD' });
  });

  it('compares amounts by what they measure, and tells them as they were written', async () => {
    const quake = await candidatesOf(server, { from: { key: { eq: 'r6' } } });
    expect(quake).toMatchObject([{ fromValue: '651000 US dollars', toValue: '50 million USD' }]);
  });

  it('appears when actors become one', async () => {
    await server.database.query(
      `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
       select gen_random_uuid(), a.id, b.id, 'SAME', 'A desk', '2021-01-01', 'test' from actor a, actor b where a.key = 'ann' and b.key = 'cem'`,
    );
    expect((await again()).stdout).toContain('3 candidates added');
    expect(pairs(await candidatesOf(server, { either: { key: { eq: 'r3' } } }))).toEqual([
      'POLARITY r3 r2',
      'QUANTITY r3 r0',
      'TIME r3 r0',
      'TIME r3 r1',
    ]);
    expect((await again()).stdout).toContain('0 candidates added or changed, 0 removed');
  });

  it('is gone at once when a relation joins its claims, and its draft when the rules look again', async () => {
    await relate('r0', 'r3');
    expect(pairs(await candidatesOf(server, { either: { key: { eq: 'r3' } } }))).toEqual([
      'POLARITY r3 r2',
      'TIME r3 r1',
    ]);
    expect((await again()).stdout).toContain('0 candidates added or changed, 2 removed');
  });

  it('stays dismissed', async () => {
    await server.database.query(
      `update contradiction_candidate set review_state = 'RETRACTED' where sub_kind = 'POLARITY'`,
    );
    await again();
    expect((await candidatesOf(server, { subKind: { eq: 'POLARITY' } })).map(({ reviewState }) => reviewState)).toEqual(
      ['RETRACTED'],
    );
  });

  it('is turned when the order of reading is, but not when somebody has looked at it', async () => {
    await server.database.query(
      `update article set published_edtf = null, published_earliest = null, published_latest = null where key in ('a', 'c')`,
    );
    await again();
    expect(pairs(await candidatesOf(server, { subKind: { in: ['POLARITY', 'QUANTITY'] } }))).toEqual([
      'POLARITY r3 r2',
      'QUANTITY r0 r1',
      'QUANTITY r5 r6',
      'QUANTITY r7 r5',
    ]);
  });
});
