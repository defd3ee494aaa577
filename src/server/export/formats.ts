import type { Line } from '../../db/index.js';
import type { Column } from './columns.js';

/** How an export ended. */
export interface Outcome {
  /** Records that were given. */
  rows: number;
  /** Whether the last record of the list was given. */
  complete: boolean;
  /** The record to go on after, when there are more. */
  next: string | null;
  /** Why it ended early, unless the limit was reached. */
  error?: object;
}

/** How records are written. */
export interface Format {
  readonly type: string;
  readonly head: string;
  readonly record: (line: Line) => string;
  /** What stands after the last record; null when the format has no place for it. */
  readonly tail: (outcome: Outcome) => string | null;
}

/** One JSON object per line, as Postgres wrote it; the last line tells how the export ended. */
export const ndjson: Format = {
  type: 'application/x-ndjson; charset=utf-8',
  head: '',
  record: ({ line }) => `${line}\n`,
  tail: ({ complete, rows, next, error }) => `${JSON.stringify({ complete, rows, next, error })}\n`,
};

export interface CsvOptions {
  /** A byte order mark, by which spreadsheet programs know UTF-8. */
  readonly bom: boolean;
  /** Whether texts that a spreadsheet program might run as a formula get an apostrophe in front. */
  readonly escapeFormulas: boolean;
}

/** RFC 4180 with a header. An absent value is an empty field, an empty text a quoted one. */
export function csv(columns: readonly Column[], { bom, escapeFormulas }: CsvOptions): Format {
  const cell = (value: unknown, { kind }: Column): string => {
    if (value === null || value === undefined) return '';
    if (kind === 'LIST') return quoted(JSON.stringify(value));
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (kind === 'NUMBER') return text;
    return quoted(escapeFormulas && startsFormula.test(text) ? `'${text}` : text);
  };
  return {
    type: 'text/csv; charset=utf-8; header=present',
    head: `${bom ? '\uFEFF' : ''}${columns.map(({ name }) => name).join(',')}\r\n`,
    record: ({ line }) => {
      const record: unknown = JSON.parse(line);
      return `${columns.map((column) => cell(valueAt(record, column.path), column)).join(',')}\r\n`;
    },
    tail: () => null,
  };
}

/** Characters with which spreadsheet programs take the beginning of a formula; after OWASP's list. */
const startsFormula = /^[=+\-@\t\r\n]/;

const wantsQuotes = /[",\r\n]/;

const quoted = (text: string): string =>
  text === '' || wantsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const valueAt = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], record);
