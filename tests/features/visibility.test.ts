import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isRequiredArgument,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { connections } from '../support/connections.js';
import { withDrafts, withoutDrafts } from '../support/drafts.js';
import {
  filterFields,
  filterTarget,
  globalIdsOf,
  inputType,
  nodeTypes,
  objectType,
  rootLists,
} from '../support/selections.js';
import { startTestServer, type TestServer } from '../support/server.js';

/**
 * A viewer from whom drafts are hidden has to get, from a database with drafts, exactly what anybody gets from the same
 * database without them. So every question is put to both; the questions are made from the schema, and a new field,
 * list or filter is asked about without being named here.
 */
let hidden: TestServer;
let absent: TestServer;
let operator: TestServer;

const limits = { aliases: 1000, rootFields: 1000, tokens: 200_000, cost: 100_000_000, depth: 30 };

beforeAll(async () => {
  hidden = await startTestServer({ template: withDrafts, limits });
  absent = await startTestServer({ template: withoutDrafts, limits });
  operator = await startTestServer({ template: withDrafts, viewer: 'operator', limits });
}, 300_000);

async function ask<Data>(server: TestServer, document: string, variables?: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await server.run(document, variables);
  expect(errors).toBeUndefined();
  return data as Data;
}

/** `recordedAt` is the time of the load, which differs between two databases. */
const differs = ['recordedAt'];

/** Every field of a type: values, records by their ids, and of lists the head, the tail and the total. */
function everything(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter(({ name, args }) => !differs.includes(name) && !args.some(isRequiredArgument))
    .map(({ name, type: full }) => `${name} ${partsOf(type.name, name, getNamedType(full))}`)
    .join(' ');
}

function partsOf(parent: string, name: string, to: GraphQLNamedType): string {
  if (isLeafType(to)) return '';
  if (isUnionType(to))
    return `{ ${to
      .getTypes()
      .map((one) => `... on ${one.name} { id }`)
      .join(' ')} }`;
  const list = connections.find((one) => one.parent === parent && one.field === name);
  if (!list) return rowOf(to.name);
  const page = `nodes ${rowOf(list.record)} pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
  return `(first: 5) { totalCount ${page} } ${name}_tail: ${name}(last: 5) { ${page} }`;
}

/** A record with an id has its own test. */
const rowOf = (name: string): string =>
  `{ ${nodeTypes.some((type) => type.name === name) ? 'id' : everything(objectType(name))} }`;

const idsIn = async (server: TestServer, type: string): Promise<string[]> =>
  (await server.database.query<{ id: string }>(globalIdsOf(type))).map(({ id }) => id);

/** At most `most` items, from everywhere in the list. */
const spread = <Item>(items: readonly Item[], most: number): Item[] =>
  items.filter((_, index) => index % Math.ceil(items.length / most) === 0);

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

describe('claims that a viewer may not see', () => {
  it.each(nodeTypes.map(({ name }) => name))(
    'are nowhere in the fields of %s',
    async (name) => {
      const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ${name} { ${everything(objectType(name))} } } }`;
      const ids = spread(await idsIn(absent, name), 40);
      expect(ids.length).toBeGreaterThan(0);
      for (const some of chunks(ids, 20))
        expect(await ask(hidden, document, { ids: some })).toEqual(await ask(absent, document, { ids: some }));
    },
    60_000,
  );

  it.each(nodeTypes.map(({ name }) => name))('are not read by an id of %s', async (name) => {
    const there = new Set(await idsIn(absent, name));
    const ids = (await idsIn(hidden, name)).filter((id) => !there.has(id));
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    for (const some of chunks(ids, 100)) {
      expect(await ask(hidden, document, { ids: some })).toEqual({ nodes: some.map(() => null) });
      expect(await ask(operator, document, { ids: some })).toEqual({ nodes: some.map((id) => ({ id })) });
      expect(await ask(hidden, `{ node(id: "${some[0]}") { id } }`)).toEqual({ node: null });
    }
    expect(ids.length > 0).toBe(['Claim', 'Citation', 'ClaimRelation', 'Assessment'].includes(name));
  });

  it('are not read as a claim', async () => {
    const [draft] = await hidden.database.query<{ id: string }>(
      `select 'claim_' || replace(id::text, '-', '') as id from claim where review_state = 'DRAFT' limit 1`,
    );
    const document = 'query ($id: ID!) { claim(id: $id) { id reviewState } }';
    expect(await ask(hidden, document, draft as never)).toEqual({ claim: null });
    expect(await ask(operator, document, draft as never)).toEqual({ claim: { ...draft, reviewState: 'DRAFT' } });
  });

  it.each(rootLists.map(({ field }) => field))(
    'are not met on a walk through %s, which agrees with the total',
    async (field) => {
      const walked = await walk(hidden, field);
      expect(walked).toEqual(await walk(absent, field));
      const answer = await ask<Record<string, { totalCount: number }>>(hidden, `{ ${field} { totalCount } }`);
      expect(answer[field]!.totalCount).toBe(walked.length);
    },
  );
});

/** Ids of a root list, page by page. */
async function walk(server: TestServer, field: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const answer: Record<
      string,
      { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
    > = await ask(
      server,
      `query ($after: String) { ${field}(first: 30, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const { nodes, pageInfo } = answer[field]!;
    ids.push(...nodes.map(({ id }) => id));
    more = pageInfo.hasNextPage;
    after = pageInfo.endCursor;
  }
  return ids;
}

/** Operands to try on a value of a record; every value of an enumeration, and small and large numbers. */
function operands(filter: string, field: string): string[] {
  const type = getNamedType(inputType(filter).getFields()[field]!.type);
  if (type.name === 'Boolean') return ['true', 'false'];
  if (!isInputObjectType(type)) return type.name === 'Date' ? ['"2014-12-12"'] : ['"Hamas"'];
  const operators = type.getFields();
  const operand = getNamedType((operators['eq'] ?? operators['contains'])?.type ?? type);
  if (isEnumType(operand)) return operand.getValues().map(({ name }) => `{ eq: ${name} }`);
  if (operand.name === 'Int' || operand.name === 'Float')
    return ['{ eq: 0 }', '{ eq: 1 }', '{ gte: 2 }', '{ eq: 2 }', '{ gt: 100000 }'];
  if (operators['during']) return ['{ during: "2014", within: POSSIBLY }', '{ isNull: true }'];
  if (operators['contains']) return ['{ contains: "e" }', '{ contains: "secret" }', '{ startsWith: "H" }'];
  return [];
}

/** Every filter on one field of a record, all operands. */
const ofValues = (filter: string): string[] =>
  filterFields(filter).flatMap((field) => operands(filter, field).map((operand) => `{ ${field}: ${operand} }`));

/** Every filter through one relation: on its being there, and with one operand on each field of the other record. */
const ofRelations = (filter: string): string[] =>
  filterFields(filter).flatMap((field) => {
    const target = filterTarget(filter, field);
    if (!target) return [];
    const inner = filterFields(target.filter).flatMap((one) =>
      operands(target.filter, one)
        .slice(0, 1)
        .map((operand) => `{ ${one}: ${operand} }`),
    );
    if (!target.list) return ['{}', ...inner].map((one) => `{ ${field}: ${one} }`);
    const turns = inner.map((one, index) => `${['some', 'none', 'every'][index % 3]}: ${one}`);
    return ['some: {}', 'none: {}', 'every: { or: [] }', ...turns].map((one) => `{ ${field}: { ${one} } }`);
  });

describe.each(rootLists)('the filters of $field', ({ field, filter }) => {
  const filtered = (some: readonly string[]) =>
    `{ ${some.map((one, index) => `f${index}: ${field}(first: 20, filter: ${one}) { totalCount nodes { id } }`).join('\n')} }`;

  it('do not notice them', async () => {
    for (const some of chunks([...ofValues(filter), ...ofRelations(filter)], 10))
      expect(await ask(hidden, filtered(some))).toEqual(await ask(absent, filtered(some)));
  }, 300_000);

  it('notice them for the operator, wherever they can lead to claims', async () => {
    let isNoticed = false;
    for (const some of chunks([...ofRelations(filter), ...ofValues(filter)], 10)) {
      const seen = JSON.stringify(await ask(operator, filtered(some)));
      isNoticed = seen !== JSON.stringify(await ask(hidden, filtered(some)));
      if (isNoticed) break;
    }
    expect(isNoticed).toBe(field !== 'collections');
  });
});

/** Lists whose rows are claims or belong to one. */
const claimLists = connections.filter(({ record }) => ['Claim', 'Citation', 'ClaimRelation'].includes(record));

it.each(claimLists)('$name shows them to the operator', async ({ parent, field }) => {
  const total = async (server: TestServer): Promise<number> => {
    if (parent === 'Query')
      return (await ask<Record<string, { totalCount: number }>>(server, `{ ${field} { totalCount } }`))[field]!
        .totalCount;
    let sum = 0;
    for (const ids of chunks(await idsIn(absent, parent), 100)) {
      const { nodes } = await ask<{ nodes: ({ list: { totalCount: number } } | null)[] }>(
        server,
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${parent} { list: ${field} { totalCount } } } }`,
        { ids },
      );
      sum += nodes.reduce((all, node) => all + (node?.list.totalCount ?? 0), 0);
    }
    return sum;
  };
  expect(await total(hidden)).toBe(await total(absent));
  // A citation is of one claim, so those of a claim that is seen are seen.
  if (`${parent}.${field}` !== 'Claim.citations') expect(await total(operator)).toBeGreaterThan(await total(hidden));
});
