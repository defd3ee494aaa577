import { beforeAll, describe, expect, it } from '@jest/globals';
import { isInputObjectType, isNonNullType } from 'graphql';
import { crowd } from '../support/crowd.js';
import { inputType } from '../support/oracle/evaluate.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: crowd });
});

/** The only error of an answer, and that it names what was wrong. */
async function expectRefusal(document: string, code: string, names: string, variables?: object): Promise<void> {
  const { errors } = await server.run(document, variables as Record<string, unknown>);
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(errors?.[0]?.message).toContain(names);
}

const claimsBy = (filter: string): string => `{ claims(filter: ${filter}) { totalCount } }`;
const hex = '0123456789abcdef0123456789abcdef';

const lists = ['claims', 'actors', 'events', 'articles', 'citations'];
const filterOf = (list: string) => inputType(`${list[0]!.toUpperCase()}${list.slice(1, -1)}Filter`).getFields();

/** Every field of the large filters. */
const fields = lists.flatMap((list) => Object.values(filterOf(list)).map(({ name, type }) => ({ list, name, type })));

/** Every operator, in the first field that has it. */
const operators = fields
  .filter(({ type }, index) => fields.findIndex((other) => String(other.type) === String(type)) === index)
  .flatMap(({ list, name, type }) =>
    (isInputObjectType(type) ? Object.values(type.getFields()) : []).map((operator) => ({ list, name, operator })),
  )
  // A non-null operand is refused as a null by the schema already.
  .filter(({ operator }) => !isNonNullType(operator.type))
  .map(({ list, name, operator }) => ({
    list,
    path: `${name}.${operator.name}`,
    literal: `{ ${name}: { ${operator.name}: null } }`,
  }));

const operatorFields = [
  ...fields.map(({ list, name }) => ({ list, path: name, literal: `{ ${name}: null }` })),
  ...operators,
];

describe('an explicit null', () => {
  it.each(operatorFields)('is no operand: $list $literal', async ({ list, path, literal }) => {
    await expectRefusal(`{ ${list}(filter: ${literal}) { totalCount } }`, 'BAD_USER_INPUT', `filter.${path}`);
  });

  it('is no filter', async () => {
    await expectRefusal(claimsBy('null'), 'BAD_USER_INPUT', 'filter');
  });
});

describe('a value that is none of its type', () => {
  it.each([
    ['EDTF', '{ asserted: { during: "yesterday" } }', 'yesterday'],
    ['EDTF', '{ asserted: { before: "2014-13" } }', '2014-13'],
    ['EDTF', '{ stated: { after: "2015/2014" } }', '2015/2014'],
    ['EDTF', '{ stated: { after: "" } }', 'EDTF'],
    ['Int', '{ linkCount: { eq: 1.5 } }', '1.5'],
    ['Int', '{ linkCount: { eq: 2147483648 } }', '2147483648'],
    ['enumeration', '{ polarity: { eq: MAYBE } }', 'MAYBE'],
    ['Boolean', '{ direct: "yes" }', 'yes'],
    ['filter', '{ nothing: { eq: 1 } }', 'nothing'],
  ])('%s in the document: %s', async (_type, filter, names) => {
    await expectRefusal(claimsBy(filter), 'GRAPHQL_VALIDATION_FAILED', names);
  });

  it.each([
    [{ asserted: { during: 'yesterday' } }, 'asserted.during'],
    [{ linkCount: { lt: 1e20 } }, 'linkCount.lt'],
    [{ polarity: { in: ['POSITIVE', 'MAYBE'] } }, 'polarity.in[1]'],
    [{ quantities: { some: { amount: { gt: '1' } } } }, 'quantities.some.amount.gt'],
    [{ quantities: { some: { amount: { eq: 'NaN' } } } }, 'quantities.some.amount.eq'],
    [{ statement: { contains: 'a\0b' } }, '$filter.statement.contains'],
    [{ statement: { in: ['\ud800'] } }, '$filter.statement.in.0'],
    [{ speaker: { name: { eq: '\udfff' } } }, '$filter.speaker.name.eq'],
  ])('in a variable: %j', async (filter, names) => {
    const document = 'query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }';
    await expectRefusal(document, 'BAD_USER_INPUT', names, { filter });
  });

  it.each(['2014-02-30', '2014', '0000-01-01', '10000-01-01', 'infinity'])('Date: %s', async (day) => {
    const document = 'query ($day: Date) { actors(filter: { roles: { some: { heldOn: $day } } }) { totalCount } }';
    await expectRefusal(document, 'BAD_USER_INPUT', '$day', { day });
  });

  it('is none when it is only very large or very small', async () => {
    for (const amount of ['1e308', '-1e308', '5e-324', '0.1', '9007199254740993']) {
      const { errors } = await server.run(claimsBy(`{ quantities: { some: { amount: { lt: ${amount} } } } }`));
      expect(errors).toBeUndefined();
    }
  });
});

describe('an id', () => {
  it.each([
    ['claims(filter: { id: { eq: "x" } }) { totalCount }', 'filter.id.eq'],
    [`claims(filter: { id: { in: ["claim_${hex}", "actor_${hex}"] } }) { totalCount }`, 'filter.id.in'],
    [`claims(filter: { speaker: { id: { neq: "claim_${hex}" } } }) { totalCount }`, 'filter.speaker.id.neq'],
    [`actors(filter: { id: { notIn: ["actor_${hex.toUpperCase()}"] } }) { totalCount }`, 'filter.id.notIn'],
    [`actor(id: "claim_${hex}") { id }`, 'id'],
    ['claim(id: "") { id }', 'id'],
    ['article(id: "article_") { id }', 'id'],
    [`event(id: "event_${hex}0") { id }`, 'id'],
  ])('of another kind, or none, is refused: %s', async (field, argument) => {
    await expectRefusal(`{ ${field} }`, 'BAD_USER_INPUT', `${argument}: `);
  });

  it('that is unknown or malformed is no node', async () => {
    const ids = ['', 'x', `claim_${hex}`, `nobody_${hex}`, `claim_${hex} `, 'claim_', '😀'.repeat(50)];
    const { data, errors } = await server.run('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ nodes: ids.map(() => null) });
    for (const id of ids)
      expect((await server.run('query ($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null });
  });

  it('is one of at most 100', async () => {
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await server.run(document, { ids: Array(100).fill('x') })).errors).toBeUndefined();
    await expectRefusal(document, 'QUERY_LIMIT_EXCEEDED', 'ids: ', { ids: Array(101).fill('x') });
  });
});

describe('a filter', () => {
  const nested = (depth: number): string => (depth === 1 ? '{}' : `{ not: ${nested(depth - 1)} }`);
  const many = (count: number): string => `{ and: [{}${', { linkCount: { gt: 0 } }'.repeat(count)}] }`;
  const numbers = (count: number): string => Array.from({ length: count }, (_, n) => n).join();

  it.each([
    ['5 levels', nested(5), '6 levels', nested(6), 'nested'],
    ['50 conditions', many(50), '51 conditions', many(51), 'conditions'],
    [
      '200 values',
      `{ linkCount: { in: [${numbers(200)}] } }`,
      '201 values',
      `{ linkCount: { in: [${numbers(201)}] } }`,
      'values',
    ],
  ])('has at most %s', async (_most, allowed, _more, refused, names) => {
    expect((await server.run(claimsBy(allowed))).errors).toBeUndefined();
    await expectRefusal(claimsBy(refused), 'QUERY_LIMIT_EXCEEDED', names);
  });
});

describe('an argument', () => {
  it.each([
    ['claims(orderBy: [{ field: LINK_COUNT }, { field: LINK_COUNT, direction: DESC }]) { totalCount }', 'orderBy: '],
    [
      `claims(orderBy: [${['LINK_COUNT', 'STATED_EARLIEST', 'READING_ORDER', 'ASSERTED_LATEST'].map((field) => `{ field: ${field} }`).join()}]) { totalCount }`,
      'orderBy: ',
    ],
    ['claims(first: 2, last: 2) { totalCount }', 'last: '],
    ['claims(first: -1) { totalCount }', 'first: '],
    ['citations(first: 1) { nodes { contextBefore(length: -1) } }', 'length: '],
    ['claims { quantityTotals(limit: 0) { unit } }', 'limit: '],
    ['claims { facets(by: OUTLET, limit: -1) { total } }', 'limit: '],
    ['claims { quotationNetwork(minWeight: 0) { tieCount } }', 'minWeight: '],
  ])('out of its bounds is refused: %s', async (field, names) => {
    await expectRefusal(`{ ${field} }`, 'BAD_USER_INPUT', names);
  });

  it.each([
    ['claims(first: 101) { totalCount }', 'first', 'pageSize', 101],
    ['claims { facets(by: OUTLET, limit: 101) { total } }', 'limit', 'pageSize', 101],
    ['claims { quantityTotals(limit: 101) { unit } }', 'limit', 'limit', 101],
    ['claims { quotationNetwork(minWeight: 1000000001) { tieCount } }', 'minWeight', 'minWeight', 1_000_000_001],
    ['citations(first: 1) { nodes { contextAfter(length: 501) } }', 'length', 'contextLength', 501],
    [`nodes(ids: [${'"x" '.repeat(101)}]) { id }`, 'ids', 'ids', 101],
    [`search(query: "${'x'.repeat(301)}") { nodes { __typename } }`, 'query', 'searchCharacters', 301],
  ])('that asks for too much is refused with the bound: %s', async (field, argument, what, actual) => {
    const { errors } = await server.run(`{ ${field} }`);

    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'QUERY_LIMIT_EXCEEDED', what, actual, limit: actual - 1, argument },
    ]);
  });

  it('asks for at most 100 rows', async () => {
    await expectRefusal('{ claims(first: 101) { totalCount } }', 'QUERY_LIMIT_EXCEEDED', 'first: ');
  });
});
