import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadSchema } from '../../src/server/index.js';
import { crowd } from '../support/crowd.js';
import { reported, type Report } from '../support/reports.js';
import { byResolvers } from '../support/resolvers.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Value {
  readonly text: string;
  readonly verdict: string;
  readonly kind: string | null;
  readonly claims: readonly { readonly key: string; readonly id: string }[];
}
interface AccountField {
  readonly field: string;
  readonly verdict: string;
  readonly kind: string | null;
  readonly values: readonly Value[];
  readonly against: readonly {
    readonly outlet: { readonly key: string };
    readonly article: { readonly key: string } | null;
    readonly verdict: string;
    readonly relations: readonly unknown[];
  }[];
}
interface Account {
  readonly outlet: { readonly key: string };
  readonly articles: readonly { readonly key: string }[];
  readonly claims: readonly { readonly key: string; readonly id: string }[];
  readonly fields: readonly AccountField[];
}

const ACCOUNT = `fragment account on Account { outlet { key } articles { key } claims { key id }
  fields(only: $only) { field verdict kind values { text verdict kind claims { key id } }
    against { outlet { key } article { key } verdict relations { id } } } }`;

const EVENT = `query ($key: String!, $per: AccountUnit! = OUTLET, $only: [ComparedField!]) {
  events(filter: { key: { eq: $key } }) { nodes { accounts(per: $per) { ...account } } } } ${ACCOUNT}`;

async function accountsOf(server: TestServer, key: string, per = 'OUTLET', only?: readonly string[]) {
  const { data, errors } = await server.run(EVENT, { key, per, only });
  expect(errors).toBeUndefined();
  return (data as { events: { nodes: { accounts: Account[] }[] } }).events.nodes[0]!.accounts;
}

/** `a: DIFFERS | value AGREES; value DIFFERS` for every account. */
async function told(server: TestServer, key: string, field: string, per = 'OUTLET'): Promise<string[]> {
  const accounts = await accountsOf(server, key, per, [field]);
  return accounts.map(({ outlet, articles, fields: [one] }) => {
    const values = one!.values.map(({ text, verdict }) => `${text} ${verdict}`).join('; ');
    return `${per === 'OUTLET' ? outlet.key : articles[0]!.key}: ${one!.verdict} | ${values}`;
  });
}

describe('accounts of the seeds', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  it('date the rift in six ways, none of which another article shares', async () => {
    expect(await told(server, 'iran-hamas-rift', 'TIME', 'ARTICLE')).toEqual([
      'free-beacon-2014-12-10-hamas-iran-rebuilding-military-ties: DIFFERS | 2012~/2014-12-10 DIFFERS; 2012~ DIFFERS',
      'the-tower-2014-12-hamas-delegation-tehran: DIFFERS | 2014-03 DIFFERS',
      'the-tower-2017-08-hamas-turn-a-new-page: DIFFERS | 2015-22 DIFFERS; ../2015-08 DIFFERS',
      'al-monitor-2019-08-iran-hamas-mutual-support: DIFFERS | 2011~/2019~ DIFFERS',
    ]);
  });

  it('name Iran and Hamas as parties of the rift, and differ in who turned away', async () => {
    expect(await told(server, 'iran-hamas-rift', 'PARTICIPANTS')).toEqual([
      'washington-free-beacon: DIFFERS | Hamas DIFFERS; Iran DIFFERS',
      'the-tower: DIFFERS | Hamas DIFFERS; Iran DIFFERS; Saudi Arabia ONLY_HERE',
      'al-monitor: VAGUER | Hamas AGREES; Iran AGREES',
    ]);
  });

  it('rest on one analyst in one outlet and on their own voice in the others', async () => {
    expect(await told(server, 'iran-hamas-rift', 'SPEAKER')).toEqual([
      'washington-free-beacon: DIFFERS | Jonathan Schanzer ONLY_HERE',
      'the-tower: DIFFERS | own voice AGREES',
      'al-monitor: DIFFERS | own voice AGREES',
    ]);
  });

  it('agree on May 2017 for the election, which one of them dates to the year as well', async () => {
    expect(await told(server, 'hamas-leadership-election-2017', 'TIME')).toEqual([
      'the-tower: VAGUER | 2017 VAGUER; 2017-05 AGREES',
      'radio-farda: AGREES | 2017-05 AGREES',
    ]);
  });

  it('know one amount for the funding of 2017', async () => {
    expect(await told(server, 'iran-funding-hamas-2017', 'QUANTITIES')).toEqual([
      'the-tower: ONLY_HERE | 50000000 USD a year ONLY_HERE',
    ]);
  });

  it('say in the words of one statement what two outlets repeat', async () => {
    const wording = await told(server, 'hamas-delegation-tehran-2017-08', 'WORDING');
    expect(wording.map((line) => line.replace(/ \|.*/, ''))).toEqual([
      'the-tower: MORE_PRECISE',
      'radio-farda: VAGUER',
    ]);
  });

  it('are contradicted by an outlet that has no account of the event itself', async () => {
    const [, tower] = await accountsOf(server, 'iran-hamas-rift', 'OUTLET', ['TIME']);
    expect(
      tower!.fields[0]!.against.map(({ outlet, verdict, relations }) => [outlet.key, verdict, relations.length]),
    ).toEqual([
      ['washington-free-beacon', 'DIFFERS', 1],
      ['the-tower', 'DIFFERS', 1],
      ['al-monitor', 'DIFFERS', 1],
      ['radio-farda', 'DIFFERS', 1],
    ]);
  });

  it('have eight fields each, in one order', async () => {
    const accounts = await accountsOf(server, 'iran-hamas-rift');
    for (const { fields } of accounts)
      expect(fields.map(({ field }) => field).join()).toBe(
        'TIME,PLACE,PARTICIPANTS,CAUSE,QUANTITIES,POLARITY,WORDING,SPEAKER',
      );
  });

  it('are given alike by the resolvers', async () => {
    for (const variables of [
      { key: 'iran-hamas-rift', per: 'ARTICLE', only: ['CAUSE', 'TIME'] },
      { key: 'iran-cuts-aid-hamas', per: 'OUTLET', only: [] },
    ]) {
      const { data } = await server.run(EVENT, variables);
      const { data: resolved } = await byResolvers(loadSchema(), server.database, server.viewer, EVENT, variables);
      expect(resolved).toEqual(data);
    }
  });
});

describe('a value stands to the nearest of another account', () => {
  const cases: [string, string, Omit<Report, 'outlet'>, Omit<Report, 'outlet'>, string, string][] = [
    ['same-day', 'TIME', { asserted: '2020-01-05' }, { asserted: '2020-01-05' }, 'AGREES', 'AGREES'],
    ['same-days', 'TIME', { asserted: '2020-01' }, { asserted: '2020-01~' }, 'AGREES', 'AGREES'],
    ['day-of-month', 'TIME', { asserted: '2020-01-05' }, { asserted: '2020-01' }, 'MORE_PRECISE', 'VAGUER'],
    ['open-end', 'TIME', { asserted: '2020-02/..' }, { asserted: '2020-01/2020-03' }, 'OVERLAPS', 'OVERLAPS'],
    ['other-month', 'TIME', { asserted: '2020-01' }, { asserted: '2020-02' }, 'DIFFERS', 'DIFFERS'],
    ['undated', 'TIME', { asserted: '2020-01' }, {}, 'ONLY_HERE', 'SILENT'],
    ['same-sum', 'QUANTITIES', { amounts: [usd(5)] }, { amounts: [usd(5)] }, 'AGREES', 'AGREES'],
    [
      'about',
      'QUANTITIES',
      { amounts: [usd(100)] },
      { amounts: [{ ...usd(105), approximate: true }] },
      'MORE_PRECISE',
      'VAGUER',
    ],
    [
      'not-about',
      'QUANTITIES',
      { amounts: [usd(100)] },
      { amounts: [{ ...usd(120), approximate: true }] },
      'DIFFERS',
      'DIFFERS',
    ],
    [
      'at-least',
      'QUANTITIES',
      { amounts: [{ low: 3, unit: 'USD' }] },
      { amounts: [{ high: 4, unit: 'USD' }] },
      'OVERLAPS',
      'OVERLAPS',
    ],
    [
      'once-or-yearly',
      'QUANTITIES',
      { amounts: [usd(5)] },
      { amounts: [{ ...usd(9), per: 'YEAR' }] },
      'ONLY_HERE',
      'ONLY_HERE',
    ],
    [
      'spelt-otherwise',
      'QUANTITIES',
      { amounts: [{ amount: 50, unit: 'million USD' }] },
      { amounts: [{ amount: 50_000_000, unit: 'US dollars' }] },
      'AGREES',
      'AGREES',
    ],
    [
      'in-other-units',
      'QUANTITIES',
      { amounts: [{ amount: 2, unit: 'tonne' }] },
      { amounts: [{ amount: 3000, unit: 'kg' }] },
      'DIFFERS',
      'DIFFERS',
    ],
    [
      'open-above',
      'QUANTITIES',
      { amounts: [{ amount: 100, low: 90, unit: 'USD' }] },
      { amounts: [usd(500)] },
      'VAGUER',
      'MORE_PRECISE',
    ],
    ['opposite', 'POLARITY', {}, { polarity: 'NEGATIVE' }, 'DIFFERS', 'DIFFERS'],
    ['left-open', 'POLARITY', {}, { polarity: 'UNKNOWN' }, 'MORE_PRECISE', 'VAGUER'],
    ['same-people', 'PARTICIPANTS', { subjects: ['ann', 'ben'] }, { subjects: ['ben', 'ann'] }, 'AGREES', 'AGREES'],
    ['more-people', 'PARTICIPANTS', { subjects: ['ann', 'ben'] }, { subjects: ['ann'] }, 'MORE_PRECISE', 'VAGUER'],
    ['some-people', 'PARTICIPANTS', { subjects: ['ann', 'ben'] }, { subjects: ['ann', 'cem'] }, 'OVERLAPS', 'OVERLAPS'],
    ['other-people', 'PARTICIPANTS', { subjects: ['ann'] }, { subjects: ['ben'] }, 'DIFFERS', 'DIFFERS'],
    [
      'others-act',
      'PARTICIPANTS',
      { subjects: ['ann'], objects: ['ben'] },
      { subjects: ['ben'], objects: ['ann'] },
      'DIFFERS',
      'DIFFERS',
    ],
    [
      'place-named',
      'PLACE',
      { statement: 'Fire in Port Said.' },
      { statement: 'It was port-said!' },
      'AGREES',
      'AGREES',
    ],
    [
      'place-in-word',
      'PLACE',
      { statement: 'Fire in Port Said.' },
      { statement: 'A port saidly burnt.' },
      'ONLY_HERE',
      'SILENT',
    ],
    ['one-speaker', 'SPEAKER', { speaker: 'ann' }, { speaker: 'ann' }, 'AGREES', 'AGREES'],
    ['own-voices', 'SPEAKER', {}, {}, 'AGREES', 'AGREES'],
    ['own-or-not', 'SPEAKER', { speaker: 'ann' }, {}, 'DIFFERS', 'DIFFERS'],
    ['same-words', 'WORDING', { words: 'It burnt.' }, { words: 'It burnt.' }, 'AGREES', 'AGREES'],
    ['no-cause', 'CAUSE', {}, {}, 'SILENT', 'SILENT'],
  ];

  let server: TestServer;
  beforeAll(async () => {
    const reports = cases.flatMap(([event, , a, b]) => [
      { outlet: 'a', event, ...a },
      { outlet: 'b', event, ...b },
    ]);
    server = await startTestServer({ template: reported('pairs', reports) });
  });

  it.each(cases)('%s: %s', async (event, field, _a, _b, first, second) => {
    const accounts = await accountsOf(server, event, 'OUTLET', [field]);
    expect(accounts.map(({ fields }) => fields[0]!.verdict)).toEqual([first, second]);
  });
});

function usd(amount: number) {
  return { amount, unit: 'USD' };
}

describe('an account', () => {
  const reports = reported('many', [
    { outlet: 'a', subjects: ['ann'], asserted: '2020-01' },
    { outlet: 'a', subjects: ['ann'], asserted: '2020-03', state: 'DRAFT' },
    { outlet: 'b', subjects: ['ben'], asserted: '2020-01-05' },
  ]);
  const days = (server: TestServer) => told(server, 'fire', 'TIME');

  it('holds drafts for those alone who may see them', async () => {
    expect(await days(await startTestServer({ template: reports }))).toEqual([
      'a: VAGUER | 2020-01 VAGUER',
      'b: MORE_PRECISE | 2020-01-05 MORE_PRECISE',
    ]);
    expect(await days(await startTestServer({ template: reports, viewer: 'operator' }))).toEqual([
      'a: DIFFERS | 2020-01 VAGUER; 2020-03 DIFFERS',
      'b: MORE_PRECISE | 2020-01-05 MORE_PRECISE',
    ]);
  });

  it('leaves out what was withdrawn', async () => {
    const server = await startTestServer({ template: reports });
    await server.database.query(`update claim set review_state = 'RETRACTED' where key = 'r0'`);
    expect(await days(server)).toEqual(['b: ONLY_HERE | 2020-01-05 ONLY_HERE']);
  });

  it('is at odds with no claim that was withdrawn', async () => {
    const server = await startTestServer({
      template: reported('withdrawn', [
        { outlet: 'a', asserted: '2020-01' },
        { outlet: 'b', asserted: '2020-01' },
        { outlet: 'b', event: 'flood', asserted: '2020-03' },
      ]),
    });
    await server.database.query(
      `insert into claim_relation (id, from_id, to_id, type, sub_kind, basis)
       select gen_random_uuid(), a.id, b.id, 'CONTRADICTS', 'TIME', 'HUMAN' from claim a, claim b where a.key = 'r2' and b.key = 'r0'`,
    );
    expect(await days(server)).toEqual(['a: DIFFERS | 2020-01 DIFFERS', 'b: AGREES | 2020-01 AGREES']);
    await server.database.query(`update claim set review_state = 'RETRACTED' where key = 'r2'`);
    expect(await days(server)).toEqual(['a: AGREES | 2020-01 AGREES', 'b: AGREES | 2020-01 AGREES']);
  });

  it('names actors that are one as one', async () => {
    const server = await startTestServer({ template: reports });
    expect(await told(server, 'fire', 'PARTICIPANTS')).toEqual([
      'a: DIFFERS | ann ONLY_HERE',
      'b: DIFFERS | ben ONLY_HERE',
    ]);
    await server.database.query(
      `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
       select gen_random_uuid(), a.id, b.id, 'SAME', 'A desk', '2021-01-01', 'test' from actor a, actor b where a.key = 'ann' and b.key = 'ben'`,
    );
    expect(await told(server, 'fire', 'PARTICIPANTS')).toEqual(['a: AGREES | ann AGREES', 'b: AGREES | ann AGREES']);
  });

  it('is refused with the bound where there are too many claims', async () => {
    const server = await startTestServer({ template: reports, viewer: 'operator' });
    await copyClaim(server, 297);
    expect((await accountsOf(server, 'fire')).length).toBe(2);
    await copyClaim(server, 1);
    const { errors } = await server.run(EVENT, { key: 'fire' });
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'QUERY_LIMIT_EXCEEDED', what: 'accounts', limit: 300 },
    ]);
  });
});

/** Adds drafts that say what the claim `r1` says. */
const copyClaim = (server: TestServer, times: number) =>
  server.database.query(`with made as materialized (
      select gen_random_uuid() as new_id, c.* from claim c, generate_series(1, ${times}) where c.key = 'r1'),
    claims as (
      insert into claim (id, key, article_id, statement, speech_act, polarity, certainty, temporality, event_id)
      select new_id, new_id::text, article_id, statement, speech_act, polarity, certainty, temporality, event_id from made),
    links as (
      insert into attribution_link (claim_id, position, actor_id, role, quotation, relay, certainty, polarity)
      select new_id, 0, outlet_id, 'REPORTING_OUTLET', 'NARRATED', 'FIRSTHAND', 'CERTAIN', 'POSITIVE' from made)
    insert into citation (id, claim_id, article_id, version_id, position, start_offset, end_offset, quote_sha256, anchor_status)
    select gen_random_uuid(), new_id, x.article_id, version_id, x.position, start_offset, end_offset, quote_sha256, anchor_status
    from made join citation x on x.claim_id = made.id`);

describe('all claims of a list as accounts', () => {
  const LIST = `query ($filter: ClaimFilter, $per: AccountUnit!, $only: [ComparedField!]) { claims(first: 0, filter: $filter) { totalCount
    accounts(per: $per) { ...account }
    comparedFields(per: $per) { field verdict values { text outlets { key } claims { id } } silent { key } } } } ${ACCOUNT}`;
  const sets = ['PLACE', 'PARTICIPANTS', 'SPEAKER', 'WORDING'];
  const mirrored: Readonly<Record<string, string>> = { MORE_PRECISE: 'VAGUER', VAGUER: 'MORE_PRECISE' };
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: crowd });
  });

  const filters = fc.record(
    {
      eventType: fc.constantFrom('AID', 'AGREE', 'ASSAULT', 'CONSULT').map((eq) => ({ eq })),
      polarity: fc.constantFrom('POSITIVE', 'NEGATIVE').map((eq) => ({ eq })),
      linkCount: fc.integer({ min: 1, max: 3 }).map((lte) => ({ lte })),
    },
    { requiredKeys: [] },
  );

  it('hold every claim once, and stand to each other as these to them', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom('OUTLET', 'ARTICLE'), async (filter, per) => {
        const { data, errors } = await server.run(LIST, { filter, per });
        expect(errors).toBeUndefined();
        const { totalCount, accounts, comparedFields } = (data as { claims: Answer }).claims;
        const ids = accounts.flatMap(({ claims }) => claims.map(({ id }) => id));
        expect([ids.length, new Set(ids).size]).toEqual([totalCount, totalCount]);
        for (const { field, values, silent } of comparedFields) {
          const mine = accounts.map(({ outlet, fields }) => ({
            outlet,
            ...fields.find((one) => one.field === field)!,
          }));
          const texts = mine.flatMap((one) => one.values.map(({ text }) => text));
          expect(new Set(values.map(({ text }) => text))).toEqual(new Set(texts));
          const speaking = new Set(mine.filter((one) => one.verdict !== 'SILENT').map(({ outlet }) => outlet.key));
          expect(silent.some(({ key }) => speaking.has(key))).toBe(false);
        }
        for (const { outlet, articles, fields } of accounts)
          for (const { field, against } of fields.filter((one) => sets.includes(one.field)))
            for (const one of against.filter(({ relations }) => relations.length === 0)) {
              const there = accounts.find((other) =>
                one.article ? other.articles[0]!.key === one.article.key : other.outlet.key === one.outlet.key,
              )!;
              const back = there.fields
                .find((other) => other.field === field)!
                .against.find((other) =>
                  other.article ? other.article.key === articles[0]!.key : other.outlet.key === outlet.key,
                )!;
              expect(back.verdict).toBe(mirrored[one.verdict] ?? one.verdict);
              compared += 1;
            }
      }),
      { numRuns: 30, seed: 45 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  interface Answer {
    readonly totalCount: number;
    readonly accounts: readonly Account[];
    readonly comparedFields: readonly {
      readonly field: string;
      readonly values: readonly { readonly text: string }[];
      readonly silent: readonly { readonly key: string }[];
    }[];
  }
});
