import { beforeAll, describe, expect, it } from '@jest/globals';
import { addressOf, refused } from '../support/exports.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Most rows of a list that a view is computed from. */
const BOUND = 200_000;

/** Records that no dossier has, one more of each kind than any view reads. */
const crowds = [
  `insert into article (id, key, headline, outlet_id, outlet_basis, language, genre, text_right)
   select gen_random_uuid(), 'crowd ' || n, 'One of many', outlet_id, outlet_basis, language, 'OPINION', text_right
   from (select * from article limit 1) a, generate_series(0, $1::int) n`,
  `insert into event (id, key, title, type, status)
   select gen_random_uuid(), 'crowd ' || n, 'One of many', 'PROTEST', 'OCCURRED' from generate_series(0, $1::int) n`,
  `insert into claim (id, key, article_id, statement, speech_act, polarity, certainty, temporality, review_state, reviewed_by,
     reviewed_on, outlet_id)
   select gen_random_uuid(), 'crowd ' || n, article_id, 'One of many', 'THREATEN', polarity, certainty, temporality, 'ACCEPTED',
     'somebody', '2026-01-01', outlet_id
   from (select * from claim limit 1) c, generate_series(0, $1::int) n`,
];

const lists = {
  articles: ['genre', 'OPINION', 'article'],
  events: ['type', 'PROTEST', 'event'],
  claims: ['speechAct', 'THREATEN', 'claim'],
} as const;

/** Takes from a table what makes many rows slow to write, and plays no part in their number. */
const bare = (table: string) => `do $$ declare index regclass; begin
  alter table ${table} disable trigger user;
  for index in select indexrelid from pg_index where indrelid = '${table}'::regclass and not indisunique loop
    execute 'drop index ' || index;
  end loop;
end $$`;

const views = [
  ['articles', 'facets', 'facets(by: GENRE) { total }'],
  ['articles', 'timeline', 'timeline(interval: YEAR) { total }'],
  ['articles', 'coMentionNetwork', 'coMentionNetwork { unitCount }'],
  ['events', 'facets', 'facets(by: TYPE) { total }'],
  ['events', 'timeline', 'timeline(interval: YEAR) { total }'],
  ['events', 'coParticipationNetwork', 'coParticipationNetwork { unitCount }'],
  ['claims', 'facets', 'facets(by: SPEECH_ACT) { total }'],
  ['claims', 'timeline', 'timeline(interval: YEAR) { total }'],
  ['claims', 'facets', 'totalCount facets(by: SPEECH_ACT) { __typename }'],
  ['claims', 'facets', 'totalCount nodes { id } facets(by: REVIEW_STATE, limit: 0) { bucketCount }'],
  ['claims', 'timeline', 'totalCount timeline(interval: YEAR) { __typename }'],
  ['claims', 'quotationNetwork', 'quotationNetwork { unitCount }'],
  ['claims', 'coMentionNetwork', 'coMentionNetwork { unitCount }'],
  ['claims', 'unnamedSources', 'unnamedSources { claimCount }'],
] as const;

const asked = (list: keyof typeof lists, selection: string) => {
  const [field, value] = lists[list];
  return `{ ${list}(first: 0, filter: { ${field}: { eq: ${value} } }) { ${selection} } }`;
};

describe('a view', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
    for (const [, , table] of Object.values(lists)) await server.database.query(bare(table));
    for (const insert of crowds) await server.database.query(insert, [BOUND]);
    await server.database.query('analyze');
  }, 180_000);

  it.each(views)('of more %s than it may read is refused with the bound: %s, %s', async (list, what, selection) => {
    const { data, errors } = await server.run(asked(list, selection));
    expect(data).toEqual({ [list]: null });
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'QUERY_LIMIT_EXCEEDED', what, limit: BOUND },
    ]);
    expect(errors?.[0]?.message).toMatch(String(BOUND));
  });

  it.each(['quotationNetwork', 'coMentionNetwork', 'articleCoMentionNetwork', 'coParticipationNetwork'])(
    'is refused as GraphML as well, also when no tie would be left: %s',
    async (of) => {
      const { status, extensions } = await refused(addressOf(server, 'network.graphml', { of, minWeight: 1_000_000 }));
      expect({ status, ...extensions }).toMatchObject({ status: 400, code: 'QUERY_LIMIT_EXCEEDED', limit: BOUND });
    },
  );

  it('of pairs beyond their bound is refused, though there are few records', async () => {
    await server.database.query(
      `alter table event_participant disable trigger user; alter table actor disable trigger user`,
    );
    await server.database.query(`with actor as (
        insert into actor (id, key, kind, name) select gen_random_uuid(), 'crowd ' || n, 'PERSON', 'One of many'
        from generate_series(1, 1500) n returning id)
      , identity as (insert into actor_identity (actor_id, canonical_id) select id, id from actor)
      insert into event_participant (event_id, position, actor_id, role)
      select (select min(id::text)::uuid from event where type = 'AGREE'), 100 + row_number() over (), id, (enum_range(null::participant_role))[1] from actor`);
    await server.database.query('select refresh_participating_actors(array(select id from event))');
    const { errors } = await server.run(
      '{ events(filter: { type: { eq: AGREE } }) { coParticipationNetwork { tieCount } } }',
    );
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'QUERY_LIMIT_EXCEEDED', what: 'coParticipationNetwork', limit: 1_000_000 },
    ]);
  });

  describe('of as many as it may read', () => {
    beforeAll(async () => {
      for (const [, , table] of Object.values(lists))
        await server.database.query(`delete from ${table} where key = 'crowd 0'`);
    });

    it.each(views)('is answered for %s: %s', async (list, _what, selection) => {
      const { data, errors } = await server.run(asked(list, `totalCount ${selection}`));
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ [list]: { totalCount: BOUND } });
    });
  });
});
