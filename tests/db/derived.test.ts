import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import { freshDatabase } from '../support/database.js';
import { lookAfter } from './attempt.js';
import { race } from './race.js';
import { byText, recompute, type Base } from './recompute.js';
import { claimRows, closedText, id, openText, promised, quoted } from './world.js';

const database = await freshDatabase(promised);

const actors = ['outlet', 'speaker', 'other', 'fourth', 'fifth'];
const claims = ['draft', 'second', 'third'];
const events = ['departure', 'return'];
const setUp = [
  ...['fourth', 'fifth'].map(
    (name) => `insert into actor (id, key, kind, name) values (${id(name)}, '${name}', 'PERSON', '${name}')`,
  ),
  ...['return', 'spare'].map(
    (name) =>
      `insert into event (id, key, title, type, status) values (${id(name)}, '${name}', 'The ${name}', 'AID', 'PLANNED')`,
  ),
  ...claims.slice(1).flatMap((name) => claimRows(name)),
];

/** Versions of two articles, two of them of one, and the text that each has. */
const texts = { open: openText, closed: closedText, elsewhere: closedText };

const actor = fc.constantFrom(...actors).map(id);
const claim = fc.constantFrom(...claims).map(id);
const event = fc.constantFrom(...events).map(id);
const anyEvent = fc.constantFrom(...events, 'spare').map(id);
const day = fc.constantFrom(`'2020-01-01'`, `'2021-02-03'`, 'null');
const version = fc.constantFrom('open', 'closed', 'elsewhere' as const);
const relay = fc.constantFrom('FIRSTHAND', 'RELAYED', 'UNKNOWN');
const somebody = fc.oneof({ arbitrary: actor, weight: 4 }, { arbitrary: fc.constant('null'), weight: 1 });

/** One change of the base tables, as SQL; what it cannot do in the state at hand it leaves undone. */
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(actor, actor, fc.constantFrom('SAME', 'SAME', 'SAME', 'NOT_SAME', 'UNSURE')).map(
      ([a, b, verdict]) => `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
          select gen_random_uuid(), ${a}, ${b}, '${verdict}', 'desk', '2020-01-01', 'x' where ${a} <> ${b}`,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat(5).map(
      (index) => `update identity_judgement set withdrawn_on = '2020-02-01' where id =
        (select id from identity_judgement where withdrawn_on is null order by a_id, b_id, id offset ${index} limit 1)`,
    ),
  },
  fc.tuple(actor, day).map(
    ([outlet, at]) => `update article set outlet_id = ${outlet}, published_earliest = ${at}, published_latest = ${at},
      published_edtf = ${at}::text where id = ${id('story')}`,
  ),
  fc
    .tuple(event, fc.constantFrom('AID', 'RETREAT', 'CONSULT'))
    .map(([which, type]) => `update event set type = '${type}' where id = ${which}`),
  fc.tuple(anyEvent, day, fc.constantFrom('OCCURRED', 'PLANNED')).map(
    ([which, at, status]) => `update event set status = '${status}', time_edtf = ${at}, time_earliest = ${at},
      time_latest = ${at} where id = ${which}`,
  ),
  {
    weight: 3,
    arbitrary: fc.tuple(anyEvent, fc.nat(3), actor, fc.constantFrom('ACTOR', 'HOST')).map(
      ([which, position, who, role]) => `insert into event_participant (event_id, position, actor_id, role)
        select id, ${position}, ${who}, '${role}' from event where id = ${which} on conflict do nothing`,
    ),
  },
  fc
    .tuple(anyEvent, fc.nat(3))
    .map(([which, position]) => `delete from event_participant where event_id = ${which} and position = ${position}`),
  fc.tuple(anyEvent, anyEvent, actor, fc.nat(3)).map(
    ([from, to, who, position]) => `update event_participant p set event_id = ${to}, actor_id = ${who}
      where event_id = ${from} and position = ${position} and exists (select from event where id = ${to})
      and not exists (select from event_participant o
        where o.event_id = ${to} and (o.position = p.position or o.actor_id = ${who} and o.role = p.role))`,
  ),
  fc.constant(`delete from event where id = ${id('spare')}`),
  {
    weight: 3,
    arbitrary: fc.tuple(version, fc.nat(4), actor).map(
      ([which, from, who]) => `insert into mention
        (id, version_id, actor_id, start_offset, end_offset, quote_sha256, anchor_status, detector)
        values (gen_random_uuid(), ${id(which)}, ${who}, ${from}, ${from + 5},
          ${quoted(texts[which], from, from + 5)}, '${which === 'open' ? 'EXACT' : 'TEXT_NOT_HELD'}', 'test')
        on conflict do nothing`,
    ),
  },
  fc
    .tuple(version, fc.nat(4))
    .map(([which, from]) => `delete from mention where version_id = ${id(which)} and start_offset = ${from}`),
  fc.tuple(version, fc.nat(4), actor).map(
    ([
      which,
      from,
      who,
    ]) => `update mention m set actor_id = ${who} where version_id = ${id(which)} and start_offset = ${from}
      and not exists (select from mention o where o.version_id = m.version_id and o.start_offset = m.start_offset
        and o.end_offset = m.end_offset and o.actor_id = ${who})`,
  ),
  fc
    .tuple(claim, fc.oneof(event, fc.constant('null')))
    .map(([which, about]) => `update claim set event_id = ${about} where id = ${which}`),
  fc.tuple(claim, day, day).map(
    ([which, asserted, stated]) => `update claim set asserted_edtf = ${asserted}, asserted_earliest = ${asserted},
      asserted_latest = ${asserted}, stated_edtf = ${stated}, stated_earliest = ${stated}, stated_latest = ${stated}
      where id = ${which}`,
  ),
  fc
    .tuple(claim, fc.constantFrom('DRAFT', 'IN_REVIEW'))
    .map(([which, state]) => `update claim set review_state = '${state}' where id = ${which}`),
  fc
    .tuple(claim, fc.constantFrom('STATE', 'DENY'))
    .map(([which, act]) => `update claim set speech_act = '${act}' where id = ${which}`),
  fc.tuple(claim, fc.nat(3)).map(([which, place]) => `update claim set position = ${place} where id = ${which}`),
  fc.tuple(claim, somebody, relay).map(
    ([which, who, how]) => `insert into attribution_link
      (claim_id, position, actor_id, unnamed, role, quotation, relay, certainty, polarity)
      select ${which}, count(*), ${who}, 'x', 'INTERMEDIARY', 'DIRECT', '${how}', 'CERTAIN', 'POSITIVE'
      from attribution_link where claim_id = ${which} and exists (select from claim where id = ${which})
      having count(*) between 1 and 4`,
  ),
  fc
    .tuple(claim, fc.integer({ min: 1, max: 3 }))
    .map(([which, from]) => `delete from attribution_link where claim_id = ${which} and position >= ${from}`),
  fc.tuple(claim, fc.nat(3), somebody, relay).map(
    ([which, position, who, how]) => `update attribution_link set actor_id = ${who}, unnamed = 'x', relay = '${how}'
      where claim_id = ${which} and position = ${position}`,
  ),
  fc.tuple(claim, actor, fc.constantFrom('SUBJECT', 'OBJECT'), fc.nat(4)).map(
    ([which, who, role, position]) => `insert into claim_actor (claim_id, position, actor_id, role)
      select id, ${position}, ${who}, '${role}' from claim where id = ${which} on conflict do nothing`,
  ),
  fc
    .tuple(claim, fc.nat(4))
    .map(([which, position]) => `delete from claim_actor where claim_id = ${which} and position = ${position}`),
  fc.tuple(fc.nat(4), actor).map(
    ([position, who]) => `update claim_actor c set actor_id = ${who} where position = ${position}
      and claim_id <> ${id('accepted')} and not exists (select from claim_actor o
        where o.claim_id = c.claim_id and o.actor_id = ${who} and o.role = c.role)`,
  ),
  fc.constant(`delete from claim where id = ${id('third')}`),
);

it('stays what a plain recomputation gives, whatever is changed in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), async (changes) => {
      await lookAfter(database, [...setUp, ...changes, 'set constraints all immediate'], async (client) => {
        expect(await stored(client)).toEqual(recompute(await baseOf(client)));
      });
    }),
    { numRuns: 150 },
  );
});

const takePart = (who: string, position: number) =>
  `insert into event_participant (event_id, position, actor_id, role) values (${id('departure')}, ${position}, ${id(who)}, 'ACTOR')`;

const mention = (version: keyof typeof texts, who: string) => `insert into mention
  (id, version_id, actor_id, start_offset, end_offset, quote_sha256, anchor_status, detector)
  values (gen_random_uuid(), ${id(version)}, ${id(who)}, 0, 3, ${quoted(texts[version], 0, 3)}, 'TEXT_NOT_HELD', 'test')`;

const judge = (a: string, b: string) => `insert into identity_judgement
  (id, a_id, b_id, verdict, made_by, made_on, reason)
  values (gen_random_uuid(), ${id(a)}, ${id(b)}, 'SAME', 'desk', '2020-01-01', 'x')`;

it.each([
  ['two judgements join one group', judge('outlet', 'speaker'), judge('speaker', 'other')],
  [
    'an actor is judged after a claim names it',
    `insert into claim_actor values (${id('draft')}, 4, ${id('speaker')}, 'OBJECT')`,
    judge('outlet', 'speaker'),
  ],
  [
    'a claim names an actor after it is judged',
    judge('outlet', 'speaker'),
    `insert into claim_actor values (${id('draft')}, 4, ${id('speaker')}, 'OBJECT')`,
  ],
  ['an actor is judged after it takes part in an event', takePart('speaker', 0), judge('outlet', 'speaker')],
  ['an actor takes part in an event after it is judged', judge('outlet', 'speaker'), takePart('speaker', 0)],
  ['two actors take part in one event', takePart('speaker', 0), takePart('other', 1)],
  [
    'an event gets a date after somebody takes part in it',
    takePart('speaker', 0),
    `update event set time_edtf = '2020', time_earliest = '2020-01-01', time_latest = '2020-12-31' where id = ${id('departure')}`,
  ],
  [
    'somebody takes part in an event after it gets a date',
    `update event set time_edtf = '2020', time_earliest = '2020-01-01', time_latest = '2020-12-31' where id = ${id('departure')}`,
    takePart('speaker', 0),
  ],
  ['an actor is judged after an article mentions it', mention('closed', 'speaker'), judge('outlet', 'speaker')],
  ['an article mentions an actor after it is judged', judge('outlet', 'speaker'), mention('closed', 'speaker')],
  [
    'one version of an article mentions an actor and another no longer does',
    mention('closed', 'other'),
    `delete from mention where id = ${id('mention')}`,
  ],
  [
    'one version of an article no longer mentions an actor and another does',
    `delete from mention where id = ${id('mention')}`,
    mention('closed', 'other'),
  ],
  [
    'an article gets another outlet after it mentions an actor',
    mention('closed', 'speaker'),
    `update article set outlet_id = ${id('speaker')} where id = ${id('story')}`,
  ],
])('leaves nothing stale when at the same time %s', async (_title, one, other) => {
  const copy = await freshDatabase(promised);
  expect(await race(copy, 'read committed', [one], [other])).toEqual(['committed', 'committed']);
  const client = await copy.pool.connect();
  expect(await stored(client)).toEqual(recompute(await baseOf(client)));
  client.release();
});

const rowsOf = async <Row extends object>(client: pg.PoolClient, statement: string): Promise<Row[]> =>
  (await client.query<Row>(statement)).rows;

async function baseOf(client: pg.PoolClient): Promise<Base> {
  return {
    actors: (await rowsOf<{ id: string }>(client, 'select id from actor')).map((row) => row.id),
    judgements: await rowsOf(
      client,
      'select a_id as a, b_id as b, verdict from identity_judgement where withdrawn_on is null',
    ),
    articles: await rowsOf(
      client,
      'select id, outlet_id as outlet, published_earliest as earliest, published_latest as latest from article',
    ),
    versions: await rowsOf(client, 'select id, article_id as article from article_version'),
    mentions: await rowsOf(client, 'select version_id as version, actor_id as actor from mention'),
    events: await rowsOf(
      client,
      'select id, type, status, time_earliest as earliest, time_latest as latest from event',
    ),
    participants: await rowsOf(client, 'select event_id as event, actor_id as actor from event_participant'),
    claims: await rowsOf(
      client,
      `select id, article_id as article, event_id as event, review_state as state, speech_act as act, position,
         asserted_earliest as "assertedEarliest", asserted_latest as "assertedLatest",
         stated_earliest as "statedEarliest" from claim`,
    ),
    links: await rowsOf(client, 'select claim_id as claim, position, actor_id as actor, relay from attribution_link'),
    about: await rowsOf(client, 'select claim_id as claim, actor_id as actor, role from claim_actor'),
  };
}

/** What the database keeps, in the form of the recomputation. */
async function stored(client: pg.PoolClient): Promise<ReturnType<typeof recompute>> {
  const kept: ReturnType<typeof recompute> = {
    identity: await rowsOf(client, 'select actor_id as actor, canonical_id as canonical from actor_identity'),
    claims: await rowsOf(
      client,
      `select id, link_count as "linkCount", relay, event_type as "eventType", outlet_id as outlet,
         published_earliest as earliest, published_latest as latest from claim`,
    ),
    parts: await rowsOf(
      client,
      `select claim_id as claim, actor_id as actor, part, review_state as state, event_type as "eventType",
         asserted_earliest as "assertedEarliest", asserted_latest as "assertedLatest",
         stated_earliest as "statedEarliest", published_earliest as earliest, article_id as article, outlet_id as outlet,
         speech_act as act, relay, position from claim_part`,
    ),
    participating: await rowsOf(
      client,
      `select event_id as event, actor_id as actor, type, status, time_earliest as earliest, time_latest as latest
       from participating_actor`,
    ),
    mentioned: await rowsOf(
      client,
      `select article_id as article, actor_id as actor, outlet_id as outlet, published_earliest as earliest,
         published_latest as latest from mentioned_actor`,
    ),
  };
  for (const rows of Object.values(kept)) (rows as object[]).sort(byText);
  return kept;
}
