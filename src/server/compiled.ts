import { hash } from 'node:crypto';
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
import { NotCompilable, viewerKey, type Query } from '../features/index.js';
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

/**
 * Most characters of what is kept for requests that come again. A statement of a dashboard has a few thousand, so that there is
 * room for a thousand and more; a character takes two bytes at most.
 */
export const MOST_CHARACTERS = 10_000_000;

/** What an entry takes besides, in characters. */
const ENTRY = 500;

/**
 * About how many characters are held with a statement. `sent` is the number of those that it was made from: a value may be a
 * piece of them, and a piece holds the whole.
 */
export const sizeOf = (statement: Query | null, sent: number): number =>
  ENTRY + sent + (statement ? statement.text.length + charactersIn(statement.values) : 0);

const charactersIn = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + charactersIn(part), 0);
};

/**
 * Answers a query by one SQL statement where that is possible. What the compiler does not know, and arguments that it
 * refuses, are left to the resolvers, which give the same answers and the errors with their places.
 */
export const answerInOneStatement = (translator: ErrorTranslator): ApolloServerPlugin<RequestContext> => {
  const known = new Remembered<Query | null>(MOST_CHARACTERS);
  return {
    requestDidStart: async () => ({
      async responseForOperation(request) {
        const asked = askedFor(request);
        const statement = known.of(
          hash('sha256', asked, 'base64url'),
          () => compiledOf(request),
          (made) => sizeOf(made, asked.length + (request.source?.length ?? 0)),
        );
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

type Asked = Answered & Pick<GraphQLRequestContext<RequestContext>, 'contextValue' | 'queryHash' | 'source'>;

/** Everything that a statement depends on. What a client sends for variables that the operation does not have is nothing. */
const askedFor = ({ queryHash, operation, request, contextValue: { viewer, compile } }: Asked): string => {
  const given = request.variables ?? {};
  const variables = (operation?.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => Object.hasOwn(given, name))
    .map((name): [string, unknown] => [name, given[name]]);
  return JSON.stringify([queryHash, operation?.name?.value, variables, viewerKey(viewer), compile !== undefined]);
};

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
