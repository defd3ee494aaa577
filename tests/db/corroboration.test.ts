import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import {
  eventRow,
  linkRow,
  people,
  relationRow,
  roleRow,
  sameRow,
  textRow,
  told,
} from '../features/corroboration.world.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { lookAfter } from './attempt.js';
import { originsOf, type OriginBase } from './origins.js';
import { race } from './race.js';
import { id } from './world.js';

const claims = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const outlets = ['daily', 'weekly', 'mirror', 'herald', 'gazette', 'gazette-online', 'agency'];
const speakers = ['minister', 'the-minister', 'mayor', 'deputy', 'official', 'report', 'agency', 'herald'];
const words = Array.from({ length: 40 }, (_none, index) => `word${index}`).join(' ');

const setUp = [
  ...people,
  eventRow('fair'),
  eventRow('feast', 'PLANNED'),
  ...claims.flatMap((claim, index) =>
    told(
      {
        claim,
        outlet: outlets[index]!,
        event: index % 3 < 2 ? 'fair' : 'feast',
        state: index < 4 ? 'IN_REVIEW' : 'ACCEPTED',
        held: index % 2 === 0,
        text: index < 3 ? `${words} in edition ${claim}` : `Words of ${claim} alone.`,
        chain: index % 2 === 0 ? [[speakers[index]!]] : [],
      },
      index,
    ),
  ),
  relationRow('one', 'two', 'SUPPORTS'),
  relationRow('three', 'five', 'REPEATS'),
];

const claim = fc.constantFrom(...claims);
const speaker = fc.constantFrom(...speakers);
const outlet = fc.constantFrom(...outlets);
const open = `select id from claim where review_state in ('DRAFT', 'IN_REVIEW')`;

const change = fc.oneof(
  fc
    .tuple(claim, fc.constantFrom('DRAFT', 'IN_REVIEW'))
    .map(([one, state]) => `update claim set review_state = '${state}' where id = ${id(one)} and id in (${open})`),
  fc
    .tuple(claim, fc.constantFrom('ACCEPTED', 'DISPUTED', 'RETRACTED', 'SUPERSEDED'))
    .map(
      ([one, state]) =>
        `update claim set review_state = '${state}', reviewed_by = 'x', reviewed_on = '2020-01-03' where id = ${id(one)}`,
    ),
  fc
    .tuple(claim, fc.constantFrom('fair', 'feast'))
    .map(([one, event]) => `update claim set event_id = ${id(event)} where id = ${id(one)} and id in (${open})`),
  fc
    .tuple(claim, fc.constantFrom('POSITIVE', 'NEGATIVE'))
    .map(([one, polarity]) => `update claim set polarity = '${polarity}' where id = ${id(one)} and id in (${open})`),
  fc
    .tuple(claim, fc.constantFrom('STATE', 'DENY', 'HOPE'))
    .map(([one, act]) => `update claim set speech_act = '${act}' where id = ${id(one)} and id in (${open})`),
  fc
    .constantFrom('OCCURRED', 'PLANNED')
    .map((status) => `update event set status = '${status}' where id = ${id('fair')}`),
  fc
    .tuple(claim, outlet)
    .map(([one, by]) => `update article set outlet_id = ${id(by)} where id = ${id(`${one} article`)}`),
  fc.tuple(claim, speaker, fc.constantFrom('FIRSTHAND', 'UNKNOWN')).map(
    ([one, who, relay]) =>
      `${linkRow(one, 1, [who, 'ORIGINAL_SPEAKER', relay]).replace(/values \((.*)\)$/s, `select $1 where ${id(one)} in (${open})`)}
        on conflict (claim_id, position) do update set actor_id = excluded.actor_id, relay = excluded.relay`,
  ),
  claim.map(
    (one) => `delete from attribution_link where claim_id = ${id(one)} and position = 1 and claim_id in (${open})`,
  ),
  fc
    .tuple(claim, claim, fc.constantFrom('SUPPORTS', 'REPEATS', 'UPDATES'), fc.constantFrom('HUMAN', 'MODEL'))
    .map(([from, to, type, basis]) =>
      from === to ? 'select' : `${relationRow(from, to, type, basis)} on conflict do nothing`,
    ),
  claim.map((one) => `delete from claim_relation where from_id = ${id(one)}`),
  fc.constantFrom('HUMAN', 'MODEL').map((basis) => `update claim_relation set basis = '${basis}'`),
  fc
    .tuple(outlet, fc.constantFrom('house', 'holding', 'bureau'))
    .map(([one, family]) => `update actor set family_id = ${id(family)} where id = ${id(one)}`),
  fc
    .tuple(fc.constantFrom('official', 'mayor'), fc.constantFrom('PERSON', 'UNNAMED_SOURCE'))
    .map(([one, kind]) => `update actor set kind = '${kind}' where id = ${id(one)}`),
  fc.tuple(speaker, speaker).map(([a, b]) => (a === b ? 'select' : sameRow(a, b))),
  fc.tuple(outlet, outlet).map(([a, b]) => (a === b ? 'select' : sameRow(a, b))),
  fc.constant(
    `update identity_judgement set withdrawn_on = '2020-02-01', withdrawn_by = 'x' where withdrawn_on is null and a_id = ${id('minister')}`,
  ),
  fc
    .tuple(fc.constantFrom('minister', 'report'), fc.constantFrom('town', 'bureau'))
    .map(([who, body]) => `${roleRow(who, body)} on conflict do nothing`),
  fc.constant(`delete from actor_relation where from_id = ${id('deputy')}`),
  fc
    .constantFrom('two', 'four')
    .map(
      (one) =>
        `${textRow(one, one === 'two' ? `${words} in edition two` : 'Words of four alone.')} on conflict do nothing`,
    ),
  fc.constantFrom('one', 'two').map((one) => `delete from version_text where version_id = ${id(`${one} text`)}`),
);

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.query(`begin; ${setUp.join(';\n')}; commit`);
});

it('numbers stay what a plain recomputation gives, whatever is changed in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 15 }), async (changes) => {
      await lookAfter(database, [...changes, 'set constraints all immediate'], async (client) => {
        expect(await kept(client)).toEqual(originsOf(await baseOf(client)));
      });
    }),
    { numRuns: 80 },
  );
});

it('two claims that come to an event at the same time both count', async () => {
  const copy = await freshDatabase();
  await copy.query(`begin; ${[...people, eventRow('fair')].join(';\n')}; commit`);
  const [one, other] = ['herald', 'gazette'].map((by, day) =>
    told({ claim: `by ${by}`, outlet: by, event: 'fair' }, day),
  );
  expect(await race(copy, 'read committed', one!, other!)).toEqual(['committed', 'committed']);
  expect(await copy.query('select article_count, outlet_count from event_corroboration')).toEqual([
    { article_count: 2, outlet_count: 2 },
  ]);
});

const rowsOf = async <Row extends object>(client: pg.PoolClient, statement: string): Promise<Row[]> =>
  (await client.query<Row>(statement)).rows;

async function kept(client: pg.PoolClient): Promise<ReturnType<typeof originsOf>> {
  const numbers = 'article_count, outlet_count, independent_origin_count, not_established_count';
  const read = (of: string) =>
    rowsOf<{ id: string; numbers: number[] }>(
      client,
      `select ${of}_id as id, array[${numbers}] as numbers from ${of}_corroboration order by 1`,
    );
  return { claims: await read('claim'), events: await read('event') };
}

async function baseOf(client: pg.PoolClient): Promise<OriginBase> {
  return {
    identity: await rowsOf(client, 'select actor_id as actor, canonical_id as canonical from actor_identity'),
    actors: await rowsOf(client, 'select id, kind, family_id as family, wire_agency as wire from actor'),
    roles: await rowsOf(client, 'select from_id as "from", to_id as "to", type from actor_relation'),
    events: await rowsOf(client, 'select id, status from event'),
    claims: await rowsOf(
      client,
      `select c.id, c.article_id as article, a.outlet_id as outlet, c.event_id as event, c.review_state as state,
         c.polarity, c.speech_act as act from claim c join article a on a.id = c.article_id
       order by a.published_earliest, a.id, c.position, c.id`,
    ),
    links: await rowsOf(
      client,
      `select claim_id as claim, actor_id as actor, role, relay from attribution_link where position > 0 order by position`,
    ),
    relations: await rowsOf(client, 'select from_id as "from", to_id as "to", type, basis from claim_relation'),
    texts: await rowsOf(
      client,
      `select v.article_id as article, v.sha256, t.text from article_version v left join version_text t on t.version_id = v.id
       where v.kind <> 'DIGEST'`,
    ),
  };
}
