/** The closed list of codes that a client can meet; each is described in `docs/errors.md`. */
export const errorCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'INVALID_CURSOR',
  'QUERY_LIMIT_EXCEEDED',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A refusal that the client is told about: a fact, what was expected, and the record or argument it concerns.
 * Whatever is not a `DomainError` is a fault of ours and stays hidden behind INTERNAL_SERVER_ERROR.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** Refuses an argument. `path` names it as the client wrote it, e.g. `filter.statement.contains`. */
export const badInput = (path: string, message: string): DomainError =>
  new DomainError('BAD_USER_INPUT', `${path}: ${message}`, { argument: path });

/** A value that the database promises. Its absence is a fault of ours, and stays hidden from the client. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value == null) throw new Error(`${what} is missing`);
  return value;
}
