import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idOf, toGlobalId } from '../../src/lib/ids.js';
import { withDrafts, withoutDrafts } from '../support/drafts.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Tie {
  source: { id: string } | null;
  sourceUnnamed: string | null;
  target: { id: string } | null;
  targetUnnamed: string | null;
  weight: number;
  articleCount: number | null;
}
interface Network {
  unitCount: number;
  nodeCount: number;
  tieCount: number;
  ties: Tie[];
}

const NETWORK = `unitCount nodeCount tieCount
  ties { source { id } sourceUnnamed target { id } targetUnnamed weight articleCount }`;
const gid = (key: string) => toGlobalId('actor', idOf('actor', key));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds, viewer: 'operator', limits: { cost: 1_000_000, aliases: 600 } });
}, 60_000);

async function ask<Data>(document: string, variables: Record<string, unknown> = {}, of = server): Promise<Data> {
  const { data, errors } = await of.run(document, variables);
  expect(errors).toBeUndefined();
  return data as Data;
}

/** Ends of a tie, as text. */
const endsOf = ({ source, sourceUnnamed, target, targetUnnamed }: Tie) =>
  [source?.id ?? sourceUnnamed, target?.id ?? targetUnnamed].join(' → ');

/** Weights by ends, in no order. */
const weightsOf = ({ ties }: Network) => Object.fromEntries(ties.map((tie) => [endsOf(tie), tie.weight]));

/** How often each pair stands in the lists, at most once in one of them. */
function countPairs(lists: readonly (readonly string[])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const pairs of lists) for (const pair of new Set(pairs)) counts[pair] = (counts[pair] ?? 0) + 1;
  return counts;
}

/** All pairs of a set without direction, the lower id first. */
const pairsIn = (ids: readonly string[]): string[] => {
  const sorted = [...new Set(ids)].sort();
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b) => `${a} → ${b}`));
};

/** All rows of a root list under a filter, page by page. */
async function walk<Row>(list: string, filter: object, selection: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null, more = true; more;) {
    const type = list === 'claims' ? 'ClaimFilter' : list === 'events' ? 'EventFilter' : 'ArticleFilter';
    const answer: Record<string, { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }> =
      await ask(
        `query ($filter: ${type}, $after: String) { ${list}(first: 100, after: $after, filter: $filter) {
          nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
        { filter, after },
      );
    rows.push(...answer[list]!.nodes);
    more = answer[list]!.pageInfo.hasNextPage;
    after = answer[list]!.pageInfo.endCursor;
  }
  return rows;
}

const aClaimFilter = fc.oneof(
  fc.constant({}),
  fc.constantFrom('STATE', 'ANNOUNCE', 'HOPE', 'DENY', 'ACCUSE').map((eq) => ({ speechAct: { eq } })),
  fc.constantFrom(2, 3, 4).map((gte) => ({ linkCount: { gte } })),
  fc.constantFrom('hamas', 'iran', 'ali-khamenei').map((eq) => ({ subject: { key: { eq } } })),
  fc.constantFrom('the-tower', 'radio-farda', 'al-monitor').map((key) => ({ outlet: { id: { eq: gid(key) } } })),
  fc.constantFrom('times-of-israel', 'osama-hamdan', 'hamas').map((eq) => ({ restsOn: { key: { eq } } })),
  fc.constantFrom('2014-12', '2017').map((during) => ({ published: { during, within: 'POSSIBLY' } })),
);

describe('the quotation network of a list of claims', () => {
  interface Claim {
    chain: { position: number; actor: { id: string } | null; unnamed: string | null }[];
    article: { id: string };
  }
  const network = async (filter: object, args = '(limit: 500)') =>
    (
      await ask<{ claims: { totalCount: number; quotationNetwork: Network } }>(
        `query ($filter: ClaimFilter) { claims(first: 0, filter: $filter) { totalCount quotationNetwork${args} { ${NETWORK} } } }`,
        { filter },
      )
    ).claims;

  it('counts every passage of its chains once a claim', async () => {
    await fc.assert(
      fc.asyncProperty(aClaimFilter, async (filter) => {
        const { totalCount, quotationNetwork } = await network(filter);
        const claims = await walk<Claim>('claims', filter, 'chain { position actor { id } unnamed } article { id }');
        const node = ({ actor, unnamed }: Claim['chain'][number]) => actor?.id ?? unnamed;
        const passages = claims.map(({ chain }) =>
          chain.slice(1).map((link, index) => `${node(chain[index]!)} → ${node(link)}`),
        );
        const weights = countPairs(passages);
        expect(weightsOf(quotationNetwork)).toEqual(weights);
        expect(quotationNetwork.unitCount).toBe(totalCount);
        expect(quotationNetwork.tieCount).toBe(Object.keys(weights).length);
        expect(quotationNetwork.nodeCount).toBe(
          new Set(Object.keys(weights).flatMap((ends) => ends.split(' → '))).size,
        );
        for (const tie of quotationNetwork.ties) {
          const articles = claims.filter((_, index) => passages[index]!.includes(endsOf(tie)));
          expect(tie.articleCount).toBe(new Set(articles.map(({ article }) => article.id)).size);
        }
      }),
      { numRuns: 20, seed: 5 },
    );
  }, 60_000);

  it('gives the heaviest ties, and how many there are', async () => {
    const all = (await network({})).quotationNetwork;
    const some = (await network({}, '(limit: 5, minWeight: 2)')).quotationNetwork;
    const heavy = all.ties.filter(({ weight }) => weight >= 2);
    expect(some.ties).toEqual(heavy.slice(0, 5));
    expect(some.tieCount).toBe(heavy.length);
    expect(heavy.length).toBeGreaterThan(5);
    expect(all.ties.map(({ weight }) => weight)).toEqual(all.ties.map(({ weight }) => weight).sort((a, b) => b - a));
  });

  it('has a node for what describes a source that is not named', async () => {
    const { quotationNetwork } = await network({ article: { key: { startsWith: 'al-monitor' } } });
    const unnamed = quotationNetwork.ties.filter(({ targetUnnamed }) => targetUnnamed !== null);
    const link = (key: string, targetUnnamed: string, weight: number) => ({
      source: { id: gid(key) },
      sourceUnnamed: null,
      target: null,
      targetUnnamed,
      weight,
      articleCount: 1,
    });
    expect(unnamed).toEqual([
      link('al-akhbar', 'reportedly', 2),
      link('al-monitor', 'is expected (by whom is not said)', 1),
    ]);
  });

  it('has ties whose claims are found by a filter on the passage', async () => {
    const filter = { published: { during: '2017' } };
    const { quotationNetwork } = await network(filter);
    const named = quotationNetwork.ties.filter(({ source, target }) => source && target);
    expect(named.length).toBe(13);
    for (const tie of named) {
      const end = (actor: { id: string } | null) => ({ actor: { id: { eq: actor?.id } } });
      const passage = { ...end(tie.source), next: end(tie.target) };
      const both = { and: [filter, { links: { some: passage } }] };
      expect([endsOf(tie), (await network(both, '(limit: 0)')).totalCount]).toEqual([endsOf(tie), tie.weight]);
    }
  });
});

describe('networks of what stands together', () => {
  it('count the pairs of actors that claims are about', async () => {
    await fc.assert(
      fc.asyncProperty(aClaimFilter, async (filter) => {
        const { claims } = await ask<{ claims: { coMentionNetwork: Network } }>(
          `query ($filter: ClaimFilter) { claims(first: 0, filter: $filter) { coMentionNetwork(limit: 500) { ${NETWORK} } } }`,
          { filter },
        );
        type Row = Record<'subjects' | 'objects', { id: string }[]>;
        const rows = await walk<Row>('claims', filter, 'subjects { id } objects { id }');
        const pairs = rows.map(({ subjects, objects }) => pairsIn([...subjects, ...objects].map(({ id }) => id)));
        expect(weightsOf(claims.coMentionNetwork)).toEqual(countPairs(pairs));
        expect(claims.coMentionNetwork.unitCount).toBe(rows.length);
      }),
      { numRuns: 15, seed: 6 },
    );
  }, 60_000);

  it('count the pairs of participants of events', async () => {
    const aFilter = fc.oneof(
      fc.constant({}),
      fc.constantFrom('CONSULT', 'AID', 'STATEMENT').map((eq) => ({ type: { eq } })),
      fc.constantFrom('hamas', 'iran').map((eq) => ({ participants: { some: { actor: { key: { eq } } } } })),
    );
    await fc.assert(
      fc.asyncProperty(aFilter, async (filter) => {
        const { events } = await ask<{ events: { coParticipationNetwork: Network } }>(
          `query ($filter: EventFilter) { events(first: 0, filter: $filter) { coParticipationNetwork(limit: 500) { ${NETWORK} } } }`,
          { filter },
        );
        type Row = { participants: { nodes: { actor: { id: string } }[] } };
        const rows = await walk<Row>('events', filter, 'participants(first: 100) { nodes { actor { id } } }');
        const pairs = rows.map(({ participants }) => pairsIn(participants.nodes.map(({ actor }) => actor.id)));
        expect(weightsOf(events.coParticipationNetwork)).toEqual(countPairs(pairs));
        expect(events.coParticipationNetwork.unitCount).toBe(rows.length);
      }),
      { numRuns: 8, seed: 7 },
    );
  }, 60_000);

  it('count the pairs of actors that articles mention', async () => {
    const filter = { published: { during: '2014' } };
    const { articles } = await ask<{ articles: { coMentionNetwork: Network } }>(
      `query ($filter: ArticleFilter) { articles(first: 0, filter: $filter) { coMentionNetwork(limit: 500) { ${NETWORK} } } }`,
      { filter },
    );
    type Row = { mentionedActors: { nodes: { id: string }[] } };
    const rows = await walk<Row>('articles', filter, 'mentionedActors(first: 100) { nodes { id } }');
    expect(rows.length).toBe(2);
    const pairs = rows.map(({ mentionedActors }) => pairsIn(mentionedActors.nodes.map(({ id }) => id)));
    expect(weightsOf(articles.coMentionNetwork)).toEqual(countPairs(pairs));
  });
});

describe('unnamed sources', () => {
  interface Answer {
    claims: {
      unnamedSources: {
        claimCount: number;
        sourceCount: number;
        sources: { claimCount: number; outlet: { id: string }; words: string[]; actor: { id: string } | null }[];
      };
    };
  }
  const unnamed = (filter: object) =>
    ask<Answer>(
      `query ($filter: ClaimFilter) { claims(first: 0, filter: $filter) { unnamedSources(limit: 500) {
        claimCount sourceCount sources { claimCount words outlet { id } actor { id } } } } }`,
      { filter },
    );

  it('are those of the claims that a filter on their links finds', async () => {
    const link = {
      position: { gt: 0 },
      or: [{ unnamed: { isNull: false } }, { actor: { kind: { eq: 'UNNAMED_SOURCE' } } }],
    };
    await fc.assert(
      fc.asyncProperty(aClaimFilter, async (filter) => {
        const { claims } = await unnamed(filter);
        const { sourceCount, sources, claimCount } = claims.unnamedSources;
        const found = await walk('claims', { and: [filter, { links: { some: link } }] }, 'id');
        expect(claimCount).toBe(found.length);
        expect(sources.length).toBe(sourceCount);
      }),
      { numRuns: 10, seed: 8 },
    );
  }, 60_000);

  it('without an actor are told apart by outlet and description', async () => {
    const { claims } = await unnamed({});
    const described = claims.unnamedSources.sources.filter(({ actor }) => actor === null);
    expect(described.map(({ outlet, words, claimCount }) => [outlet.id, ...words, claimCount]).sort()).toEqual(
      [
        [gid('washington-free-beacon'), 'reportedly', 2],
        [gid('al-monitor'), 'reportedly', 2],
        [gid('al-monitor'), 'is expected (by whom is not said)', 1],
        [gid('radio-farda'), 'was considered', 1],
        [gid('radio-farda'), 'considered', 1],
      ].sort(),
    );
  });
});

describe('networks and claims that rest on a source', () => {
  const everything = `{
    claims(first: 0) {
      quotationNetwork(limit: 500) { ${NETWORK} } coMentionNetwork(limit: 500) { ${NETWORK} }
      unnamedSources(limit: 500) { claimCount sources { claimCount claims { id } } }
    }
    events(first: 0) { coParticipationNetwork(limit: 500) { tieCount ties { weight claims { id } } } }
    relationNetwork(limit: 500) { tieCount ties { weight relations { id } claims { id } } }
    resting: claims(first: 100, filter: { restsOn: { kind: { neq: STATE } } }) { totalCount nodes { id } }
    passed: claims(filter: { links: { some: { next: { role: { eq: ORIGINAL_SPEAKER } } } } }) { totalCount }
    paths(from: "${gid('osama-hamdan')}", to: "${gid('the-tower')}", via: [QUOTATION, MENTION]) { steps { kind claims { id } } }
  }`;

  it('take no notice of claims that the viewer may not see', async () => {
    const limits = { cost: 1_000_000 };
    const hidden = await startTestServer({ template: withDrafts, limits });
    const absent = await startTestServer({ template: withoutDrafts, limits });
    const operator = await startTestServer({ template: withDrafts, viewer: 'operator', limits });
    const answer = await ask(everything, {}, hidden);
    expect(answer).toEqual(await ask(everything, {}, absent));
    const seen = await ask<Record<string, unknown>>(everything, {}, operator);
    for (const [field, value] of Object.entries(answer as Record<string, unknown>))
      if (field !== 'paths') expect([field, seen[field]]).not.toEqual([field, value]);
  }, 120_000);

  it('do not rest on a source through a claim that the viewer may not see', async () => {
    const one = await startTestServer({ template: seeds });
    const total = async () => {
      const { claims } = await ask<{ claims: { totalCount: number } }>(
        '{ claims(filter: { restsOn: { key: { eq: "times-of-israel" } } }) { totalCount } }',
        {},
        one,
      );
      return claims.totalCount;
    };
    expect(await total()).toBe(4);
    await one.database.query(
      `alter table claim disable trigger user;
       update claim set review_state = 'DRAFT' where key = 'visit-opened-new-page';
       alter table claim enable trigger user`,
    );
    // Neither the draft, nor the claim that repeats it.
    expect(await total()).toBe(2);
  }, 60_000);

  it('have one node for actors that are judged the same', async () => {
    const one = await startTestServer({ template: seeds });
    const judge = (verdict: string) =>
      one.database.query(
        `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
         values (gen_random_uuid(), $1, $2, '${verdict}', 'test', '2026-01-01', 'test')`,
        [idOf('actor', 'ali-alfoneh'), idOf('actor', 'jonathan-schanzer')],
      );
    const tiesOf = async () =>
      (
        await ask<{ claims: { quotationNetwork: Network } }>(
          `{ claims(first: 0) { quotationNetwork(limit: 500) { ${NETWORK} } } }`,
          {},
          one,
        )
      ).claims.quotationNetwork;
    const before = await tiesOf();
    await judge('SAME');
    const joined = await tiesOf();
    expect(joined.nodeCount).toBe(before.nodeCount - 1);
    expect(weightsOf(joined)).toMatchObject({
      [`${gid('the-tower')} → ${gid('ali-alfoneh')}`]: 16,
      // relations-strained-since-2012, hamas-distanced-itself, iran-backed-assad, both-sides, visit-attempt
      [`${gid('washington-free-beacon')} → ${gid('ali-alfoneh')}`]: 5,
    });
    await judge('NOT_SAME');
    expect(await tiesOf()).toEqual(before);
  }, 60_000);
});

describe('arguments of networks', () => {
  const refusal = async (document: string) => {
    const { errors } = await server.run(document);
    const { code, what, limit } = (errors as unknown as { extensions: Record<string, unknown> }[])[0]!.extensions;
    return { code, what, limit };
  };

  it.each([
    ['{ claims { quotationNetwork(limit: 501) { tieCount } } }', 'limit', 500],
    ['{ claims { coMentionNetwork(examples: 26) { tieCount } } }', 'examples', 25],
    ['{ claims { unnamedSources(limit: 501) { sourceCount } } }', 'limit', 500],
    [`{ paths(from: "${gid('iran')}", to: "${gid('hamas')}", maxLength: 7) { length } }`, 'pathLength', 6],
    [`{ paths(from: "${gid('iran')}", to: "${gid('hamas')}", limit: 21) { length } }`, 'limit', 20],
  ])('are refused with the bound that they pass: %s', async (document, what, limit) => {
    expect(await refusal(document)).toEqual({ code: 'QUERY_LIMIT_EXCEEDED', what, limit });
  });

  it.each([
    '{ events { coParticipationNetwork(limit: -1) { tieCount } } }',
    '{ relationNetwork(minWeight: 0) { tieCount } }',
    `{ paths(from: "${gid('iran')}", to: "${gid('hamas')}", maxLength: 0) { length } }`,
    `{ paths(from: "${gid('iran')}", to: "${gid('hamas')}", via: []) { length } }`,
    `{ paths(from: "${gid('iran')}", to: "claim_00000000000000000000000000000000") { length } }`,
  ])('are refused when they make no sense: %s', async (document) => {
    expect(await refusal(document)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
