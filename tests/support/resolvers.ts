import { execute, parse, type GraphQLSchema } from 'graphql';
import type { ReadPool } from '../../src/db/index.js';
import { createContext } from '../../src/server/index.js';
import type { Viewer } from '../../src/features/index.js';

export interface AnswerOfResolvers {
  readonly data: unknown;
  readonly errors: readonly unknown[];
  readonly statements: number;
}

/** Answers a document level by level, as the server does where one statement is not enough. */
export async function byResolvers(
  schema: GraphQLSchema,
  { pool }: { readonly pool: ReadPool },
  viewer: Viewer,
  document: string,
  variableValues: Record<string, unknown> = {},
): Promise<AnswerOfResolvers> {
  const contextValue = createContext(pool, viewer);
  const { data, errors = [] } = await execute({ schema, document: parse(document), contextValue, variableValues });
  return { data: JSON.parse(JSON.stringify(data)), errors, statements: contextValue.reader.statements };
}
