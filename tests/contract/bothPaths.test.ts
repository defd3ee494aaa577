import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Kind, parse, validate, type FragmentDefinitionNode, type GraphQLObjectType } from 'graphql';
import { NotCompilable } from '../../src/features/index.js';
import { createContext, loadSchema, operatorViewer } from '../../src/server/index.js';
import { select } from '../../src/server/selection.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { anOperation } from '../support/operations.js';
import { settled } from '../support/mirror.js';
import { byResolvers } from '../support/resolvers.js';
import { seeds } from '../support/seeds.js';

const schema = loadSchema();
let database: TestDatabase;
let ids: string[];
beforeAll(async () => {
  database = await freshDatabase(seeds);
  await settled(database);
  const kinds = ['article', 'actor', 'event', 'claim', 'citation', 'assessment', 'claim_relation', 'mention'];
  const rows = await Promise.all(
    kinds.map((kind) =>
      database.query<{ id: string }>(
        `select '${kind.replace('_', '')}_' || replace(id::text, '-', '') as id from ${kind} order by id limit 3`,
      ),
    ),
  );
  ids = [...rows.flat().map(({ id }) => id), 'claim_00000000000000000000000000000000', 'nonsense'];
});

const contextOf = () => createContext(database.pool, operatorViewer);

/** Undefined for what the compiler leaves to the resolvers. */
function statementOf(document: string) {
  const [operation, ...rest] = parse(document).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const fragments = new Map((rest as FragmentDefinitionNode[]).map((node) => [node.name.value, node]));
  const query = schema.getQueryType() as GraphQLObjectType;
  const selected = select({ schema, fragments, variables: {} }, query, [operation.selectionSet]);
  return compiled(() => contextOf().compile!(selected));
}

async function byOneStatement(document: string): Promise<unknown> {
  const statement = statementOf(document);
  if (!statement) return undefined;
  const [row] = await contextOf().reader.rows<{ data: string }>(statement);
  return JSON.parse((await statement.finish?.(row!.data)) ?? row!.data);
}

/** Undefined where the statement would be longer than one may be. */
function compiled<Statement>(compile: () => Statement): Statement | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotCompilable && error.message === 'a long statement') return undefined;
    throw error;
  }
}

const hasRecords = (document: string): boolean => /f\d: (?!__typename)/.test(document);

describe('resolvers and the one statement', () => {
  it('answer a thousand generated operations alike', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const document = anOperation(draw, { schema, ids, depth: 3 });
        expect(validate(schema, parse(document))).toEqual([]);
        const { data, errors } = await byResolvers(schema, database, operatorViewer, document);
        expect(errors).toEqual([]);
        if (!hasRecords(document)) return;
        const answer = await byOneStatement(document);
        if (answer === undefined) return;
        expect(answer).toEqual(data);
        compared += 1;
      }),
      { numRuns: 1000, seed: 7 },
    );
    expect(compared).toBeGreaterThan(900);
  }, 400_000);

  describe('answer alike what finds all of its rows before the first', () => {
    const ofClaims = [
      '[]',
      '[{ field: LINK_COUNT, direction: DESC }, { field: ASSERTED_LATEST, nulls: FIRST }]',
      '[{ field: INDEPENDENT_ORIGIN_COUNT, direction: DESC }]',
    ];
    const ofArticles = ['[{ field: PUBLISHED_EARLIEST, nulls: FIRST }]', '[{ field: HEADLINE, direction: DESC }]'];
    const lists = [
      ['claims', 'restsOn: { key: { eq: "times-of-israel" } }', ofClaims],
      ['claims', 'restsOn: { kind: { eq: PERSON } }, not: { eventType: { eq: STATEMENT } }', ofClaims],
      ['claims', 'or: [{ ultimateSource: { kind: { eq: STATE } } }, { linkCount: { gt: 3 } }]', ofClaims],
      ['articles', 'words: "iran or hamas"', ofArticles],
      ['articles', 'words: "iran", language: { eq: "en" }', ofArticles],
    ] as const;
    const parts = [
      'totalCount',
      'nodes { id }',
      'edges { cursor node { id } }',
      'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
      'facets(by: OUTLET, limit: 3) { buckets { value count } }',
    ];

    it.each(lists)('%s (%s)', async (list, filter, orders) => {
      const answersOf = async (args: string, asked: readonly string[]) => {
        const document = `{ actors(first: 1) { nodes { id } } ${list}(${args}, filter: { ${filter} }) { ${asked.join(' ')} } }`;
        const { data, errors } = await byResolvers(schema, database, operatorViewer, document);
        expect(errors).toEqual([]);
        expect(await byOneStatement(document)).toEqual(data);
        return (data as Record<string, unknown>)[list] as { edges: { cursor: string }[]; totalCount: number };
      };
      for (const order of orders) {
        const { edges, totalCount } = await answersOf(`first: 100, orderBy: ${order}`, parts);
        expect(totalCount).toBeGreaterThan(1);
        const cursors = edges.map(({ cursor }) => [`, after: "${cursor}"`, `, before: "${cursor}"`]).flat();
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom('first', 'last'),
            fc.nat(3),
            fc.constantFrom('', ...cursors),
            fc.subarray(parts, { minLength: 1 }),
            async (end, size, place, asked) =>
              void (await answersOf(`${end}: ${size}, orderBy: ${order}${place}`, asked)),
          ),
          { numRuns: 25 },
        );
      }
    });
  });

  it.each([
    ['claims', 'restsOn: { kind: { eq: PERSON } }', /with recursive/g],
    ['articles', 'words: "iran"', /from asked_by_language/g],
    ['articles', 'or: [{ words: "iran" }]', /from asked_by_language/g],
    ['claims', 'article: { words: "iran" }', /from asked_by_language/g],
  ])('reads %s (%s) once for a page, their number and their facets', (list, filter, reading) => {
    const { text } = statementOf(`{ ${list}(filter: { ${filter} }) {
      nodes { id } totalCount pageInfo { hasNextPage } facets(by: OUTLET) { buckets { count } } } }`)!;
    expect(text.match(reading)).toHaveLength(1);
  });
});
