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
