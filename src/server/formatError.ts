import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isCancelled } from '../db/index.js';
import type { Selected } from '../features/index.js';
import { DomainError } from '../lib/errors.js';
import type { Log } from '../log.js';
import { limitExceeded } from '../lib/bounds.js';

/** Turns whatever went wrong into what a client is told. */
export interface ErrorTranslator {
  /** Remembers which request `errors` belong to, for the log and for the id that the client is told. */
  readonly claim: (errors: readonly unknown[], requestId: string) => void;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/** SQLSTATEs that are the answer to a request and no fault of ours. */
const LIMIT_EXCEEDED = 'SB001';
const UNKNOWN_TOKEN = 'SB002';
const INVALID_TEXT = ['22021', '22P05'];

/** Codes under which Apollo Server refuses a request that is malformed in itself. */
const badRequests = [
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
];

/**
 * The only place where errors become GraphQL errors. A `DomainError` keeps its code, message and details; refusals of
 * `graphql` and Apollo Server get a code of the closed list; everything else is logged with its stack and answered with
 * a request id and nothing else.
 */
export function createErrorTranslator(log: Log, newId: () => string): ErrorTranslator {
  const requestIds = new WeakMap<object, string>();

  return {
    claim(errors, requestId) {
      for (const error of errors) if (typeof error === 'object' && error) requestIds.set(error, requestId);
    },
    formatError(formatted, error) {
      const refusal = refusalOf(formatted, error);
      const place = { locations: formatted.locations, path: formatted.path };
      if (refusal) {
        return { message: refusal.message, ...place, extensions: { code: refusal.code, ...refusal.details } };
      }
      const requestId = (typeof error === 'object' && error && requestIds.get(error)) || newId();
      log.error({ requestId, path: formatted.path, err: causeOf(error) }, 'a request failed');
      return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
    },
  };
}

/** What was thrown, under all the wrappings that `graphql` and Apollo Server put around it. */
function causeOf(error: unknown): unknown {
  let cause = unwrapResolverError(error);
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** The database ended a statement that ran too long, or was too busy to begin with it. */
export const isTimeout = (error: unknown): error is Error => isCancelled(error) || stateOf(error) === 'TIMEOUT';

const stateOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;

/** A view would read more than it may: `at_most` of the database says what, and the bound. */
const isBeyondLimit = (error: unknown): boolean => stateOf(error) === LIMIT_EXCEEDED;

/** The database does not know what a token of changes names; its message says so, its detail the argument. */
const isUnknownToken = (error: unknown): error is { message: string; detail: string } =>
  stateOf(error) === UNKNOWN_TOKEN;

/** The database refuses what one field asks for. */
export const isRefusal = (error: unknown): error is Error => isBeyondLimit(error) || isUnknownToken(error);

/** Whether such a refusal may be about this field: it names a view after its field, a token after its argument. */
export const isRefusedBy = (refusal: object, { field, args }: Pick<Selected, 'field' | 'args'>): boolean => {
  const { detail } = refusal as { detail?: string };
  return isUnknownToken(refusal) ? args[refusal.detail] != null : field === detail;
};

function beyondLimit({ message, detail, hint }: { message?: string; detail?: string; hint?: string }): DomainError {
  return new DomainError('QUERY_LIMIT_EXCEEDED', `${message}`, { what: detail, limit: Number(hint) });
}

function refusalOf({ message, path, extensions }: GraphQLFormattedError, error: unknown): DomainError | undefined {
  const cause = causeOf(error);
  if (cause instanceof DomainError) return new DomainError(cause.code, message, cause.details);
  if (isTimeout(cause)) return new DomainError('TIMEOUT', 'The query took longer than the server allows.');
  if (isBeyondLimit(cause)) return beyondLimit(cause as object);
  if (isUnknownToken(cause)) return new DomainError('INVALID_CURSOR', cause.message, { argument: cause.detail });
  if (INVALID_TEXT.includes(String(stateOf(cause))))
    return new DomainError('BAD_USER_INPUT', 'A text holds characters that cannot be stored.');
  const code = String(extensions?.['code']);
  if (code === 'GRAPHQL_PARSE_FAILED') return refusedByParser(message, cause);
  if (code === 'GRAPHQL_VALIDATION_FAILED') return refusedByRules(message);
  // What `graphql` itself says about a request before any field is read: variables that cannot be coerced.
  const ofRequest =
    error instanceof GraphQLError && !error.originalError && path === undefined && code === 'INTERNAL_SERVER_ERROR';
  if (badRequests.includes(code) || ofRequest) return new DomainError('BAD_USER_INPUT', message);
  return undefined;
}

function refusedByParser(message: string, cause: unknown): DomainError {
  if (cause instanceof RangeError) return tooNested();
  const tokens = /more that (\d+) tokens/.exec(message)?.[1];
  if (tokens === undefined) return new DomainError('GRAPHQL_PARSE_FAILED', message);
  const limit = Number(tokens);
  return limitExceeded(`The document has more than ${limit} tokens.`, { what: 'tokens', limit });
}

function refusedByRules(message: string): DomainError {
  if (message === 'Maximum introspection depth exceeded')
    return limitExceeded(
      'The introspection walks from types to fields and back too often; at most 2 times are allowed.',
      {
        what: 'introspectionDepth',
        limit: 2,
      },
    );
  if (message === 'Validation aborted.')
    return limitExceeded('The document repeats too many fields to be compared with each other.', {
      what: 'comparisons',
    });
  return new DomainError('GRAPHQL_VALIDATION_FAILED', message);
}

/** A document nested so deep that reading it exhausts the stack. */
export const tooNested = (): DomainError =>
  limitExceeded('The document is nested too deeply to be read.', { what: 'nesting' });
