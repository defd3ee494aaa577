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
async function byOneStatement(document: string): Promise<unknown> {
  const [operation, ...rest] = parse(document).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const fragments = new Map((rest as FragmentDefinitionNode[]).map((node) => [node.name.value, node]));
  const query = schema.getQueryType() as GraphQLObjectType;
  const selected = select({ schema, fragments, variables: {} }, query, [operation.selectionSet]);
  const { compile, reader } = contextOf();
  const statement = compiled(() => compile!(selected));
  if (!statement) return undefined;
  const [row] = await reader.rows<{ data: string }>(statement);
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
});
