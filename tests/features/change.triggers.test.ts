import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  citationRow,
  claimRows,
  id,
  idText,
  linkRow,
  openText,
  promised,
  quoted,
  textRow,
  closedText,
  versionRow,
} from '../db/world.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase(promised);
});

const BITS = { 1: 'DRAFT', 2: 'IN_REVIEW', 4: 'ACCEPTED', 8: 'DISPUTED', 16: 'RETRACTED', 32: 'SUPERSEDED' };
const named = (bits: number | null): string => {
  if (bits === null) return 'nobody';
  const states = Object.entries(BITS).flatMap(([bit, state]) => (bits & Number(bit) ? [state] : []));
  return states.join('+') || 'all';
};

/** What the statements tell, in one transaction of which nothing stays. */
async function toldBy(statements: readonly string[]): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    for (const statement of statements) await client.query(statement);
    const { rows } = await client.query<{ type: string; id: string; before: number | null; after: number | null }>(
      `select type, record_id as id, before, after from change where transaction = this_transaction()`,
    );
    const { rows: sets } = await client.query('select from change_set where transaction = this_transaction()');
    expect(sets).toHaveLength(Math.min(rows.length, 1));
    const names = new Map(known.map((name) => [idText(name), name]));
    return rows
      .map((row) => `${row.type} ${names.get(row.id) ?? row.id}: ${named(row.before)} → ${named(row.after)}`)
      .sort();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const known = [
  'draft',
  'accepted',
  'new',
  'outlet',
  'speaker',
  'other',
  'story',
  'other-story',
  'departure',
  'open',
  'closed',
  'copied',
  'mention',
  'relation',
  'judgement',
  'draft/0',
  'draft/1',
  'draft/2',
  'accepted/0',
  'accepted/1',
  'new/0',
  'new/1',
];

const DRAFT_CHANGES = ['CLAIM draft: DRAFT → DRAFT'];
const add = (table: string, columns: string, values: string) => `insert into ${table} (${columns}) values (${values})`;
const aCollection = add('collection', 'id, key, title', `${id('new')}, 'new', 'New'`);
const aRole = add(
  'actor_relation',
  'id, key, from_id, to_id, type',
  `${id('new')}, 'new', ${id('speaker')}, ${id('other')}, 'MEMBERSHIP'`,
);
const assessed = (target: string, of: string) =>
  add(
    'assessment',
    `id, ${target}, scale, value, made_by, made_on, reason`,
    `${id('new')}, ${id(of)}, 'INFORMATION_CREDIBILITY', '3', 'desk', '2020-01-01', 'test'`,
  );

describe('raw SQL tells what it changes', () => {
  it.each<[table: string, statements: string[], told: string[]]>([
    ['collection', [aCollection], ['COLLECTION new: nobody → all']],
    [
      'collection',
      [`update actor set name = name`, aCollection, `update collection set title = 'Newer'`],
      ['COLLECTION new: nobody → all'],
    ],
    [
      'collection_claim',
      [aCollection, `insert into collection_claim values (${id('new')}, ${id('draft')})`],
      ['COLLECTION new: nobody → all', ...DRAFT_CHANGES],
    ],
    [
      'collection_article',
      [aCollection, `insert into collection_article values (${id('new')}, ${id('story')})`],
      ['ARTICLE story: all → all', 'COLLECTION new: nobody → all'],
    ],
    [
      'collection_event',
      [aCollection, `insert into collection_event values (${id('new')}, ${id('departure')})`],
      ['COLLECTION new: nobody → all', 'EVENT departure: all → all'],
    ],
    [
      'collection_actor',
      [aCollection, `insert into collection_actor values (${id('new')}, ${id('other')})`],
      ['ACTOR other: all → all', 'COLLECTION new: nobody → all'],
    ],
    ['actor', [`update actor set country = 'IR' where id = ${id('outlet')}`], ['ACTOR outlet: all → all']],
    [
      'actor',
      [
        add('actor', 'id, key, kind, name', `${id('new')}, 'new', 'PERSON', 'New'`),
        `delete from actor where key = 'new'`,
      ],
      ['ACTOR new: nobody → nobody'],
    ],
    [
      'actor_name',
      [add('actor_name', 'id, actor_id, value, folded, kind', `${id('new')}, ${id('other')}, 'N', 'n', 'ALIAS'`)],
      ['ACTOR_NAME new: nobody → all'],
    ],
    ['actor_relation', [aRole], ['ACTOR_RELATION new: nobody → all']],
    ['actor_relation', [aRole, `delete from actor_relation`], ['ACTOR_RELATION new: nobody → nobody']],
    [
      'actor_relation_claim',
      [aRole, `insert into actor_relation_claim values (${id('new')}, ${id('draft')})`],
      ['ACTOR_RELATION new: nobody → all'],
    ],
    [
      'identity_judgement',
      [`update identity_judgement set withdrawn_on = '2020-01-02'`],
      ['IDENTITY_JUDGEMENT judgement: all → all'],
    ],
    ['mention', [`update mention set certainty = 'POSSIBLE'`], ['MENTION mention: all → all']],
    ['mention', [`delete from mention`], ['MENTION mention: all → nobody']],
    [
      'event',
      [`update event set type = 'AID'`],
      ['CLAIM accepted: ACCEPTED → ACCEPTED', ...DRAFT_CHANGES, 'EVENT departure: all → all'],
    ],
    [
      'event_participant',
      [`insert into event_participant values (${id('departure')}, 0, ${id('other')}, 'ACTOR')`],
      ['EVENT departure: all → all'],
    ],
    ['article', [`update article set headline = 'Other' where key = 'story'`], ['ARTICLE story: all → all']],
    [
      'article, whose date stands in claims',
      [
        `update article set published_edtf = '2021-01-01', published_earliest = '2021-01-01', published_latest = '2021-01-01' where key = 'story'`,
      ],
      ['ARTICLE story: all → all', 'CLAIM accepted: ACCEPTED → ACCEPTED', ...DRAFT_CHANGES],
    ],
    [
      'article_author',
      [`insert into article_author values (${id('story')}, ${id('speaker')}, 0)`],
      ['ARTICLE story: all → all'],
    ],
    ['article_version', [versionRow('new', 'story', closedText, 'OPEN')], ['ARTICLE_VERSION new: nobody → all']],
    [
      'version_range',
      [`insert into version_range values (${id('open')}, 0, 'BODY', 0, 5)`],
      ['ARTICLE_VERSION open: all → all'],
    ],
    [
      'version_text',
      [textRow('closed', closedText)],
      [
        'ARTICLE_VERSION closed: all → all',
        'CITATION accepted/1: ACCEPTED → ACCEPTED',
        'CITATION draft/1: DRAFT → DRAFT',
      ],
    ],
    [
      'version_text',
      [`delete from version_text where version_id = ${id('copied')}`],
      ['ARTICLE_VERSION copied: all → all'],
    ],
    [
      'claim',
      claimRows('new'),
      ['CITATION new/0: nobody → DRAFT', 'CITATION new/1: nobody → DRAFT', 'CLAIM new: nobody → DRAFT'],
    ],
    ['claim', [`update claim set statement = 'Other.' where key = 'draft'`], DRAFT_CHANGES],
    ['claim', [`update claim set statement = statement`], []],
    [
      'claim that is decided',
      [
        `update claim set review_state = 'ACCEPTED', reviewed_by = 'desk', reviewed_on = '2020-01-01' where key = 'draft'`,
      ],
      [
        'CITATION draft/0: DRAFT → ACCEPTED',
        'CITATION draft/1: DRAFT → ACCEPTED',
        'CLAIM draft: DRAFT → ACCEPTED',
        'CLAIM_RELATION relation: DRAFT+ACCEPTED → ACCEPTED',
      ],
    ],
    [
      'claims that are decided together',
      [`update claim set review_state = 'DISPUTED', reviewed_by = 'desk', reviewed_on = '2020-01-01'`],
      [
        'CITATION accepted/0: ACCEPTED → DISPUTED',
        'CITATION accepted/1: ACCEPTED → DISPUTED',
        'CITATION draft/0: DRAFT → DISPUTED',
        'CITATION draft/1: DRAFT → DISPUTED',
        'CLAIM accepted: ACCEPTED → DISPUTED',
        'CLAIM draft: DRAFT → DISPUTED',
        'CLAIM_RELATION relation: DRAFT+ACCEPTED → DISPUTED',
      ],
    ],
    [
      'claim that goes',
      [`delete from claim_relation`, `delete from claim where key = 'draft'`],
      [
        'CITATION draft/0: DRAFT → nobody',
        'CITATION draft/1: DRAFT → nobody',
        'CLAIM draft: DRAFT → nobody',
        'CLAIM_RELATION relation: DRAFT+ACCEPTED → nobody',
      ],
    ],
    ['claim_actor', [`insert into claim_actor values (${id('draft')}, 7, ${id('speaker')}, 'OBJECT')`], DRAFT_CHANGES],
    ['claim_actor', [`delete from claim_actor where claim_id = ${id('draft')}`], DRAFT_CHANGES],
    ['quantity', [`update quantity set amount = 4 where claim_id = ${id('draft')}`], DRAFT_CHANGES],
    ['quantity', [`update quantity set amount = amount`], []],
    ['attribution_link', [linkRow('draft', 2, 'other', 'ORIGINAL_SPEAKER')], DRAFT_CHANGES],
    ['attribution_link', [`update attribution_link set cue = 'said' where claim_id = ${id('draft')}`], DRAFT_CHANGES],
    [
      'attribution_link',
      [`delete from attribution_link where claim_id = ${id('draft')} and position = 1`],
      DRAFT_CHANGES,
    ],
    [
      'citation',
      [citationRow('draft', 2, 'open', 4, 11, quoted(openText, 4, 11))],
      ['CITATION draft/2: nobody → DRAFT'],
    ],
    ['citation', [`update citation set position = 9 where id = ${id('draft/1')}`], ['CITATION draft/1: DRAFT → DRAFT']],
    ['citation', [`delete from citation where id = ${id('draft/1')}`], ['CITATION draft/1: DRAFT → nobody']],
    [
      'claim_relation',
      [`update claim_relation set rationale = 'They agree.'`],
      ['CLAIM_RELATION relation: DRAFT+ACCEPTED → DRAFT+ACCEPTED'],
    ],
    ['assessment', [assessed('article_id', 'story')], ['ASSESSMENT new: nobody → all']],
    [
      'assessment',
      [assessed('claim_id', 'accepted'), `update assessment set claim_id = ${id('draft')}`],
      ['ASSESSMENT new: nobody → DRAFT'],
    ],
    [
      'change_log',
      [add('change_log', 'who, tool, record_kind, record_id, field', `'a', 'b', 'claim', ${id('draft')}, 'c'`)],
      [],
    ],
  ])('%s (%#)', async (_table, statements, told) => {
    expect(await toldBy(statements)).toEqual([...told].sort());
  });

  it.each(['collection', 'event_participant', 'mention', 'assessment', 'change', 'change_set'])(
    'and %s is not truncated',
    async (table) => {
      await expect(database.query(`truncate ${table} cascade`)).rejects.toThrow(/not truncated/);
    },
  );
});

describe('every table', () => {
  /** Tables of which nothing is told, and why. Of what is derived, the tables tell that it is derived from. */
  const untold: Readonly<Record<string, string>> = {
    _prisma_migrations: 'about the database',
    loaded_seeds: 'about the program',
    change_log: 'cannot be asked for',
    change: 'the feed itself',
    change_set: 'the feed itself',
    actor_identity: 'tells who answers when that changes; its rows come and go with actors',
    citation_words: 'derived from citations and texts',
    text_signature: 'derived from texts',
    claim_corroboration: 'derived from claims, and counted over other records',
    event_corroboration: 'derived from claims, and counted over other records',
    corroboration_due: 'what is to be counted anew before the transaction ends',
    claim_part: 'derived from claims, chains, subjects and objects',
    participating_actor: 'derived from events and their participants',
    mentioned_actor: 'derived from articles and mentions',
    version_text: 'its words and copies, which alone can be updated, are derived',
  };

  it('tells of inserts, updates and deletes, or there is a reason', async () => {
    const tables = await database.query<{ name: string; events: string[] }>(
      `select c.relname as name, array_agg(distinct e.event order by e.event) filter (where e.event is not null) as events
       from pg_class c left join (
         select t.tgrelid, e.event from pg_trigger t cross join lateral unnest(array['delete', 'insert', 'update']) e (event)
         where t.tgname ~ ('^change_.*_' || e.event || '$') and t.tgenabled = 'O') e on e.tgrelid = c.oid
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace group by c.relname order by c.relname`,
    );
    const silent = tables.filter(({ events }) => events?.join() !== 'delete,insert,update').map(({ name }) => name);
    expect(silent).toEqual(Object.keys(untold).sort());
  });
});
