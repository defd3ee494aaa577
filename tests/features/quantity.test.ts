import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadSchema } from '../../src/server/index.js';
import { crowd } from '../support/crowd.js';
import { withDrafts } from '../support/drafts.js';
import { byResolvers } from '../support/resolvers.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Total {
  readonly kind: string;
  readonly unit: string;
  readonly currency: string | null;
  readonly per: string | null;
  readonly claimCount: number;
  readonly quantityCount: number;
  readonly approximateCount: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly openBelow: boolean;
  readonly openAbove: boolean;
  readonly sum: { readonly count: number; readonly lowest: number | null; readonly highest: number | null } | null;
  readonly obstacles: readonly string[];
  readonly totalCount: number;
}

const TOTALS = `query ($filter: ClaimFilter, $limit: Int! = 100) { claims(first: 0, filter: $filter) { totalCount quantityTotals(limit: $limit) {
  kind unit currency per claimCount quantityCount approximateCount lowest highest openBelow openAbove
  sum { count lowest highest } obstacles totalCount } } }`;

const amountsOf = async (server: TestServer, filter: object = {}, limit = 100): Promise<readonly Total[]> => {
  const { data, errors } = await server.run(TOTALS, { filter, limit });
  expect(errors).toBeUndefined();
  return (data as { claims: { quantityTotals: Total[] } }).claims.quantityTotals;
};

/** Their sums as text, so that a table of cases can be read. */
const told = (totals: readonly Total[]) =>
  totals.map(({ unit, per, sum, obstacles }) =>
    [unit, per ?? 'once', sum ? `${sum.lowest}..${sum.highest ?? ''}` : obstacles.join(' ')].join(' '),
  );

describe('the amounts of the seeds', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  it.each([
    [
      '50 million a year apart from 851,000 to 1,650,999 once',
      {},
      ['USD once 851000..1650999', 'USD YEAR 50000000..50000000', 'MEAL DAY 20000..', 'FAMILY once 9000..'],
    ],
    ['one outlet', { outlet: { key: { eq: 'the-tower' } } }, ['USD YEAR 50000000..50000000']],
    ['one event', { event: { key: { eq: 'iran-pays-families-killed-protesters-2019' } } }, ['USD once 651000..651000']],
    ['one speaker', { speaker: { key: { eq: 'herzi-halevi' } } }, ['USD YEAR 50000000..50000000']],
    ['nothing', { article: { key: { eq: 'radio-farda-2017-08-iran-mending-fences' } } }, []],
  ] as [string, object, string[]][])('are %s', async (_name, filter, totals) => {
    expect(told(await amountsOf(server, filter))).toEqual(totals);
  });

  it('are the most frequent first, and tell how many there are in all', async () => {
    const [only, ...rest] = await amountsOf(server, {}, 1);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ unit: 'USD', per: null, quantityCount: 2, totalCount: 4 });
  });

  it.each([
    [0, 'BAD_USER_INPUT'],
    [-1, 'BAD_USER_INPUT'],
    [101, 'QUERY_LIMIT_EXCEEDED'],
  ])('are not %s', async (limit, code) => {
    const { data, errors } = await server.run(TOTALS, { limit });
    expect(data).toEqual({ claims: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code, argument: 'limit' });
  });
});

describe('amounts that cannot be added up', () => {
  let server: TestServer;
  const payment = `(select id from claim where key = 'iran-quds-day-payment')`;
  const donation = `(select id from claim where key = 'iran-donation-gaza-families')`;
  /** Claims are frozen once they are decided; what they say is changed here all the same. */
  const change = async (statements: string) => {
    const tables = ['claim', 'quantity', 'claim_relation'];
    const triggers = (state: string) => tables.map((table) => `alter table ${table} ${state} trigger user`).join(';');
    await server.database.query(`begin; ${triggers('disable')}; ${statements}; ${triggers('enable')}; commit`);
  };
  const inDollarsOnce = async () => (await amountsOf(server)).find(({ unit, per }) => unit === 'USD' && per === null);

  it.each([
    ['NOT_AFFIRMED', `update claim set polarity = 'NEGATIVE' where id = ${payment}`],
    ['NOT_AFFIRMED', `update claim set polarity = 'UNKNOWN' where id = ${payment}`],
    ['NOT_HAPPENED', `update claim set temporality = 'FUTURE' where id = ${donation}`],
    ['NOT_HAPPENED', `update claim set speech_act = 'PROMISE' where id = ${payment}`],
    ['WITHDRAWN', `update claim set review_state = 'RETRACTED' where id = ${payment}`],
    [
      'ONE_CLAIM',
      `insert into quantity (claim_id, position, amount, unit) values (${payment}, 9, 5, 'thousand us dollars')`,
    ],
    [
      'ONE_EVENT',
      `update claim set event_id = (select event_id from claim where id = ${donation}) where id = ${payment}`,
    ],
    [
      'ONE_EVENT',
      `update claim set event_id = (select parent_id from event where id = claim.event_id) where id = ${payment}`,
    ],
    [
      'ONE_EVENT',
      `update event set parent_id = (select event_id from claim where id = ${payment}) where key = 'syrian-civil-war';
       update event set parent_id = (select id from event where key = 'syrian-civil-war')
       where id = (select event_id from claim where id = ${donation})`,
    ],
    ['EVENT_UNKNOWN', `update claim set event_id = null where id = ${payment}`],
    [
      'RELATED_CLAIMS',
      `insert into claim_relation (id, from_id, to_id, type, basis) values (gen_random_uuid(), ${payment}, ${donation}, 'REPEATS', 'HUMAN')`,
    ],
    [
      'RELATED_CLAIMS',
      `insert into claim_relation (id, from_id, to_id, type, sub_kind, basis) values (gen_random_uuid(), ${donation}, ${payment}, 'CONTRADICTS', 'QUANTITY', 'HUMAN')`,
    ],
    ['RATES', `update quantity set per = 'MONTH' where unit = 'USD' and per is null`],
    ['SHARES', `update quantity set unit = 'percent' where unit = 'USD' and per is null`],
  ])('say so: %s', async (obstacle, statements) => {
    server = await startTestServer({ template: seeds });
    expect((await inDollarsOnce())?.sum).toEqual({ count: 2, lowest: 851000, highest: 1650999 });
    await change(statements);
    const changed = (await amountsOf(server)).find(({ quantityCount }) => quantityCount > 1);
    expect(changed).toMatchObject({ sum: null, obstacles: [obstacle] });
  });

  it('are added up once a relation only answers another claim', async () => {
    server = await startTestServer({ template: seeds });
    await change(
      `insert into claim_relation (id, from_id, to_id, type, basis) values (gen_random_uuid(), ${payment}, ${donation}, 'RESPONDS_TO', 'HUMAN')`,
    );
    expect((await inDollarsOnce())?.sum).toEqual({ count: 2, lowest: 851000, highest: 1650999 });
  });
});

describe('units', () => {
  it.each([
    ['USD', 'USD', 'MONEY', 1],
    ['US dollar', 'USD', 'MONEY', 1],
    ['MILLION_USD', 'USD', 'MONEY', 1_000_000],
    ['thousands of US dollars', 'USD', 'MONEY', 1000],
    ['billion euro', 'EUR', 'MONEY', 1_000_000_000],
    ['IRR', 'IRR', 'MONEY', 1],
    ['dollar', 'DOLLAR', 'OTHER', 1],
    ['people', 'PERSON', 'PEOPLE', 1],
    ['FAMILY', 'FAMILY', 'PEOPLE', 1],
    ['rockets', 'ROCKET', 'WEAPONS', 1],
    ['tonne', 'KILOGRAM', 'MASS', 1000],
    ['km', 'METRE', 'LENGTH', 1000],
    ['percent', 'PERCENT', 'SHARE', 1],
    ['million', 'MILLION', 'OTHER', 1],
    ['  iftar   meal ', 'IFTAR MEAL', 'OTHER', 1],
  ])('%s is %s, %s, times %s', async (written, unit, kind, factor) => {
    const server = await units();
    const rows = await server.database.query('select unit, kind, factor::float8 from measure_of($1)', [written]);
    expect(rows).toEqual([{ unit, kind, factor }]);
  });

  let shared: Promise<TestServer> | undefined;
  const units = () => (shared ??= startTestServer());
});

describe('an amount in an account of an event', () => {
  it('is measured as in its claim, alike by the resolvers', async () => {
    const server = await startTestServer({ template: seeds });
    const document = `{ events(filter: { key: { eq: "iran-funding-hamas-2017" } }) { nodes { accounts { fields { values { quantity {
      amount unit per approximate kind normalUnit currency lowest highest lowestPerYear highestPerYear } } } } } } }`;
    const { data } = await server.run(document);
    expect(server.statements).toBe(1);
    expect(JSON.stringify(data)).toContain(
      '"kind":"MONEY","normalUnit":"USD","currency":"USD","lowest":50000000,"highest":50000000,"lowestPerYear":50000000,"highestPerYear":50000000',
    );
    const resolved = await byResolvers(loadSchema(), server.database, server.viewer, document);
    expect(resolved).toMatchObject({ data, errors: [] });
  });
});

describe('what is hidden', () => {
  it('is in no total, and in those of whoever may see it', async () => {
    const [anybody, operator] = await Promise.all([
      startTestServer({ template: withDrafts }),
      startTestServer({ template: withDrafts, viewer: 'operator' }),
    ]);
    expect((await amountsOf(anybody)).map(({ unit }) => unit)).not.toContain('SECRET');
    const secret = (await amountsOf(operator)).find(({ unit }) => unit === 'SECRET');
    const [drafts] = await operator.database.query<{ count: number }>(
      `select count(*)::int as count from claim where review_state = 'DRAFT'`,
    );
    expect(secret?.claimCount).toBe(drafts?.count);
  });
});

describe('more amounts than are put together', () => {
  it('are refused with the bound', async () => {
    const server = await startTestServer({ template: seeds });
    await server.database.query(`begin; alter table quantity disable trigger user;
      insert into quantity (claim_id, position, amount, unit)
      select (select id from claim where key = 'iran-quds-day-payment'), 100 + n, 1, 'USD' from generate_series(1, 200000) n;
      alter table quantity enable trigger user; commit`);
    const { data, errors } = await server.run(TOTALS);
    expect(data).toEqual({ claims: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_LIMIT_EXCEEDED',
      what: 'quantityTotals',
      limit: 200_000,
    });
  }, 60_000);
});

interface Listed {
  readonly key: string;
  readonly polarity: string;
  readonly temporality: string;
  readonly speechAct: string;
  readonly reviewState: string;
  readonly event: { readonly id: string; readonly parent: { readonly id: string } | null } | null;
  readonly id: string;
  readonly relations: { readonly nodes: readonly { readonly type: string; readonly to: { readonly id: string } }[] };
  readonly quantities: readonly {
    readonly kind: string;
    readonly normalUnit: string;
    readonly per: string | null;
    readonly approximate: boolean;
    readonly lowest: number | null;
    readonly highest: number | null;
  }[];
}

const LISTED = `query ($filter: ClaimFilter, $after: String) { claims(first: 100, after: $after, filter: $filter) {
  nodes { id key polarity temporality speechAct reviewState event { id parent { id } } relations(first: 100) { nodes { type to { id } } }
    quantities { kind normalUnit per approximate lowest highest } } pageInfo { hasNextPage endCursor } } }`;

async function walk(server: TestServer, filter: object): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data } = await server.run(LISTED, { filter, after });
    const { nodes, pageInfo } = (
      data as never as { claims: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    ).claims;
    found.push(...nodes);
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  return found;
}

/** The database adds decimal fractions exactly. */
const rounded = (sum: number | null) => (sum === null ? null : Number(sum.toPrecision(12)));

/** The same rules once more, over the claims that the list gives. */
function totalled(claims: readonly Listed[]) {
  const amounts = claims.flatMap((claim) => claim.quantities.map((quantity) => ({ claim, ...quantity })));
  const groups = new Map<string, typeof amounts>();
  for (const amount of amounts) {
    const name = `${amount.kind} ${amount.normalUnit} ${amount.per}`;
    groups.set(name, [...(groups.get(name) ?? []), amount]);
  }
  return [...groups].map(([name, group]) => {
    const ends = (which: 'lowest' | 'highest') => group.map((one) => one[which]);
    const known = (which: 'lowest' | 'highest') => ends(which).filter((end) => end !== null);
    const sum = (which: 'lowest' | 'highest') =>
      ends(which).includes(null) ? null : rounded(known(which).reduce((left, right) => left + right, 0));
    const obstacles = obstaclesOf(group);
    return {
      name,
      claimCount: new Set(group.map(({ claim }) => claim.id)).size,
      quantityCount: group.length,
      approximateCount: group.filter(({ approximate }) => approximate).length,
      lowest: known('lowest').length > 0 ? Math.min(...known('lowest')) : null,
      highest: known('highest').length > 0 ? Math.max(...known('highest')) : null,
      openBelow: ends('lowest').includes(null),
      openAbove: ends('highest').includes(null),
      obstacles,
      sum: obstacles.length > 0 ? null : { count: group.length, lowest: sum('lowest'), highest: sum('highest') },
    };
  });
}

function obstaclesOf(group: readonly (Listed['quantities'][number] & { claim: Listed })[]): string[] {
  const claims = [...new Map(group.map(({ claim }) => [claim.id, claim])).values()];
  const eventIds = claims.flatMap(({ event }) => (event ? [event.id] : []));
  const several = group.length > 1;
  const ids = new Set(claims.map(({ id }) => id));
  const wishes = ['PROMISE', 'THREATEN', 'DEMAND', 'HOPE', 'SPECULATE', 'PREDICT'];
  const holds: Record<string, boolean> = {
    NOT_AFFIRMED: claims.some(({ polarity }) => polarity !== 'POSITIVE'),
    NOT_HAPPENED: claims.some(
      ({ temporality, speechAct }) => ['FUTURE', 'CONDITIONAL'].includes(temporality) || wishes.includes(speechAct),
    ),
    WITHDRAWN: claims.some(({ reviewState }) => ['RETRACTED', 'SUPERSEDED'].includes(reviewState)),
    RATES: several && group[0]?.per !== null,
    SHARES: several && group[0]?.kind === 'SHARE',
    ONE_CLAIM: group.length > claims.length,
    ONE_EVENT:
      new Set(eventIds).size < eventIds.length ||
      claims.some(({ event }) => event?.parent != null && eventIds.includes(event.parent.id)),
    RELATED_CLAIMS: claims.some(({ relations }) =>
      relations.nodes.some(({ type, to }) => type !== 'RESPONDS_TO' && ids.has(to.id)),
    ),
    EVENT_UNKNOWN: claims.length > 1 && eventIds.length < claims.length,
  };
  return Object.keys(holds).filter((name) => holds[name]);
}

describe('totals', () => {
  it('say what the amounts of the list say, whatever the filter, and alike by the resolvers', async () => {
    const server = await startTestServer({ template: crowd });
    const schema = loadSchema();
    // Three in four claims say that something has happened, each something else, or there would be hardly a sum.
    await server.database
      .query(`begin; alter table claim disable trigger user; delete from claim_relation where type = 'UPDATES';
      update claim set polarity = 'POSITIVE', temporality = 'PAST', speech_act = 'STATE',
        review_state = 'IN_REVIEW', reviewed_by = null, reviewed_on = null, event_id = (select e.id from event e order by md5(e.key || claim.key) limit 1)
      where position > 0 and review_state <> 'DRAFT';
      alter table quantity disable trigger user; update quantity set per = null where position = 0; alter table quantity enable trigger user;
      alter table claim enable trigger user; commit`);
    const test = fc.record(
      {
        reviewState: fc
          .subarray(['ACCEPTED', 'DISPUTED', 'RETRACTED', 'IN_REVIEW', 'SUPERSEDED'])
          .map((states) => ({ in: states })),
        key: fc
          .subarray(
            Array.from({ length: 60 }, (_, n) => `claim-${n + 1}`),
            { minLength: 2, maxLength: 20 },
          )
          .map((keys) => ({ in: keys })),
        polarity: fc.constant({ eq: 'POSITIVE' }),
        linkCount: fc.nat({ max: 4 }).map((gte) => ({ gte })),
        asserted: fc.constantFrom('2014', '2014-12', '2017').map((during) => ({ during })),
        quantities: fc.constantFrom({ some: { per: { isNull: true } } }, { some: { amount: { gt: 10 } } }),
      },
      { requiredKeys: ['key'] },
    );
    let summed = 0;
    await fc.assert(
      fc.asyncProperty(test, async (filter) => {
        const totals = await amountsOf(server, filter);
        const expected = totalled(await walk(server, filter));
        const named = totals.map(({ kind, unit, per, currency, totalCount, sum, ...rest }) => {
          expect(totalCount).toBe(totals.length);
          expect(currency).toBe(kind === 'MONEY' ? unit : null);
          const ends = sum && { ...sum, lowest: rounded(sum.lowest), highest: rounded(sum.highest) };
          return { name: `${kind} ${unit} ${per}`, ...rest, sum: ends };
        });
        const byName = (left: { name: string }, right: { name: string }) => (left.name < right.name ? -1 : 1);
        expect(named.sort(byName)).toEqual(expected.sort(byName));
        const { data } = await byResolvers(schema, server.database, server.viewer, TOTALS, { filter });
        expect((data as { claims: { quantityTotals: Total[] } }).claims.quantityTotals).toEqual(totals);
        summed += totals.filter(({ sum }) => sum && sum.count > 1).length;
      }),
      { numRuns: 80, seed: 4 },
    );
    expect(summed).toBeGreaterThan(0);
  }, 120_000);
});
