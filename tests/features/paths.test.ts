import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toGlobalId } from '../../src/lib/ids.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Path {
  length: number;
  steps: { kind: string; from: { id: string }; to: { id: string }; relations: unknown[]; events: unknown[] }[];
}

/** Who is one step from whom, by relations or events. */
const ADJACENT = `
  select distinct a.canonical_id as a, b.canonical_id as b from (
    select from_id, to_id from actor_relation union all select to_id, from_id from actor_relation
    union all
    select p.actor_id, q.actor_id from event_participant p join event_participant q using (event_id)
  ) step (a, b) join actor_identity a on a.actor_id = step.a join actor_identity b on b.actor_id = step.b
  where a.canonical_id <> b.canonical_id`;

/** What joins two actors by each kind: `a` and `b`, whether it leads on from a to b, the event or null, the claim or null. */
const JOINED: Readonly<Record<string, string>> = {
  PARTICIPATION: `
    select a.canonical_id as a, b.canonical_id as b, true as onward, p.event_id as event, c.id as claim
    from event_participant p join event_participant q using (event_id) join actor_identity a on a.actor_id = p.actor_id
      join actor_identity b on b.actor_id = q.actor_id left join claim c on c.event_id = p.event_id and c.review_state <> 'DRAFT'`,
  QUOTATION: `
    select a.canonical_id as a, b.canonical_id as b, m.position > l.position as onward, null::uuid as event, c.id as claim
    from attribution_link l join attribution_link m on m.claim_id = l.claim_id and abs(m.position - l.position) = 1
      join actor_identity a on a.actor_id = l.actor_id join actor_identity b on b.actor_id = m.actor_id
      join claim c on c.id = l.claim_id and c.review_state <> 'DRAFT'`,
  MENTION: `
    select a.canonical_id as a, b.canonical_id as b, true as onward, null::uuid as event, c.id as claim
    from claim_actor x join claim_actor y using (claim_id) join actor_identity a on a.actor_id = x.actor_id
      join actor_identity b on b.actor_id = y.actor_id join claim c on c.id = x.claim_id and c.review_state <> 'DRAFT'`,
};

/** The same for each two actors, as a step from a to b has it. */
const stepsBy = (kind: string) => `
  select a, b, case when bool_and(onward) then true when bool_and(not onward) then false end as forward,
    (select coalesce(array_agg(id), '{}') from (select distinct unnest(array_agg(event)) as id order by 1 limit 5) e where id is not null) as events,
    array(select id from claim where id = any (array_agg(claim)) order by published_earliest, article_id, position, id limit 25) as claims
  from (
    select * from (select *, dense_rank() over (partition by a, b order by event) as nth from (${JOINED[kind]}) joined) ranked
    where event is null or nth <= 5) joined
  where a <> b group by a, b order by md5(a::text || b::text) limit 60`;

let server: TestServer;
const neighbours = new Map<string, string[]>();
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
  for (const { a, b } of await server.database.query<{ a: string; b: string }>(ADJACENT))
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
}, 60_000);

const paths = async (args: string, of = server) => {
  const { data, errors } = await of.run(
    `{ paths(${args}) { length steps { kind from { id } to { id } relations { id } events { id } } } }`,
  );
  return { paths: (data as { paths: Path[] } | undefined)?.paths, errors };
};

/** All shortest paths, by breadth. */
function shortest(from: string, to: string, most: number): string[][] {
  let found = [[from]];
  for (let length = 0; length <= most; length += 1) {
    const there = found.filter((path) => path.at(-1) === to);
    if (there.length > 0) return there;
    found = found.flatMap((path) =>
      (neighbours.get(path.at(-1)!) ?? []).filter((next) => !path.includes(next)).map((next) => [...path, next]),
    );
  }
  return [];
}

describe('paths between actors', () => {
  it('are the shortest, as many as there are or may be', async () => {
    const ids = [...neighbours.keys()].sort();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), fc.constantFrom(...ids), async (from, to) => {
        const expected = shortest(from, to, 3).map((path) => path.map((id) => toGlobalId('actor', id)).join());
        const answer = await paths(
          `from: "${toGlobalId('actor', from)}", to: "${toGlobalId('actor', to)}", maxLength: 3, limit: 20`,
        );
        const given = answer.paths!.map(({ steps }) =>
          [toGlobalId('actor', from), ...steps.map((step) => step.to.id)].join(),
        );
        expect(new Set(given).size).toBe(given.length);
        expect(given.length).toBe(Math.min(20, expected.length));
        expect(expected).toEqual(expect.arrayContaining(given));
        for (const { length, steps } of answer.paths!) {
          expect(steps.length).toBe(length);
          for (const step of steps) expect(step.relations.length + step.events.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60, seed: 9 },
    );
  }, 60_000);

  it.each(Object.keys(JOINED))('have steps with all that joins two actors by %s', async (kind) => {
    type Step = { a: string; b: string; forward: boolean | null; events: string[]; claims: string[] };
    const expected = await server.database.query<Step>(stepsBy(kind));
    expect(expected.length).toBeGreaterThan(20);
    for (const { a, b, forward, events, claims } of expected) {
      const [from, to] = [toGlobalId('actor', a), toGlobalId('actor', b)];
      const { data } =
        await server.run(`{ paths(from: "${from}", to: "${to}", maxLength: 1, via: [${kind}], examples: 25) {
        steps { kind forward events { id } claims { id } } } }`);
      const step = {
        kind,
        forward: kind === 'QUOTATION' ? forward : null,
        events: events.map((id) => ({ id: toGlobalId('event', id) })),
        claims: claims.map((id) => ({ id: toGlobalId('claim', id) })),
      };
      expect(data).toEqual({ paths: [{ steps: [step] }] });
    }
  });

  it('are not looked for without end', async () => {
    const one = await startTestServer({ template: seeds });
    const [a, b] = [...neighbours.keys()];
    await one.database.query('alter table actor_relation disable trigger user');
    for (let chunk = 0; chunk < 11; chunk += 1)
      await one.database.query(
        `insert into actor_relation (id, key, from_id, to_id, type)
         select gen_random_uuid(), one || ' ' || n, one, (select id from actor where id <> all ($1) order by id limit 1), 'ALLIANCE'
         from unnest($1::uuid[]) one cross join generate_series($2::int + 1, $2 + 10000) n`,
        [[a, b], chunk * 10_000],
      );
    const asked = `from: "${toGlobalId('actor', a!)}", to: "${toGlobalId('actor', b!)}"`;
    const bound = (errors: unknown) => (errors as { extensions: unknown; message: string }[])[0];
    const refused = bound((await paths(asked, one)).errors);
    expect(refused).toMatchObject({ extensions: { code: 'QUERY_LIMIT_EXCEEDED', what: 'paths' } });
    expect(refused!.message).toMatch(/200000/);
    const { errors } = await one.run('{ relationNetwork { tieCount } }');
    expect(bound(errors)).toMatchObject({ extensions: { code: 'QUERY_LIMIT_EXCEEDED', what: 'relationNetwork' } });
    const narrowed = await one.run('{ relationNetwork(filter: { heldOn: "2017-06-15" }) { unitCount } }');
    expect(narrowed.errors).toBeUndefined();
  }, 120_000);
});
