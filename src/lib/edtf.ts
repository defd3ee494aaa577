import { boundsOf, NoSuchDate } from './edtfBounds.js';

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
 * - `1950S2` is some year whose first two digits are certain, 1900 to 1999; zeros before a year are no digits of it.
 * - Masked digits (X) stand for those that make a day of the calendar: `201X-02-29` lasts from 2012 to 2016.
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
    const [earliest, latest] = boundsOf(sameTwice(text) ?? text.replaceAll(/,\s+/g, ','));
    return { edtf: text, earliest: dayOf(earliest), latest: dayOf(latest) };
  } catch (error) {
    return { error: error instanceof NoSuchDate ? error.message : reasonOf(error as Error) };
  }
}

/** The date of an interval that ends as it begins: the parser refuses such ones of seasons. */
function sameTwice(text: string): string | undefined {
  const [from, to, ...more] = text.split('/');
  return from === to && more.length === 0 && from !== '..' && from !== '' ? from : undefined;
}

function dayOf(time: number): string {
  if (time === -Infinity) return '-infinity';
  return time === Infinity ? 'infinity' : new Date(time).toISOString().slice(0, 10);
}

function reasonOf({ message }: Error): string {
  const [, column] = /col (\d+)/.exec(message) ?? [];
  return column ? `is no EDTF date: it goes wrong at character ${column}` : 'is no EDTF date';
}
