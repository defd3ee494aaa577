import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  accept,
  citationRow,
  claimRows,
  id,
  linkRow,
  openText,
  promised,
  quoted,
  textRow,
  closedText,
} from '../db/world.js';
import type { TestDatabase } from '../support/database.js';
import { changesOf, Mirror, settled } from '../support/mirror.js';
import { startTestServer } from '../support/server.js';

/** Numbers that look random and are the same for a seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((state / 0x7fffffff) * below);
  };
}

type Draw = ReturnType<typeof chance>;

/** What a writer may do, whether the database lets it or not. `n` names one of a few records of its kind. */
const deeds: readonly ((n: string, draw: Draw) => readonly string[])[] = [
  (n) => claimRows(`claim ${n}`),
  (n) => claimRows(`claim ${n}`),
  (n) => [accept(`claim ${n}`)],
  (n) => [accept(`claim ${n}`)],
  (n, draw) => [
    `update claim set review_state = '${['DRAFT', 'IN_REVIEW', 'DISPUTED', 'RETRACTED'][draw(4)]}' where id = ${id(`claim ${n}`)}`,
  ],
  (n, draw) => [`update claim set statement = 'It is ${draw(1000)}.' where id = ${id(`claim ${n}`)}`],
  (n) => [`delete from claim where id = ${id(`claim ${n}`)}`],
  (n) => [`delete from citation where id = ${id(`claim ${n}/1`)}`],
  (n) => [citationRow(`claim ${n}`, 2, 'open', 4, 11, quoted(openText, 4, 11))],
  (n) => [linkRow(`claim ${n}`, 2, 'other', 'ORIGINAL_SPEAKER')],
  (n, draw) => [
    `insert into claim_relation (id, from_id, to_id, type, basis) values (${id(`relation ${n}`)},
    ${id(`claim ${n}`)}, ${id(`claim ${draw(4)}`)}, 'REPEATS', 'HUMAN')`,
  ],
  (n) => [`delete from claim_relation where id = ${id(`relation ${n}`)}`],
  (n) => [
    `insert into assessment (id, claim_id, scale, value, made_by, made_on, reason)
    values (${id(`assessment ${n}`)}, ${id(`claim ${n}`)}, 'INFORMATION_CREDIBILITY', '3', 'desk', '2020-01-01', 'test')`,
  ],
  (n, draw) => [`update assessment set claim_id = ${id(`claim ${draw(4)}`)} where id = ${id(`assessment ${n}`)}`],
  (n) => [`delete from assessment where id = ${id(`assessment ${n}`)}`],
  (n) => [
    `insert into event (id, key, title, type, status) values (${id(`event ${n}`)}, 'event-${n}', 'New', 'AID', 'OCCURRED')`,
  ],
  (n, draw) => [`update event set title = 'Event ${draw(1000)}' where id = ${id(`event ${n}`)}`],
  (n) => [
    `update event set type = 'AGREE' where key = 'departure'`,
    `update event set title = 'Again' where id = ${id(`event ${n}`)}`,
  ],
  (n) => [`delete from event where id = ${id(`event ${n}`)}`],
  (n) => [`insert into actor (id, key, kind, name) values (${id(`actor ${n}`)}, 'actor-${n}', 'PERSON', 'New')`],
  (n, draw) => [`update actor set name = 'Actor ${draw(1000)}' where id = ${id(`actor ${n}`)}`],
  (n) => [`delete from actor where id = ${id(`actor ${n}`)}`],
  (n, draw) => [
    `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason) values
    (gen_random_uuid(), ${id(`actor ${n}`)}, ${id(draw(2) ? 'other' : `actor ${draw(4)}`)}, 'SAME', 'desk', '2020-01-01', 'test')`,
  ],
  (n) => [
    `update identity_judgement set withdrawn_on = '2020-01-02' where withdrawn_on is null and a_id = ${id(`actor ${n}`)}`,
  ],
  (n) => [
    `insert into actor_name (id, actor_id, value, folded, kind) values (${id(`name ${n}`)}, ${id(`actor ${n}`)}, 'Also', 'also', 'ALIAS')`,
  ],
  (n) => [`delete from actor_name where id = ${id(`name ${n}`)}`],
  (n) => [
    `insert into collection (id, key, title) values (${id(`collection ${n}`)}, 'collection-${n}', 'Work')`,
    `insert into collection_claim values (${id(`collection ${n}`)}, ${id(`claim ${n}`)})`,
  ],
  (n) => [
    `delete from collection_claim where collection_id = ${id(`collection ${n}`)}`,
    `delete from collection where id = ${id(`collection ${n}`)}`,
  ],
  () => [textRow('closed', closedText)],
  () => [`delete from version_text where version_id = ${id('closed')}`],
  (n) => ['savepoint s', ...claimRows(`claim ${n}`), 'rollback to s'],
];

/** Some transactions, one after another; what the database refuses, or would have to wait for too long, is rolled back. */
async function write(url: string, seed: number, transactions: number): Promise<number> {
  const draw = chance(seed);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set lock_timeout = '100ms'`);
  let committed = 0;
  for (let i = 0; i < transactions; i += 1) {
    const statements = Array.from({ length: 1 + draw(4) }, () =>
      deeds[draw(deeds.length)]!(String(draw(4)), draw),
    ).flat();
    committed += await client.query(['begin', ...statements, draw(5) === 0 ? 'rollback' : 'commit'].join(';\n')).then(
      () => 1,
      () => client.query('rollback').then(() => 0),
    );
  }
  await client.end();
  return committed;
}

const ofClaim = (column: string) =>
  `exists (select from claim where claim.id = ${column} and claim.review_state = any ($1))`;

/** What there is, in SQL that has nothing in common with that of the server. */
const THERE = [
  ['collection', 'collection'],
  ['article', 'article'],
  ['version', 'article_version'],
  ['name', 'actor_name'],
  ['mention', 'mention'],
  ['event', 'event'],
  ['relation', 'actor_relation'],
  ['judgement', 'identity_judgement'],
  ['actor', 'actor', 'exists (select from actor_identity i where i.actor_id = r.id and i.canonical_id = r.id)'],
  ['claim', 'claim', 'r.review_state = any ($1)'],
  ['citation', 'citation', ofClaim('r.claim_id')],
  ['claimrelation', 'claim_relation', `${ofClaim('r.from_id')} and ${ofClaim('r.to_id')}`],
  ['assessment', 'assessment', `(r.claim_id is null or ${ofClaim('r.claim_id')})`],
]
  .map(
    ([prefix, table, condition = 'true']) =>
      `select '${prefix}_' || replace(r.id::text, '-', '') as id,
     coalesce(to_jsonb(r) ->> 'statement', to_jsonb(r) ->> 'title', to_jsonb(r) ->> 'name') as says
   from ${table} r where ${condition} and $1::review_state[] is not null`,
  )
  .join(' union all ');

async function thereFor(database: TestDatabase, states: readonly string[]) {
  const rows = await database.query<{ id: string; says: string | null }>(THERE, [states]);
  return new Map(rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id: one, says }) => [one, says]));
}

const sorted = (records: ReadonlyMap<string, string | null>) =>
  new Map([...records].sort(([a], [b]) => (a < b ? -1 : 1)));

describe('a copy that follows', () => {
  it.each([1, 2, 3, 4])('ends with what is there, whoever wrote meanwhile (%i)', async (seed) => {
    const operator = await startTestServer({ template: promised, viewer: 'operator' });
    const { database } = operator;
    const reader = await startTestServer({
      database,
      anonymous: { reviewStates: ['ACCEPTED', 'DISPUTED', 'RETRACTED'], texts: 'NONE' },
    });
    const mirrors = [new Mirror(operator), new Mirror(reader), new Mirror(reader, ['CLAIM', 'CITATION'])];
    const draw = chance(seed * 7919);

    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    await slow.query(
      `begin; insert into event (id, key, title, type, status) values (${id('slow')}, 'slow', 'Slow', 'AID', 'OCCURRED')`,
    );
    let open = true;
    const writing = Promise.all([1, 2, 3, 4].map((writer) => write(database.url, seed * 100 + writer, 60)));
    void writing.finally(() => (open = false));
    while (open) for (const mirror of mirrors) await mirror.page(1 + draw(20));
    expect((await writing).every((committed) => committed > 3)).toBe(true);
    await slow.query('commit');
    await slow.end();
    await settled(database);

    for (const mirror of mirrors) await mirror.catchUp(1 + draw(100));
    const all = await thereFor(database, operator.viewer.reviewStates);
    const seen = await thereFor(database, reader.viewer.reviewStates);
    expect(sorted(mirrors[0]!.records)).toEqual(all);
    expect(sorted(mirrors[1]!.records)).toEqual(seen);
    expect(sorted(mirrors[2]!.records)).toEqual(new Map([...seen].filter(([one]) => /^(claim|citation)_/.test(one))));
    expect(all.size).toBeGreaterThan(seen.size);
    // Nothing has happened since: nothing is told, and the token stays.
    const { latest } = await changesOf(operator, { first: 0 });
    expect(await changesOf(operator, { since: latest })).toEqual({ nodes: [], next: latest, more: false, latest });
  });
});
