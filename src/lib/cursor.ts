import { DomainError } from './errors.js';
import type { KeyType, SortOrder } from './keyset.js';
import { join, raw, sql, type Sql } from './sql.js';

const VERSION = 1;

const shapes: Readonly<Record<KeyType, RegExp>> = {
  date: /^(-infinity|infinity|\d{4}-\d{2}-\d{2})$/,
  text: /^[^\0]*$/su,
  int4: /^-?\d{1,10}$/,
  int8: /^-?\d{1,19}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  bool: /^(true|false)$/,
  contradiction_kind: /^(POLARITY|QUANTITY|TIME|PLACE|ACTOR|CAUSE|ATTRIBUTION)$/,
};

const bits: Partial<Record<KeyType, number>> = { int4: 32, int8: 64 };

/** SELECT list of the values that the cursor of a row is made of, as columns `c0`, …. */
export const cursorColumns = ({ columns }: SortOrder): Sql =>
  join(columns.map(({ expression }, index) => sql`${expression} as ${raw(`c${index}`)}`));

/**
 * The cursor of a row, as SQL, from its `cursorColumns` in `table`. Opaque to clients: base64url of a JSON array of version,
 * list and order that it belongs to, and the key values of the row as text.
 */
export function cursorOf(list: string, { signature, columns }: SortOrder, table: string): Sql {
  const head = raw(`${VERSION}, '${list}', '${signature}'`);
  const values = join(columns.map((_, index) => raw(`${table}.c${index}::text collate "C"`)));
  return opaque(sql`json_build_array(${head}, ${values})::text`);
}

/** SQL text as base64url. */
export const opaque = (text: Sql): Sql =>
  sql`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/**
 * The key values a cursor carries. INVALID_CURSOR when it is malformed, of another list, or of another order. The row it
 * was made of need not exist any more: its place in the order does.
 */
export function decodeCursor(
  list: string,
  { signature, columns }: SortOrder,
  cursor: string,
  argument: string,
): string[] {
  const parts = readOpaque(cursor);
  if (!parts || parts[0] !== VERSION) throw invalid(argument, 'is not a cursor of this API');
  if (parts[1] !== list) throw invalid(argument, 'belongs to another list');
  if (parts[2] !== signature) throw invalid(argument, `belongs to the order "${String(parts[2])}", not "${signature}"`);
  const values = parts.slice(3);
  const fits = columns.every(({ type }, index) => {
    const value = values[index];
    return typeof value === 'string' && isOfType(type, value);
  });
  if (!fits || values.length !== columns.length) throw invalid(argument, 'is not a cursor of this API');
  return values as string[];
}

/** Whether Postgres takes a text for a value of a type. */
function isOfType(type: KeyType, value: string): boolean {
  if (!shapes[type].test(value)) return false;
  const size = bits[type];
  if (size !== undefined) return BigInt.asIntN(size, BigInt(value)) === BigInt(value);
  return type !== 'date' || isDay(value);
}

/** `Date` takes the 30th of February for a day of March, and knows a year 0, which Postgres does not. */
function isDay(value: string): boolean {
  if (value.endsWith('infinity')) return true;
  const time = Date.parse(value);
  return !Number.isNaN(time) && !value.startsWith('0000') && new Date(time).toISOString().startsWith(value);
}

/** The JSON array that a client sent as base64url; null when it is none. */
export function readOpaque(cursor: string): unknown[] | null {
  const bytes = Buffer.from(cursor, 'base64url');
  // `Buffer` passes over what is no base64url.
  if (bytes.toString('base64url') !== cursor) return null;
  try {
    const parts: unknown = JSON.parse(bytes.toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

const invalid = (argument: string, fault: string): DomainError =>
  new DomainError('INVALID_CURSOR', `${argument}: the cursor ${fault}.`, { argument });
