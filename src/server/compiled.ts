import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext, type GraphQLResponse } from '@apollo/server';
import {
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { DomainError } from '../lib/errors.js';
import { Remembered } from '../lib/remembered.js';
import type { Reader } from '../db/index.js';
import { NotCompilable, type Query } from '../features/index.js';
import type { RequestContext } from './context.js';
import { refused, timedOut, type Failed } from './failed.js';
import { isRefusal, isTimeout, type ErrorTranslator } from './formatError.js';
import { select, type SelectedNodes } from './selection.js';

/** Data that the database wrote as JSON; it goes into the answer as it is. */
class JsonText {
  constructor(readonly json: string) {}

  /** For those who look into the answer, not on the way over HTTP. */
  toJSON(): unknown {
    return JSON.parse(this.json);
  }
}

/** Answers come from `JSON.stringify`, or as the database wrote them. */
export const stringifyResult = ({ data, ...rest }: FormattedExecutionResult): string =>
  data instanceof JsonText ? textOf(data.json) : `${JSON.stringify({ ...rest, data })}\n`;

/** An answer without errors whose data are JSON. */
export const textOf = (data: string): string => `{"data":${data}}\n`;

/** The data that a statement gives as JSON. It runs once in a request, whoever asks, and fails for all. */
export const dataOf = (
  statement: Query,
  { reader, whole }: Pick<RequestContext, 'reader' | 'whole'>,
): Promise<string> => {
  if (whole.by?.statement !== statement) whole.by = { statement, data: read(statement, reader) };
  return whole.by.data;
};

async function read(statement: Query, reader: Reader): Promise<string> {
  const [row] = await reader.rows<{ data: string }>(statement);
  return (await statement.finish?.(row!.data)) ?? row!.data;
}

/** Statements that are kept, for operations that are sent again with the same variables; a few kB each. */
const MOST_STATEMENTS = 1_000;

/**
 * Answers a query by one SQL statement where that is possible. What the compiler does not know, and arguments that it
 * refuses, are left to the resolvers, which give the same answers and the errors with their places.
 */
export const answerInOneStatement = (translator: ErrorTranslator): ApolloServerPlugin<RequestContext> => {
  const known = new Remembered<Query | null>(MOST_STATEMENTS);
  return {
    requestDidStart: async () => ({
      async responseForOperation(request) {
        const statement = known.of(keyOf(request), () => compiledOf(request));
        if (!statement) return null;
        try {
          return answer(new JsonText(await dataOf(statement, request.contextValue)));
        } catch (error) {
          const failed = failedBy(error, request, translator);
          if (failed) return answer(failed.data, failed.errors);
          delete request.contextValue.whole.by;
          // The resolvers say which field it was, and answer the others.
          if (isRefusal(error) || error instanceof DomainError) return null;
          throw error;
        }
      },
    }),
  };
};

type Answered = Pick<GraphQLRequestContext<RequestContext>, 'schema' | 'document' | 'operation' | 'request'>;

type Asked = Answered & Pick<GraphQLRequestContext<RequestContext>, 'contextValue' | 'queryHash'>;

/** Everything that a statement depends on. */
const keyOf = ({ queryHash, operation, request, contextValue: { viewer, compile } }: Asked): string =>
  JSON.stringify([queryHash, operation?.name?.value, request.variables, viewer.id, compile !== undefined]);

/** Null for what the resolvers have to answer. */
function compiledOf(request: Asked): Query | null {
  const { compile } = request.contextValue;
  const selected = compile && selectionOf(request);
  return selected ? attempt(() => compile(selected)) : null;
}

/** What a request selects. Null for what is not a query, or has variables that the schema refuses. */
export function selectionOf({ schema, document, operation, request }: Answered): readonly SelectedNodes[] | null {
  if (!document || operation?.operation !== OperationTypeNode.QUERY) return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  return coerced ? attempt(() => selectFrom(schema, document, operation, coerced)) : null;
}

function selectFrom(
  schema: GraphQLSchema,
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): readonly SelectedNodes[] {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  return select({ schema, fragments, variables }, schema.getQueryType()!, [selectionSet]);
}

/** Null when the resolvers have to answer. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotCompilable || error instanceof DomainError || error instanceof GraphQLError) return null;
    throw error;
  }
}

/** Null for what the resolvers have to answer, and for faults. */
function failedBy(error: unknown, request: Answered, translator: ErrorTranslator): Failed | null {
  if (isTimeout(error)) return timedOut(request.schema, selectionOf(request) ?? [], error, translator);
  return isRefusal(error) ? refused(request.schema, selectionOf(request) ?? [], error, translator) : null;
}

const answer = (data: object | null, errors?: FormattedExecutionResult['errors']): GraphQLResponse => ({
  body: { kind: 'single', singleResult: { data: data as Record<string, unknown> | null, ...(errors && { errors }) } },
  http: { headers: new HeaderMap() },
});
