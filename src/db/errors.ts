import pg from 'pg';

/**
 * The database cannot be used. The message is one line for the person at the keyboard: what is, and what to do.
 * Passwords never stand in it.
 */
export class DatabaseError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}

/** Text of something thrown, in one line. */
export const reasonOf = (thrown: unknown): string => {
  const error = thrown instanceof AggregateError ? (thrown.errors[0] as unknown) : thrown;
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
};

/** SQLSTATE of Postgres (`28P01`) or code of the system (`ECONNREFUSED`). */
export const codeOf = (thrown: unknown): string | undefined => {
  const error = thrown instanceof AggregateError ? (thrown.errors[0] as unknown) : thrown;
  return (error as { code?: string } | null | undefined)?.code;
};

/**
 * Whether a connection, or what is prepared on it, is of no use after this error of a statement: errors of the connection
 * itself (08, 25P, 57P), statements that are missing, there already, or older than their tables, and all that `pg` says
 * without Postgres, after which an answer may still come. Others are the statement's own, and the next one can be sent.
 */
export const isOfConnection = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(08|25P|57P|26000$|42P05$|0A000$)/.test(error.code ?? '');

/** Postgres ended a statement that ran too long. */
export const isCancelled = (error: unknown): boolean => codeOf(error) === '57014';
