import { beforeAll, describe, expect, it } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { isInputObjectType } from 'graphql';
import { connections, schema } from '../support/connections.js';
import { crowd } from '../support/crowd.js';
import { fieldsOf, filters, isNested, sourceOf, tests, type Source } from '../support/oracle/filters.js';
import { passes, typeOfField, type Filter } from '../support/oracle/evaluate.js';
import { identityOfRow, listUnder } from '../support/oracle/lists.js';
import { readWorld } from '../support/oracle/world.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { placeWith, walkLimits, type Place } from '../support/walk.js';

/** Another one tests other filters; fast-check prints it with the filter that failed. */
const SEED = 20141210;
const RUNS_PER_LIST = 25;

let server: TestServer;
let source: Source;
beforeAll(async () => {
  server = await startTestServer({ template: crowd, limits: walkLimits });
  source = sourceOf(await readWorld(server.database));
});

/** A field of operators needs more runs to meet them all; a field of filters takes longer. */
const runsOf = (type: string, field: string): number => (isNested(type, field) ? 4 : 24);

/** Filters of records: those that can be combined. */
const filterTypes = Object.values(schema.getTypeMap())
  .filter(isInputObjectType)
  .filter((type) => 'and' in type.getFields())
  .map(({ name }) => name);

const claims = connections.find(({ name }) => name === 'Query.claims')!;

/** Where rows are asked for by a filter: its own list, or the claims that have such parts. */
const lists = filterTypes.map((type) => {
  const own = connections.filter(({ filter }) => filter === type);
  const parts = { AttributionLinkFilter: 'links', QuantityFilter: 'quantities' }[type];
  const connection = own.find(({ parent }) => parent === 'Query') ?? own[0] ?? claims;
  const wrap = (filter: Filter): Filter => (parts ? { [parts]: { some: filter } } : filter);
  return {
    type,
    connection,
    wrap: type === 'CorroborationFilter' ? (corroboration: Filter) => ({ corroboration }) : wrap,
  };
});

describe.each(lists)('$type', ({ type, connection, wrap }) => {
  let place: Place & { readonly total: number };
  let all: Set<string>;
  beforeAll(async () => {
    place = await placeWith(server, connection, 8);
    all = new Set(await listUnder(server, place, {}));
  });

  /** The server and the oracle agree on which rows of the list pass. */
  const expectAgreement = async (arbitrary: Arbitrary<Filter>, numRuns: number): Promise<void> => {
    const agrees = fc.asyncProperty(arbitrary, async (inner) => {
      const filter = wrap(inner);
      const listed = await listUnder(server, place, filter);
      fc.pre(listed !== null);
      const wanted = source
        .rows(connection.filter)
        .filter((row) => passes(source.model, connection.filter, row, filter))
        .map((row) => identityOfRow(place, row))
        .filter((row) => all.has(row));
      expect(listed).toEqual([...new Set(wanted)].sort());
    });
    await fc.assert(agrees, { seed: SEED, numRuns });
  };

  it.each(fieldsOf(type))('by %s', async (field) => {
    const test = tests(source, type, field, 2);
    await expectAgreement(fc.record({ [field]: test }), runsOf(type, field));
  });

  it('by filters inside filters', async () => {
    await expectAgreement(filters(source, type, 3), RUNS_PER_LIST);
  });
});

describe('the generator', () => {
  /** Everything that stands in a filter, as `Type.field`. */
  function written(type: string, filter: Filter): string[] {
    return Object.entries(filter).flatMap(([field, test]) => {
      const inner = typeOfField(type, field);
      const parts = isInputObjectType(schema.getType(inner)) ? ([test].flat() as Filter[]) : [];
      return [`${type}.${field}`, ...parts.flatMap((part) => written(inner, part))];
    });
  }

  it('makes use of every field and operator that a filter has', () => {
    const used = lists.flatMap(({ type }) =>
      fieldsOf(type).flatMap((field) =>
        fc
          .sample(fc.record({ [field]: tests(source, type, field, 2) }), { seed: SEED, numRuns: runsOf(type, field) })
          .flatMap((filter) => written(type, filter)),
      ),
    );
    const reachable = [...new Set(used.map((name) => name.split('.')[0]!))];
    const all = reachable.flatMap((type) => fieldsOf(type).map((field) => `${type}.${field}`));
    expect(all.filter((name) => !used.includes(name))).toEqual([]);
    expect(reachable).toEqual(expect.arrayContaining(filterTypes));
  });
});
