import { beforeAll, describe, expect, it } from '@jest/globals';
import { countBy } from '../support/countBy.js';
import { freshDatabase } from '../support/database.js';
import { changesOf, follow, settled } from '../support/mirror.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let desk: TestServer;
let latest: string;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
  desk = await startTestServer({ database: server.database, viewer: 'operator' });
  await settled(server.database);
  ({ latest } = await changesOf(server, { first: 0 }));
});

/** What one transaction has told, in words: kind and type, in order. */
async function toldOf(statements: string, to: TestServer = server, types?: readonly string[]) {
  await settled(server.database);
  const asked = types ? { types } : {};
  const { latest: since } = await changesOf(to, { first: 0, ...asked });
  await server.database.query(`begin; ${statements}; commit`);
  await settled(server.database);
  const { told } = await follow(to, { since, ...asked });
  return told.map(({ kind, type, record }) => `${kind} ${type}${record ? '' : ' gone'}`);
}

const REBUILT = '(select id from claim order by id limit 1)';
const insertEvent = (key: string) =>
  `insert into event (id, key, title, type, status) values (md5('${key}')::uuid, '${key}', 'New', 'AID', 'OCCURRED')`;

describe('without a token', () => {
  // Counted in the dossiers: `key:` of each list; a name more for every actor; three actors stand second in a SAME.
  it('everything there is comes first, each record once, each type after those that it refers to', async () => {
    const { told } = await follow(server);
    expect(countBy(told.map(({ type }) => type))).toEqual({
      COLLECTION: 1,
      ACTOR: 113 - 3,
      EVENT: 99,
      ARTICLE: 5,
      ARTICLE_VERSION: 10,
      ACTOR_NAME: 113 + 140,
      MENTION: 44 + 111 + 63 + 51 + 54,
      CLAIM: 34 + 76 + 51 + 36 + 40,
      CITATION: 492,
      ACTOR_RELATION: 72,
      CLAIM_RELATION: 85,
      IDENTITY_JUDGEMENT: 17,
      ASSESSMENT: 10,
    });
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(told.every(({ kind, at, record, id }) => kind === 'ADDED' && at === null && record?.id === id)).toBe(true);
    const order = [...new Set(told.map(({ type }) => type))];
    const types = await server.database.query<{ type: string }>('select unnest(enum_range(null::record_type)) as type');
    expect(order).toEqual(types.map(({ type }) => type));
  });

  it.each([1, 2, 7, 99, 100])('pages of %i lead to the same', async (first) => {
    const types = ['ARTICLE_VERSION', 'ASSESSMENT', 'ARTICLE'];
    const { told, next } = await follow(server, { types, first });
    expect(told.map(({ id }) => id)).toEqual((await follow(server, { types })).told.map(({ id }) => id));
    expect(told).toHaveLength(10 + 10 + 5);
    expect(await changesOf(server, { types, since: next })).toMatchObject({ nodes: [], more: false, next });
  });

  it('drafts are not there for everybody', async () => {
    const database = await freshDatabase(seeds);
    const strict = await startTestServer({ database, anonymous: { reviewStates: ['DISPUTED'], texts: 'NONE' } });
    const { told } = await follow(strict, { types: ['CLAIM', 'CITATION', 'CLAIM_RELATION', 'ASSESSMENT'] });
    // Six assessments in seeds/assessments.yaml are of outlets and articles.
    expect(countBy(told.map(({ type }) => type))).toEqual({ ASSESSMENT: 6 });
  });

  it('of no type at all is refused', async () => {
    const { errors } = await server.run('{ changes(types: []) { more } }');
    expect(errors?.map(({ message, extensions }) => [extensions?.['code'], message])).toEqual([
      ['BAD_USER_INPUT', 'types: there is no type of record to tell of.'],
    ]);
  });
});

describe('with a token', () => {
  it.each([
    [`a record is added`, insertEvent('one'), ['ADDED EVENT']],
    ['a record changes', `update event set title = 'Other' where key = 'one'`, ['CHANGED EVENT']],
    ['nothing changes', `update event set title = title where key = 'one'`, []],
    ['a record goes', `delete from event where key = 'one'`, ['DELETED EVENT gone']],
    ['a record comes and goes in one transaction', `${insertEvent('two')}; delete from event where key = 'two'`, []],
    ['a record goes and comes again', `${insertEvent('three')}`, ['ADDED EVENT']],
    [
      'it does so in one transaction',
      `delete from event where key = 'three'; ${insertEvent('three')}`,
      ['CHANGED EVENT'],
    ],
    [
      'records refer to each other',
      `${insertEvent('four')};
       insert into actor (id, key, kind, name) values (md5('four')::uuid, 'four', 'PERSON', 'Four');
       insert into event_participant values (md5('four')::uuid, 0, md5('four')::uuid, 'ACTOR');
       insert into actor_name (id, actor_id, value, folded, kind) values (md5('n')::uuid, md5('four')::uuid, 'F', 'f', 'ALIAS')`,
      ['ADDED ACTOR', 'ADDED EVENT', 'ADDED ACTOR_NAME'],
    ],
    [
      'a part of a record changes',
      `delete from event_participant where event_id = md5('four')::uuid`,
      ['CHANGED EVENT'],
    ],
    [
      'it goes with what belongs to it',
      `delete from actor where key = 'four'`,
      ['DELETED ACTOR gone', 'DELETED ACTOR_NAME gone'],
    ],
    ['it is rolled back', `savepoint s; ${insertEvent('five')}; rollback to s`, []],
    [
      'two are judged to be the same',
      `insert into actor (id, key, kind, name) values (md5('x')::uuid, 'x', 'PERSON', 'X'), (md5('y')::uuid, 'y', 'PERSON', 'Y')`,
      ['ADDED ACTOR', 'ADDED ACTOR'],
    ],
    [
      'one answers for the other then',
      `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
       values (md5('j')::uuid, md5('x')::uuid, md5('y')::uuid, 'SAME', 'desk', '2020-01-01', 'test')`,
      ['CHANGED ACTOR', 'DELETED ACTOR gone', 'ADDED IDENTITY_JUDGEMENT'],
    ],
    ['the one that does not answer changes', `update actor set name = 'Why' where key = 'y'`, ['CHANGED ACTOR']],
    [
      'the judgement is withdrawn',
      `update identity_judgement set withdrawn_on = '2020-01-02' where id = md5('j')::uuid`,
      ['CHANGED ACTOR', 'ADDED ACTOR', 'CHANGED IDENTITY_JUDGEMENT'],
    ],
  ])('tells when %s', async (_what, statements, told) => {
    expect((await toldOf(statements)).sort()).toEqual([...told].sort());
  });

  it('tells when, and what the record is now', async () => {
    const { latest: since } = await changesOf(server, { first: 0 });
    const [begun] = await server.database.query<{ now: string }>(
      `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
    );
    await server.database.query(`begin; ${insertEvent('dated')}; commit`);
    await server.database.query(`update event set title = 'Newer' where key = 'dated'`);
    await settled(server.database);
    const { told } = await follow(server, { since });
    expect(told.map(({ kind, record }) => [kind, record?.title])).toEqual([
      ['ADDED', 'Newer'],
      ['CHANGED', 'Newer'],
    ]);
    expect(told[0]!.at! >= begun!.now).toBe(true);
    expect(told[1]!.at! >= told[0]!.at!).toBe(true);
  });

  it('has only the types asked for, and goes on over the others', async () => {
    expect(await toldOf(insertEvent('six'), server, ['CLAIM'])).toEqual([]);
    expect(await toldOf(insertEvent('seven'), server, ['CLAIM', 'EVENT'])).toEqual(['ADDED EVENT']);
  });

  it('waits for transactions that are open, and misses nothing of them', async () => {
    const { latest: since } = await changesOf(server, { first: 0 });
    const slow = await server.database.pool.connect();
    await slow.query('begin');
    await slow.query(insertEvent('slow'));
    await server.database.query(insertEvent('quick'));
    expect(await changesOf(server, { since })).toMatchObject({ nodes: [], next: since, more: false });
    await slow.query('commit');
    slow.release();
    await settled(server.database);
    const { told } = await follow(server, { since });
    expect(told.map(({ record }) => record?.title)).toEqual(['New', 'New']);
  });
});

describe('a claim that is decided', () => {
  const copyOf = (part: string, columns: string) => `insert into ${part} select (jsonb_populate_record(p,
    jsonb_build_object(${columns}))).* from ${part} p where claim_id = ${REBUILT}`;
  const aDraft = [
    `insert into claim select (jsonb_populate_record(c, jsonb_build_object('id', md5('draft')::uuid, 'key', 'a-draft',
       'review_state', 'DRAFT', 'reviewed_by', null, 'reviewed_on', null))).* from claim c where id = ${REBUILT}`,
    copyOf('attribution_link', `'claim_id', md5('draft')::uuid`),
    `${copyOf('citation', `'claim_id', md5('draft')::uuid, 'id', md5('draft cited')::uuid`)} and position = 0`,
    `insert into assessment (id, claim_id, scale, value, made_by, made_on, reason)
       values (md5('draft')::uuid, md5('draft')::uuid, 'INFORMATION_CREDIBILITY', '3', 'desk', '2020-01-01', 'test')`,
    `insert into claim_relation (id, from_id, to_id, type, basis)
       values (md5('draft')::uuid, md5('draft')::uuid, (select id from claim where key <> 'a-draft' order by id limit 1), 'REPEATS', 'HUMAN')`,
  ].join(';');
  const all = (kind: string) => ['CLAIM', 'CITATION', 'CLAIM_RELATION', 'ASSESSMENT'].map((type) => `${kind} ${type}`);
  const decide = (state: string) =>
    `update claim set review_state = '${state}', reviewed_by = 'desk', reviewed_on = '2020-01-01' where id = md5('draft')::uuid`;

  it('is added for those who could not see it, with what belongs to it, and never before', async () => {
    expect(await toldOf(aDraft)).toEqual([]);
    expect(await toldOf(`update claim set statement = 'Other.' where id = md5('draft')::uuid`)).toEqual([]);
    expect(await toldOf(decide('ACCEPTED'))).toEqual(all('ADDED'));
    expect(await toldOf(decide('DISPUTED'))).toEqual(all('CHANGED'));
  });

  it('goes for those who may not see it any more', async () => {
    const reader = await startTestServer({
      database: server.database,
      anonymous: { reviewStates: ['ACCEPTED', 'DISPUTED'], texts: 'QUOTES' },
    });
    expect(await toldOf(decide('RETRACTED'), reader)).toEqual(all('DELETED').map((told) => `${told} gone`));
    expect(await toldOf(decide('DISPUTED'), reader)).toEqual(all('ADDED'));
    expect(await toldOf(decide('RETRACTED'), desk)).toEqual(all('CHANGED'));
  });
});

describe('a token', () => {
  const refusal = async (since: string, asked: object = {}, to: TestServer = server) => {
    const document = `query ($since: String, $types: [RecordType!], $first: Int) {
      changes(since: $since, types: $types, first: $first) { next } articles { totalCount } }`;
    const { data, errors } = await to.run(document, { since, ...asked });
    expect(data).toMatchObject({ changes: null, articles: { totalCount: 5 } });
    expect(errors).toHaveLength(1);
    const { path, message, extensions } = errors![0]!;
    expect(path).toEqual(['changes']);
    expect(extensions).toMatchObject({ code: 'INVALID_CURSOR', argument: 'since' });
    return message;
  };
  const changed = (token: string, index: number, value: unknown) => {
    const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    parts[index] = value;
    return Buffer.from(JSON.stringify(parts)).toString('base64url');
  };
  const NONE = 'since: the token is no token of changes.';

  it.each(['', 'x', 'bm90aGluZw', Buffer.from('[1]').toString('base64url'), '%', 'null'])(
    'that is none is refused: %p',
    async (token) => expect(await refusal(token)).toBe(NONE),
  );

  it.each([
    [0, 2],
    [3, 'SOME'],
    [4, '-1'],
    [4, 7],
    [4, '9999999999999999999'],
    [5, 'no mark'],
    [6, 'VERSION'],
    [7, null],
    [8, 'more'],
  ])('whose part %i was changed to %p is refused', async (index, value) => {
    expect(await refusal(changed(latest, index, value))).toBe(NONE);
  });

  it('of another list of the API is refused', async () => {
    const { data } = await server.run('{ claims(first: 1) { pageInfo { endCursor } } }');
    const { endCursor } = (data as { claims: { pageInfo: { endCursor: string } } }).claims.pageInfo;
    expect(await refusal(endCursor)).toBe(NONE);
  });

  it('of other types is refused, in whatever order the same ones are good', async () => {
    const { next } = await changesOf(server, { types: ['CLAIM', 'EVENT'] });
    expect(await refusal(next, { types: ['CLAIM'] })).toMatch(/other types/);
    expect(await refusal(next)).toMatch(/other types/);
    expect(await changesOf(server, { types: ['EVENT', 'CLAIM'], since: next })).toHaveProperty('next');
  });

  it('of somebody with other rights is refused', async () => {
    expect(await refusal(latest, {}, desk)).toMatch(/other rights/);
  });

  it.each(['of another history', 'of a transaction that is not there', 'of a transaction to come'])(
    '%s is refused',
    async (which) => {
      const token = {
        'of another history': changed(latest, 5, '00000000-0000-4000-8000-000000000000'),
        'of a transaction that is not there': changed(latest, 4, '1'),
        'of a transaction to come': changed(latest, 4, '900000000000000000'),
      }[which]!;
      expect(await refusal(token)).toMatch(/another database, of one that was restored/);
    },
  );

  it('is refused when what followed it was forgotten; those from then on are good', async () => {
    const forgetful = await startTestServer({ template: seeds });
    const { database } = forgetful;
    await database.query(insertEvent('early'));
    await settled(database);
    const early = (await changesOf(forgetful, { first: 0 })).latest;
    await database.query(insertEvent('late'));
    await settled(database);
    const late = (await changesOf(forgetful, { first: 0 })).latest;
    await database.query(`select forget_changes(now() + interval '1 minute')`);
    expect(await refusal(early, {}, forgetful)).toMatch(/not kept any more/);
    await database.query(insertEvent('later'));
    await settled(database);
    expect((await follow(forgetful, { since: late })).told).toHaveLength(1);
    expect((await follow(forgetful)).told).toHaveLength(1714 + 3);
  });

  it.each([-1, 101])('does not help a page of %i', async (first) => {
    const { errors } = await server.run(`{ changes(first: ${first}) { next } }`);
    const code = first < 0 ? 'BAD_USER_INPUT' : 'QUERY_LIMIT_EXCEEDED';
    expect(errors).toMatchObject([{ path: ['changes'], extensions: { code, argument: 'first' } }]);
  });
});

describe('a page', () => {
  it('looks at a bounded number of changes and goes on after them', async () => {
    const { database } = server;
    const { latest: since } = await changesOf(server, { first: 0, types: ['COLLECTION'] });
    await database.query(`insert into event (id, key, title, type, status)
      select gen_random_uuid(), 'mass-' || i, 'Mass', 'AID', 'OCCURRED' from generate_series(1, 12000) i`);
    await database.query(`insert into collection (id, key, title) values (md5('c')::uuid, 'c', 'C')`);
    await settled(database);
    const pages = [await changesOf(server, { since, types: ['COLLECTION'] })];
    while (pages.at(-1)!.more)
      pages.push(await changesOf(server, { since: pages.at(-1)!.next, types: ['COLLECTION'] }));
    expect(pages.map(({ nodes }) => nodes.length)).toEqual([0, 0, 1]);
    expect(new Set(pages.map(({ next }) => next)).size).toBe(pages.length);
  });

  it('is one statement', async () => {
    await changesOf(server, { since: latest });
    expect(server.statements).toBe(1);
  });
});

describe('a database that was dumped and restored', () => {
  it('forgets what it was told of transactions to come, and its tokens', async () => {
    const restored = await startTestServer({ template: seeds });
    const { database } = restored;
    await database.query(`update change_set set transaction = transaction + 1000000000 where transaction > 0`);
    await database.query(`update change set transaction = transaction + 1000000000`);
    await database.query('select forget_other_history()');
    expect(await database.query('select transaction::text from change_set')).toEqual([{ transaction: '0' }]);
    expect(await database.query('select from change')).toEqual([]);
    await database.query(insertEvent('after'));
    await settled(database);
    expect((await follow(restored)).told).toHaveLength(1714 + 1);
  });
});
