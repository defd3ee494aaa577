import readDate, { type ExtendedDate } from 'edtf';

/** A date as vague as its source, with the first and the last day that it can mean. */
export interface EdtfDate {
  /** As written. */
  readonly edtf: string;
  /** `YYYY-MM-DD` in UTC, or `-infinity` when the beginning is open or unknown. */
  readonly earliest: string;
  /** `YYYY-MM-DD` in UTC, or `infinity` when the end is open or unknown. */
  readonly latest: string;
}

export type EdtfResult = EdtfDate | { readonly error: string };

/** Longer ones are lists of dates; the parser's time grows with them. */
const MAX_LENGTH = 100;
const DATE_AND_TIME = /T\d{2}:/;
const TIME_ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/;

/** First month (from 1) and number of months of the groupings 21-41 of a year. */
const GROUPINGS: Readonly<Record<number, readonly [month: number, months: number]>> = {
  ...seasons(21, [3, 6, 9, 12]),
  ...seasons(25, [3, 6, 9, 12]),
  ...seasons(29, [9, 12, 3, 6]),
  ...Object.fromEntries([1, 4, 7, 10].map((month, i) => [33 + i, [month, 3]])),
  ...Object.fromEntries([1, 5, 9].map((month, i) => [37 + i, [month, 4]])),
  ...Object.fromEntries([1, 7].map((month, i) => [40 + i, [month, 6]])),
};

/**
 * Reads an EDTF string of level 0 to 2 (ISO 8601-2): `2014-12-10`, `2012~`, `2014-12-11/2014-12-17`, `../2014-12-10`,
 * `2015-22`, `2019-05-31?`, `201X`, `[2014, 2016]`.
 *
 * - `~`, `?` and `%` widen nothing: the bounds are those of the date without them.
 * - An open (`..`) or unknown (empty) end of an interval is infinite.
 * - Seasons are three months of the northern half of the world, unless they are marked as southern (29-32): spring
 *   begins in March, summer in June, autumn in September, winter in December and ends in February of the next year.
 * - A date with a time needs a time zone; its bounds are the day in UTC.
 * - Years are 1 to 9999.
 * - An interval of a date and the same date again is that date.
 */
export function readEdtf(text: string): EdtfResult {
  if (text.length > MAX_LENGTH) return { error: `is longer than ${MAX_LENGTH} characters` };
  const known = read.get(text);
  if (known) return known;
  if (read.size >= MOST_READ) read.clear();
  const result = parse(text);
  read.set(text, result);
  return result;
}

/** Results of texts that were read lately: the parser takes a tenth of a millisecond and more. */
const read = new Map<string, EdtfResult>();
const MOST_READ = 1000;

function parse(text: string): EdtfResult {
  if (text.trim() !== text || text === '') return { error: 'is empty or has a space at an end' };
  if (DATE_AND_TIME.test(text) && !TIME_ZONE.test(text)) return { error: 'has a time without a time zone' };
  try {
    return withBounds(text, readDate(sameTwice(text) ?? text.replace(/,\s+/g, ',')));
  } catch (error) {
    return { error: reasonOf(error as Error) };
  }
}

/** The date of an interval that ends as it begins; the parser refuses such intervals. */
function sameTwice(text: string): string | undefined {
  const [from, to, ...more] = text.split('/');
  return from === to && more.length === 0 && from !== '..' && from !== '' ? from : undefined;
}

/** Whether the text is a date that `readEdtf` accepts. */
export const isEdtf = (text: string): boolean => !('error' in readEdtf(text));

function withBounds(edtf: string, date: ExtendedDate): EdtfResult {
  if (date.type === 'Season') return seasonBounds(edtf, date);
  const earliest = date.min ?? -Infinity;
  const latest = date.max ?? Infinity;
  if (![earliest, latest].every(isKept)) return { error: 'has a year outside 1 to 9999' };
  if (earliest > latest) return { error: 'ends before it begins' };
  return { edtf, earliest: dayOf(earliest), latest: dayOf(latest) };
}

function seasonBounds(edtf: string, { year, season }: ExtendedDate): EdtfResult {
  const grouping = GROUPINGS[season];
  if (!grouping) return { error: `has no season ${season}: 21 is spring, 22 summer, 23 autumn, 24 winter` };
  const [month, months] = grouping;
  const earliest = utc(year, month - 1, 1);
  const latest = utc(year, month - 1 + months, 0);
  return isKept(earliest) && isKept(latest)
    ? { edtf, earliest: dayOf(earliest), latest: dayOf(latest) }
    : { error: 'has a year outside 1 to 9999' };
}

/** `Date.UTC` without its rule that the years 0 to 99 are those of the 20th century. */
const utc = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month, day);

const FIRST = utc(1, 0, 1);
const AFTER_LAST = utc(10_000, 0, 1);

const isKept = (time: number): boolean => Math.abs(time) === Infinity || (time >= FIRST && time < AFTER_LAST);

function dayOf(time: number): string {
  if (time === -Infinity) return '-infinity';
  return time === Infinity ? 'infinity' : new Date(time).toISOString().slice(0, 10);
}

function seasons(first: number, months: readonly number[]): Record<number, readonly [number, number]> {
  return Object.fromEntries(months.map((month, i) => [first + i, [month, 3]] as const));
}

function reasonOf({ message }: Error): string {
  const [, column] = /col (\d+)/.exec(message) ?? [];
  if (message.startsWith('invalid upper bound')) return 'ends before it begins';
  return column ? `is no EDTF date: it goes wrong at character ${column}` : 'is no EDTF date';
}
