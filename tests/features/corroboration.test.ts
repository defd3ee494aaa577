import { beforeAll, describe, expect, it } from '@jest/globals';
import { id } from '../db/world.js';
import { byResolvers } from '../support/resolvers.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { loadSchema } from '../../src/server/index.js';
import { eventRow, people, relationRow, told, type Told } from './corroboration.world.js';

const numbers = 'articleCount outletCount independentOriginCount notEstablishedCount';
const four = ([articleCount, outletCount, independentOriginCount, notEstablishedCount]: readonly number[]) => ({
  articleCount,
  outletCount,
  independentOriginCount,
  notEstablishedCount,
});

describe('on the seeds', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  // Counted by hand from the dossiers: articles, outlets, independent origins, not established.
  it.each([
    ['iran-hamas-rapprochement', [4, 3, 2, 1], [null, 'SHARED_AFFILIATION', null]],
    ['iran-hamas-rift', [4, 3, 1, 2], [null, 'OWN_VOICE', 'OWN_VOICE']],
    ['iran-support-assad', [3, 3, 1, 2], [null, 'OWN_VOICE', 'OWN_VOICE']],
    ['iran-cuts-aid-hamas', [3, 3, 0, 3], ['OWN_VOICE', 'OWN_VOICE', 'OWN_VOICE']],
    ['iran-weapons-aid-hamas', [3, 3, 0, 3], ['SOURCE_UNNAMED', 'OWN_VOICE', 'RELAY_UNKNOWN']],
    ['hamas-terror-designation-us', [2, 2, 0, 2], ['OWN_VOICE', 'RELAY_UNKNOWN']],
    ['hamas-leadership-leaves-damascus-2012', [2, 2, 1, 1], [null, 'OWN_VOICE']],
    ['hamas-delegation-tehran-2017-08', [2, 2, 1, 0], [null]],
    ['haniyeh-letter-khamenei-2019', [1, 1, 0, 1], ['RELAY_UNKNOWN']],
  ])('event %s is known from %j', async (event, expected, whyNot) => {
    const { data } = await server.run(
      `query ($event: String!) { events(filter: { key: { eq: $event } }) { nodes {
        corroboration { ${numbers} clusters { whyNot } } } } }`,
      { event },
    );
    const corroboration = { ...four(expected), clusters: whyNot.map((gap) => ({ whyNot: gap })) };
    expect(data).toEqual({ events: { nodes: [{ corroboration }] } });
  });

  it.each([
    ['the-tower-2014-12-hamas-delegation-tehran', 'hamas-seeks-to-mend-ties-with-iran', [2, 2, 1, 1]],
    ['radio-farda-2017-08-iran-mending-fences', 'visit-opened-new-page', [2, 2, 1, 0]],
    ['radio-farda-2017-08-iran-mending-fences', 'iran-backed-assad', [3, 3, 1, 2]],
    ['radio-farda-2017-08-iran-mending-fences', 'zarif-keep-support', [2, 2, 0, 2]],
    ['the-tower-2017-08-hamas-turn-a-new-page', 'hamas-terror-label', [3, 2, 0, 2]],
    ['free-beacon-2014-12-10-hamas-iran-rebuilding-military-ties', 'meetings-to-mend-historic-relations', [1, 1, 0, 1]],
    ['free-beacon-2014-12-10-hamas-iran-rebuilding-military-ties', 'iran-kept-arming-and-training', [2, 2, 0, 2]],
    ['the-tower-2014-12-hamas-delegation-tehran', 'left-damascus-for-practical-reasons', [1, 1, 1, 0]],
  ])('claim %s/%s is known from %j', async (article, claim, expected) => {
    const { data } = await server.run(
      `query ($article: String!, $claim: String!) {
        claims(filter: { key: { eq: $claim }, article: { key: { eq: $article } } }) { nodes { corroboration { ${numbers} } } } }`,
      { article, claim },
    );
    expect(data).toEqual({ claims: { nodes: [{ corroboration: four(expected) }] } });
  });
});

const text = Array.from({ length: 60 }, (_none, index) => `word${(index * 37) % 61}`).join(' ');

interface Merge {
  readonly basis: string;
  readonly actor?: string;
  readonly similarity?: unknown;
}

/** An event that two articles report; between them, by the rule or not. */
const pairs: readonly (readonly [string, Omit<Told, 'claim'>, Omit<Told, 'claim'>, Merge | null])[] = [
  ['one outlet', { outlet: 'herald' }, { outlet: 'herald' }, { basis: 'SAME_OUTLET', actor: 'herald' }],
  [
    'two records of one outlet',
    { outlet: 'gazette' },
    { outlet: 'gazette-online' },
    { basis: 'SAME_OUTLET', actor: 'gazette' },
  ],
  ['two outlets of one house', { outlet: 'daily' }, { outlet: 'weekly' }, { basis: 'SAME_FAMILY', actor: 'house' }],
  [
    'outlets of one holding at different heights',
    { outlet: 'daily' },
    { outlet: 'mirror' },
    { basis: 'SAME_FAMILY', actor: 'holding' },
  ],
  [
    'one agency that both credit',
    { outlet: 'herald', chain: [['agency', 'WIRE_AGENCY'], ['minister']] },
    { outlet: 'gazette', chain: [['agency', 'WIRE_AGENCY'], ['mayor']] },
    { basis: 'SAME_WIRE_CREDIT', actor: 'agency' },
  ],
  [
    'the same text, held by nobody',
    { outlet: 'herald', text, held: false },
    { outlet: 'gazette', text, held: false },
    { basis: 'NEAR_DUPLICATE_TEXT', similarity: 1 },
  ],
  [
    'nearly the same text',
    { outlet: 'herald', text },
    { outlet: 'gazette', text: `${text} and more at ten` },
    { basis: 'NEAR_DUPLICATE_TEXT', similarity: expect.any(Number) },
  ],
  [
    'nearly the same digest',
    { outlet: 'herald', text, kind: 'DIGEST' },
    { outlet: 'gazette', text: `${text} and more at ten`, kind: 'DIGEST' },
    null,
  ],
  [
    'one speaker under two names',
    { outlet: 'herald', chain: [['minister']] },
    { outlet: 'gazette', chain: [['the-minister', 'ORIGINAL_SPEAKER', 'UNKNOWN']] },
    { basis: 'SAME_ULTIMATE_SOURCE', actor: 'minister' },
  ],
  [
    'a source that one chain ends with and the other passes',
    { outlet: 'herald', chain: [['report', 'DOCUMENT']] },
    { outlet: 'gazette', chain: [['report', 'DOCUMENT'], ['mayor']] },
    { basis: 'SAME_ULTIMATE_SOURCE', actor: 'report' },
  ],
  [
    'a chain that names the other outlet',
    { outlet: 'herald' },
    { outlet: 'gazette', chain: [['herald', 'INTERMEDIARY']] },
    { basis: 'EXPLICIT_CITATION', actor: 'herald' },
  ],
  ['nothing in common', { outlet: 'herald', chain: [['minister']] }, { outlet: 'gazette', chain: [['mayor']] }, null],
];

/** What is missing of a single account. */
const accounts: readonly (readonly [string, Omit<Told, 'claim' | 'outlet'>, string | null])[] = [
  ['a named source at first hand', { chain: [['minister']] }, null],
  ['a chain without a gap', { chain: [['agency', 'WIRE_AGENCY'], ['minister']] }, null],
  ['the own voice of the outlet', {}, 'OWN_VOICE'],
  ['a missing link', { chain: [[null, 'UNNAMED']] }, 'SOURCE_UNNAMED'],
  ['a source that is not named', { chain: [['official']] }, 'SOURCE_UNNAMED'],
  ['words come by nobody says how', { chain: [['minister', 'ORIGINAL_SPEAKER', 'UNKNOWN']] }, 'RELAY_UNKNOWN'],
  ['words through somebody else', { chain: [['minister', 'ORIGINAL_SPEAKER', 'RELAYED']] }, 'RELAY_UNKNOWN'],
];

const clusters = `clusters { claims { key } established whyNot bases
  merges { basis left { key } right { key } actor { key } similarity relation { type } } }`;

describe('by rules', () => {
  let server: TestServer;
  const schema = loadSchema();
  const account = (event: string) => `query { events(filter: { key: { eq: "${event}" } }) { nodes {
    corroboration { ${numbers} ${clusters} } } } }`;
  const ofEvent = async (event: string) => {
    const { data, errors } = await server.run(account(event));
    expect(errors).toBeUndefined();
    const level = await byResolvers(schema, server.database, server.viewer, account(event));
    expect(level.data).toEqual(data);
    return (data as { events: { nodes: { corroboration: Record<string, unknown> }[] } }).events.nodes[0]!.corroboration;
  };

  beforeAll(async () => {
    server = await startTestServer();
    const statements = [
      ...people,
      ...pairs.flatMap(([title, one, other], index) => [
        eventRow(title.replaceAll("'", '')),
        ...told({ ...one, claim: `p${index}a`, event: title }, index),
        ...told({ ...other, claim: `p${index}b`, event: title }, 100 + index),
      ]),
      ...accounts.flatMap(([title, one], index) => [
        eventRow(title),
        ...told({ outlet: 'herald', ...one, claim: `a${index}`, event: title }, index),
      ]),
      eventRow('talk'),
      ...told({ claim: 'mayor says', outlet: 'herald', chain: [['mayor']], event: 'talk' }, 1),
      ...told({ claim: 'deputy says', outlet: 'gazette', chain: [['deputy']], event: 'talk' }, 2),
      ...told({ claim: 'minister says', outlet: 'daily', chain: [['minister']], event: 'talk' }, 3),
      eventRow('asserted'),
      eventRow('promised', 'PROMISED'),
      ...['asserted', 'promised'].flatMap((event) => [
        ...told({ claim: `${event} so`, outlet: 'herald', event }, 1),
        ...told({ claim: `${event} not`, outlet: 'gazette', event, polarity: 'NEGATIVE' }, 2),
        ...told({ claim: `${event} denied`, outlet: 'daily', event, act: 'DENY' }, 3),
        ...told({ claim: `${event} hoped`, outlet: 'agency', event, act: 'HOPE' }, 4),
        ...told({ claim: `${event} draft`, outlet: 'mirror', event, state: 'DRAFT' }, 5),
        ...told({ claim: `${event} taken back`, outlet: 'mirror', event, state: 'RETRACTED' }, 6),
      ]),
      ...told({ claim: 'first', outlet: 'herald', chain: [['minister']] }, 1),
      ...told({ claim: 'again', outlet: 'gazette' }, 2),
      ...told({ claim: 'proposed', outlet: 'daily' }, 3),
      ...told({ claim: 'under review', outlet: 'agency', chain: [['mayor']], state: 'IN_REVIEW' }, 4),
      ...told({ claim: 'further', outlet: 'mirror' }, 5),
      relationRow('again', 'first', 'REPEATS'),
      relationRow('proposed', 'first', 'SUPPORTS', 'MODEL'),
      relationRow('first', 'under review', 'SUPPORTS'),
      relationRow('further', 'again', 'SUPPORTS'),
    ];
    await server.database.query(`begin; ${statements.join(';\n')}; commit`);
  });

  it.each(pairs)('%s', async (event, _one, _other, expected) => {
    const index = pairs.findIndex(([title]) => title === event);
    const found = await ofEvent(event);
    const merges = (found['clusters'] as { merges: Record<string, unknown>[] }[]).flatMap((cluster) => cluster.merges);
    if (!expected) return expect(merges).toEqual([]);
    const ends = [{ key: `p${index}a` }, { key: `p${index}b` }];
    const [left, right] = expected.basis === 'EXPLICIT_CITATION' ? ends.reverse() : ends;
    const actor = expected.actor ? { key: expected.actor } : null;
    expect(merges).toEqual([{ similarity: null, relation: null, ...expected, left, right, actor }]);
  });

  it.each(accounts)('%s', async (event, _one, whyNot) => {
    expect(await ofEvent(event)).toMatchObject({
      ...four(whyNot ? [1, 1, 0, 1] : [1, 1, 1, 0]),
      clusters: [{ established: !whyNot, whyNot, bases: whyNot ? ['NOT_ESTABLISHED'] : [], merges: [] }],
    });
  });

  it('speakers of one body are one established origin', async () => {
    expect(await ofEvent('talk')).toMatchObject({
      ...four([3, 3, 2, 1]),
      clusters: [{ whyNot: null }, { whyNot: 'SHARED_AFFILIATION' }, { whyNot: null }],
    });
  });

  it('denials, drafts and what was taken back assert no event, and a hope none that has happened', async () => {
    expect(await ofEvent('asserted')).toMatchObject({
      ...four([1, 1, 0, 1]),
      clusters: [{ claims: [{ key: 'asserted so' }] }],
    });
    expect(await ofEvent('promised')).toMatchObject(four([2, 2, 0, 2]));
  });

  const ofClaim = (claim: string) =>
    `query { claims(filter: { key: { eq: "${claim}" } }) { nodes { corroboration { ${numbers} ${clusters} } } } }`;

  it('a claim is corroborated by what a person joined to it, one step far', async () => {
    const { data } = await server.run(ofClaim('first'));
    expect(data).toMatchObject({
      claims: {
        nodes: [
          {
            corroboration: {
              ...four([3, 3, 2, 0]),
              clusters: [
                {
                  claims: [{ key: 'first' }, { key: 'again' }],
                  merges: [{ basis: 'SAME_ULTIMATE_SOURCE', actor: null, relation: { type: 'REPEATS' } }],
                },
                { claims: [{ key: 'under review' }], established: true },
              ],
            },
          },
        ],
      },
    });
  });

  it('a viewer who sees less counts, filters and orders less', async () => {
    const anonymous = { reviewStates: ['ACCEPTED' as const], texts: 'NONE' as const };
    const narrow = await startTestServer({ anonymous });
    await narrow.database.query(
      `begin; ${[
        ...people,
        ...told({ claim: 'first', outlet: 'herald', chain: [['minister']] }, 1),
        ...told({ claim: 'under review', outlet: 'agency', chain: [['mayor']], state: 'IN_REVIEW' }, 4),
        ...told({ claim: 'own voice', outlet: 'gazette' }, 5),
        relationRow('first', 'under review', 'SUPPORTS'),
      ].join(';\n')}; commit`,
    );
    const { data } = await narrow.run(`query {
      claims(orderBy: [{ field: INDEPENDENT_ORIGIN_COUNT, direction: DESC }]) { nodes { key corroboration { ${numbers} } } }
      two: claims(filter: { corroboration: { articleCount: { gte: 2 } } }) { totalCount }
    }`);
    expect(data).toEqual({
      claims: {
        nodes: [
          { key: 'first', corroboration: four([1, 1, 1, 0]) },
          { key: 'own voice', corroboration: four([1, 1, 0, 1]) },
        ],
      },
      two: { totalCount: 0 },
    });
  });

  it('articles with nearly the same text are found, and none of their words', async () => {
    const { data } = await server.run(`query { articles(filter: { key: { eq: "p6a" } }) { nodes {
      nearDuplicates { article { key } similarity } } } }`);
    const [{ nearDuplicates }] = (data as { articles: { nodes: [{ nearDuplicates: unknown[] }] } }).articles.nodes;
    expect(nearDuplicates).toEqual([
      { article: { key: 'p5a' }, similarity: 1 },
      { article: { key: 'p5b' }, similarity: 1 },
      { article: { key: 'p6b' }, similarity: expect.any(Number) },
    ]);
  });

  it('more claims than can be parted are refused, not cut, and still counted', async () => {
    await server.database.query(`begin; ${eventRow('crowded')};
      alter table claim disable trigger user; alter table attribution_link disable trigger user;
      insert into claim (id, key, article_id, event_id, statement, speech_act, polarity, certainty, temporality,
        review_state, reviewed_by, reviewed_on, outlet_id)
      select gen_random_uuid(), 'crowd ' || n, ${id('first article')}, ${id('crowded')}, 'x', 'STATE', 'POSITIVE', 'CERTAIN',
        'PAST', 'ACCEPTED', 'desk', '2020-01-01', ${id('herald')} from generate_series(1, 2001) n;
      insert into attribution_link (claim_id, position, actor_id, role, quotation, relay, certainty, polarity)
      select id, 0, outlet_id, 'REPORTING_OUTLET', 'NARRATED', 'FIRSTHAND', 'CERTAIN', 'POSITIVE'
      from claim where event_id = ${id('crowded')};
      alter table claim enable trigger user; alter table attribution_link enable trigger user;
      select refresh_corroboration('{}', array[${id('crowded')}]::uuid[]); commit`);
    const ask = (selection: string) =>
      server.run(`query { events(filter: { key: { eq: "crowded" } }) { nodes { corroboration { ${selection} } } } }`);
    expect((await ask(numbers)).data).toEqual({ events: { nodes: [{ corroboration: four([1, 1, 0, 1]) }] } });
    expect((await ask('clusters { established }')).errors).toMatchObject([
      { extensions: { code: 'QUERY_LIMIT_EXCEEDED', limit: 2000 } },
    ]);
  });

  it('numbers of articles are refused an operand that is none', async () => {
    const { errors } = await server.run(
      '{ claims(filter: { corroboration: { articleCount: { gte: null } } }) { totalCount } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
