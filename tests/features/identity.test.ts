import { describe, expect, it } from '@jest/globals';
import { getNamedType, isListType, isObjectType, isUnionType, getNullableType, type GraphQLObjectType } from 'graphql';
import { idOf, toGlobalId } from '../../src/lib/ids.js';
import { connections } from '../support/connections.js';
import { identityOf, recordTables } from '../support/records.js';
import { seeds } from '../support/seeds.js';
import { filterFields, filterTarget, globalIdsOf, nodeTypes, objectType, rootLists } from '../support/selections.js';
import { startTestServer, type TestServer } from '../support/server.js';

type Rows = Readonly<Record<string, readonly string[]>>;

const gid = (key: string) => toGlobalId('actor', idOf('actor', key));
const limits = { aliases: 1000, rootFields: 1000, tokens: 100_000, cost: 10_000_000, depth: 30 };

/** What the seeds lack: two authors, and an outlet with two intermediaries. */
const more = [
  `insert into article_author select id, '${idOf('actor', 'osama-hamdan')}', 7 from article where key like 'the-tower-2014%'`,
  `insert into article_author select id, '${idOf('actor', 'ismail-haniyeh')}', 7 from article where key like 'radio-farda%'`,
];

const ask = async <Data>(server: TestServer, document: string, variables?: Record<string, unknown>): Promise<Data> => {
  const { data, errors } = await server.run(document, variables);
  expect(errors).toBeUndefined();
  return data as Data;
};

/** Ids of the judgements that the tests made. */
const added = new Set<string>();
async function judge(server: TestServer, a: string, b: string, verdict: string): Promise<string> {
  const id = idOf('judgement', `test ${added.size}`);
  added.add(toGlobalId('judgement', id));
  await server.database.query(
    `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
     values ($1, $2, $3, $4, 'test', '2026-01-01', 'test')`,
    [id, idOf('actor', a), idOf('actor', b), verdict],
  );
  return id;
}

const withdraw = (server: TestServer, id: string) =>
  server.database.query(`update identity_judgement set withdrawn_on = '2026-02-01' where id = $1`, [id]);

/** Every list of an actor but that of the judgements, which grows by the one at hand. */
const actorLists = connections.filter(({ parent, field }) => parent === 'Actor' && field !== 'judgements');

/** Rows of each list, as far as two pages of 100 reach. */
async function listsOf(server: TestServer, actor: string): Promise<Rows> {
  const rows: Record<string, string[]> = {};
  for (const { field, record } of actorLists) {
    const { selection } = recordTables[record]!;
    const { actor: answer } = await ask<{ actor: Record<'head' | 'tail', { totalCount: number; nodes: object[] }> }>(
      server,
      `query ($id: ID!) { actor(id: $id) {
        head: ${field}(first: 100) { totalCount nodes { ${selection} } }
        tail: ${field}(last: 100) { nodes { ${selection} } }
      } }`,
      { id: actor },
    );
    rows[field] = union(answer.head.nodes.map(identityOf), answer.tail.nodes.map(identityOf));
    expect(answer.head.totalCount).toBe(rows[field].length);
  }
  return rows;
}

/** Ways through the filters of records to a filter on an actor, over one other record at most. */
function waysToActor(filter: string, steps = 1): string[][] {
  return filterFields(filter).flatMap((field) => {
    const target = filterTarget(filter, field);
    if (!target) return [];
    const way = target.list ? [field, 'some'] : [field];
    if (target.filter === 'ActorFilter') return [way];
    return steps === 0 ? [] : waysToActor(target.filter, steps - 1).map((rest) => [...way, ...rest]);
  });
}

const ways = rootLists.flatMap(({ field, filter, record }) => [
  ...(filter === 'ActorFilter' ? [{ field, record, way: [] as string[] }] : []),
  ...waysToActor(filter).map((way) => ({ field, record, way })),
]);

const nameOf = ({ field, way }: (typeof ways)[number]) => [field, ...way].join('.');

/** Rows of every list under every filter that leads to an actor who passes `test`. */
async function filteredBy(server: TestServer, test: string): Promise<Rows> {
  const rows: Record<string, string[]> = {};
  for (let index = 0; index < ways.length; index += 25) {
    const batch = ways.slice(index, index + 25);
    const fields = batch.map(({ field, way }, at) => {
      const filter = [...way].reverse().reduce((inner, step) => `{ ${step}: ${inner} }`, test);
      return `f${at}: ${field}(first: 100, filter: ${filter}) { totalCount nodes { id } }`;
    });
    const answer = await ask<Record<string, { totalCount: number; nodes: { id: string }[] }>>(
      server,
      `{ ${fields.join('\n')} }`,
    );
    batch.forEach((one, at) => {
      const { totalCount, nodes } = answer[`f${at}`]!;
      rows[nameOf(one)] = nodes.map(({ id }) => id).sort();
      if (nodes.length < 100) expect(totalCount).toBe(nodes.length);
    });
  }
  return rows;
}

/** Rows of these types are put together by actor: two that answer as one have one row, of which comparison.test.ts tells. */
const groupedByActor = ['Account', 'FieldOfAccounts'];

/** All fields of a type that give actors, at first or second hand, and of its lists whose rows have no id. */
function actorsIn(type: GraphQLObjectType, steps = 1): string {
  return Object.values(type.getFields())
    .filter(({ args }) => args.every(({ name }) => name !== 'id'))
    .flatMap(({ name, type: full }) => {
      const to = getNamedType(full);
      if (groupedByActor.includes(to.name)) return [];
      if (to.name === 'Actor') return [`${name} { id }`];
      const branches = isUnionType(to) ? to.getTypes() : [];
      if (branches.some((one) => one.name === 'Actor')) return [`${name} { ... on Actor { id } }`];
      if (!isObjectType(to) || steps === 0 || (nodeTypes.includes(to) && isListType(getNullableType(full)))) return [];
      const list = connections.find((one) => one.parent === type.name && one.field === name);
      if (list && nodeTypes.includes(objectType(list.record))) return [];
      const inner = actorsIn(list ? objectType(list.record) : to, steps - 1);
      if (!inner) return [];
      return [list ? `${name}(first: 25) { nodes { ${inner} } }` : `${name} { ${inner} }`];
    })
    .join(' ');
}

/** Every record with the actors that its fields give. */
async function actorsEverywhere(server: TestServer): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const type of nodeTypes.filter(({ name }) => name !== 'Actor')) {
    const selection = actorsIn(type);
    const rows = await server.database.query<{ id: string }>(globalIdsOf(type.name));
    const ids = rows.map(({ id }) => id).filter((id) => !added.has(id));
    for (let index = 0; selection && index < ids.length; index += 100)
      answers.push(
        await ask(server, `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ${type.name} { ${selection} } } }`, {
          ids: ids.slice(index, index + 100),
        }),
      );
  }
  return answers;
}

/** The answer in which `a` speaks for `b`; in a list of actors it stands once. */
function speakingFor(value: unknown, a: string, b: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => speakingFor(item, a, b));
    const isActor = (item: unknown) => JSON.stringify(item) === JSON.stringify({ id: a });
    return items.filter((item, index) => !isActor(item) || items.findIndex(isActor) === index);
  }
  if (value === null || typeof value !== 'object') return value === b ? a : value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, speakingFor(inner, a, b)]));
}

const union = (left: readonly string[], right: readonly string[], rename: (id: string) => string = (id) => id) =>
  [...new Set([...left, ...right].map(rename))].sort();

/** Everything that is asked before and after. */
async function stateOf(server: TestServer, a: string, b: string) {
  return {
    lists: [await listsOf(server, gid(a)), await listsOf(server, gid(b))] as const,
    filtered: [
      await filteredBy(server, `{ id: { eq: "${gid(a)}" } }`),
      await filteredBy(server, `{ id: { eq: "${gid(b)}" } }`),
    ] as const,
    actors: await actorsEverywhere(server),
    total: await totalOf(server),
  };
}

const totalOf = async (server: TestServer): Promise<number> =>
  (await ask<{ actors: { totalCount: number } }>(server, '{ actors { totalCount } }')).actors.totalCount;

/** Each list of `both` holds what the two had, with `a` in the place of `b`. */
function expectJoined(both: Rows, before: readonly [Rows, Rows], a: string, b: string, noted: Set<string>): void {
  const hex = (id: string) => id.slice('actor_'.length);
  const rename = (id: string) => (id === b ? a : id === hex(b) ? hex(a) : id);
  for (const [name, rows] of Object.entries(both)) {
    const [left, right] = [before[0][name]!, before[1][name]!];
    if (rows.length > Math.max(left.length, right.length)) noted.add(name);
    const isWhole = [left, right, rows].every(({ length }) => length !== 100);
    if (isWhole) expect([name, rows]).toEqual([name, union(left, right, rename)]);
  }
}

const pairs = [
  ['two persons', 'ismail-haniyeh', 'osama-hamdan'],
  ['two outlets', 'the-tower', 'radio-farda'],
  ['two owners of outlets', 'the-israel-project', 'rferl'],
  ['two sources', 'al-akhbar', 'ali-alfoneh'],
  ['two states', 'israel', 'egypt'],
] as const;

const grown = { lists: new Set<string>(), filtered: new Set<string>() };

describe.each(pairs)('%s that are judged the same', (_title, a, b) => {
  it('answer as one everywhere until the judgement is withdrawn', async () => {
    const server = await startTestServer({ template: seeds, viewer: 'operator', limits });
    for (const statement of more) await server.database.query(statement);
    const before = await stateOf(server, a, b);
    const judgement = await judge(server, a, b, 'SAME');
    const joined = await stateOf(server, a, b);

    expect(joined.total).toBe(before.total - 1);
    expect(joined.lists[1]).toEqual(joined.lists[0]);
    expect(joined.filtered[1]).toEqual(joined.filtered[0]);
    expectJoined(joined.lists[0], before.lists, gid(a), gid(b), grown.lists);
    expectJoined(joined.filtered[0], before.filtered, gid(a), gid(b), grown.filtered);
    expect(joined.actors).toEqual(speakingFor(before.actors, gid(a), gid(b)));

    await withdraw(server, judgement);
    expect(await listsOf(server, gid(b))).toEqual(before.lists[1]);
    expect(await actorsEverywhere(server)).toEqual(before.actors);
    expect(await totalOf(server)).toBe(before.total);
  }, 300_000);
});

it('was tried where it makes a difference', () => {
  expect(actorLists.map(({ field }) => field).filter((field) => !grown.lists.has(field))).toEqual([]);
  const direct = ways.filter(({ way }) => way.length === 1 || (way.length === 2 && way[1] === 'some'));
  expect(direct.map(nameOf).filter((name) => !grown.filtered.has(name))).toEqual([]);
});

describe('records of one actor', () => {
  const [a, b] = ['ismail-haniyeh', 'osama-hamdan'] as const;
  const question = `query ($a: ID!, $b: ID!) {
    byA: actor(id: $a) { id identifiedIds } byB: actor(id: $b) { id identifiedIds }
    nodeB: node(id: $b) { __typename id } nodes(ids: [$b, $a]) { id }
    inBoth: actors(filter: { id: { in: [$a, $b] } }) { totalCount nodes { id } }
    notB: actors(filter: { id: { neq: $b } }) { totalCount }
    named: actors(filter: { name: { eq: "Osama Hamdan" } }) { nodes { id } }
    total: actors { totalCount }
  }`;
  const answer = (server: TestServer) => ask<Answer>(server, question, { a: gid(a), b: gid(b) });
  const apart = { byA: { id: gid(a), identifiedIds: [gid(a)] }, byB: { id: gid(b), identifiedIds: [gid(b)] } };
  interface Answer {
    notB: { totalCount: number };
    total: { totalCount: number };
  }

  it('are found by either id and counted once', async () => {
    const server = await startTestServer({ template: seeds });
    await judge(server, a, b, 'SAME');
    const one = { id: gid(a), identifiedIds: [gid(a), gid(b)] };
    const { notB, total, ...rest } = await answer(server);
    expect(rest).toEqual({
      byA: one,
      byB: one,
      nodeB: { __typename: 'Actor', id: gid(a) },
      nodes: [{ id: gid(a) }, { id: gid(a) }],
      inBoth: { totalCount: 1, nodes: [{ id: gid(a) }] },
      named: { nodes: [{ id: gid(a) }] },
    });
    expect(notB.totalCount).toBe(total.totalCount - 1);
  });

  it.each([
    ['in the same direction', a, b],
    ['in the other direction', b, a],
  ])('stand apart when somebody holds that they are not the same, %s', async (_title, first, second) => {
    const server = await startTestServer({ template: seeds });
    const before = await answer(server);
    await judge(server, a, b, 'SAME');
    const denial = await judge(server, first, second, 'NOT_SAME');
    expect(await answer(server)).toEqual(before);
    expect(before).toMatchObject(apart);
    await withdraw(server, denial);
    expect(await answer(server)).toMatchObject({ byB: { id: gid(a) } });
  });

  it('stand apart when nobody is sure', async () => {
    const server = await startTestServer({ template: seeds });
    await judge(server, a, b, 'UNSURE');
    expect(await answer(server)).toMatchObject(apart);
  });

  it('answer as one over a third, and apart again without it', async () => {
    const server = await startTestServer({ template: seeds });
    await judge(server, a, 'saleh-al-arouri', 'SAME');
    const second = await judge(server, 'saleh-al-arouri', b, 'SAME');
    const ids = [gid(a), ...[gid(b), gid('saleh-al-arouri')].sort()];
    expect(await answer(server)).toMatchObject({ byB: { id: gid(a), identifiedIds: ids } });
    await withdraw(server, second);
    expect(await answer(server)).toMatchObject({ byB: apart.byB });
  });
});
