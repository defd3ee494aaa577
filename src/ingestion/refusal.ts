/** SQLSTATE classes that blame the data: wrong values, broken constraints, values too large. */
const ABOUT_DATA = /^(22|23|54)/;

interface Cause {
  readonly originalCode?: string;
  readonly originalMessage?: string;
}

/** What Postgres said when it refused data; undefined when the error is about something else. */
export function refusalOf(error: unknown): string | undefined {
  const { cause, meta } = (error ?? {}) as { cause?: Cause; meta?: { driverAdapterError?: { cause?: Cause } } };
  const { originalCode, originalMessage } = meta?.driverAdapterError?.cause ?? cause ?? {};
  return originalCode && ABOUT_DATA.test(originalCode) ? originalMessage : undefined;
}
