import { parse, type ParsedDate } from 'edtf';

/** Milliseconds since 1970 at which the first and the last day begin that a date can mean; infinite when open. */
export type Bounds = readonly [earliest: number, latest: number];

/** A rule that a date breaks although it is written as EDTF has it. */
export class NoSuchDate extends Error {}

/** First month (from 1) and number of months of the groupings 21-41 of a year. */
const GROUPINGS: Readonly<Record<number, readonly [month: number, months: number]>> = {
  ...seasons(21, [3, 6, 9, 12]),
  ...seasons(25, [3, 6, 9, 12]),
  ...seasons(29, [9, 12, 3, 6]),
  ...Object.fromEntries([1, 4, 7, 10].map((month, i) => [33 + i, [month, 3]])),
  ...Object.fromEntries([1, 5, 9].map((month, i) => [37 + i, [month, 4]])),
  ...Object.fromEntries([1, 7].map((month, i) => [40 + i, [month, 6]])),
};

/** The first and the last day that a date can mean. Throws `NoSuchDate`, or what the parser throws. */
export function boundsOf(text: string): Bounds {
  const bounds = boundsOfAny(text);
  if (!bounds.every(isKept)) throw new NoSuchDate('has a year outside 1 to 9999');
  return bounds;
}

function boundsOfAny(text: string): Bounds {
  const date = parse(text);
  switch (date.type) {
    case 'Interval':
      return boundsOfInterval(text.split('/'));
    case 'List':
    case 'Set':
      return boundsOfSeveral(text.slice(1, -1).split(','));
    case 'Season':
      return monthsOf(...date.values);
    case 'Year':
      return yearsLike(date.values[0], date.significant);
    case 'Decade':
      return years(date.values[0] * 10, 10);
    case 'Century':
      return years(date.values[0] * 100, 100);
    case 'Date':
      return date.values[0] < 0 ? years(date.values[0], 1) : daysLike(text, date);
  }
}

/** An end is empty when it is unknown. */
function boundsOfInterval([from = '', to = '']: readonly string[]): Bounds {
  const earliest = isOpen(from) ? -Infinity : boundsOfAny(from)[0];
  const latest = isOpen(to) ? Infinity : boundsOfAny(to)[1];
  if (earliest > latest) throw new NoSuchDate('ends before it begins');
  return [earliest, latest];
}

const isOpen = (end: string): boolean => end === '' || end === '..';

/** From the first to the last day of dates and ranges in any order. */
function boundsOfSeveral(texts: readonly string[]): Bounds {
  const bounds = texts.map((text) => (text.includes('..') ? boundsOfInterval(text.split('..')) : boundsOfAny(text)));
  return [Math.min(...bounds.map(([earliest]) => earliest)), Math.max(...bounds.map(([, latest]) => latest))];
}

function monthsOf(year: number, season: number): Bounds {
  const grouping = GROUPINGS[season];
  if (!grouping) throw new NoSuchDate(`has no season ${season}: 21 is spring, 22 summer, 23 autumn, 24 winter`);
  const [month, months] = grouping;
  return [utc(year, month, 1), utc(year, month + months, 0)];
}

/** The years whose first digits are those of a year, of which the others are an estimate. */
function yearsLike(year: number, significant: number | undefined): Bounds {
  const digits = String(Math.abs(year)).length;
  const count = 10 ** Math.max(0, digits - (significant ?? digits));
  return years(Math.floor(year / count) * count, count);
}

const years = (first: number, count: number): Bounds => [utc(first, 1, 1), utc(first + count, 1, 0)];

/** The first and the last day of the calendar that has the digits that are written. */
function daysLike(
  text: string,
  { values: [, , , hour, minute = 0], offset = 0 }: Extract<ParsedDate, { readonly type: 'Date' }>,
): Bounds {
  const [written = ''] = text.replaceAll(/[?~%]/g, '').split('T');
  const [year = '', month = 'XX', day = 'XX'] = written.split('-');
  const candidates = [year, month, day].map(numbersLike);
  const earliest = firstDay(candidates);
  const latest = firstDay(candidates.map((numbers) => numbers.toReversed()));
  if (earliest === undefined || latest === undefined)
    throw new NoSuchDate(`has a day that the calendar does not have: ${written}`);
  return hour === undefined ? [earliest, latest] : dayOfInstant(new Date(earliest).setUTCHours(hour, minute - offset));
}

function dayOfInstant(time: number): Bounds {
  const midnight = new Date(time).setUTCHours(0, 0, 0, 0);
  return [midnight, midnight];
}

/** The numbers that a pattern can stand for, in order. */
const numbersLike = (pattern: string): readonly number[] =>
  [...pattern]
    .reduce(
      (found, digit) =>
        found.flatMap((start) => [...(digit === 'X' ? '0123456789' : digit)].map((next) => start + next)),
      [''],
    )
    .map(Number);

/** The first day of the calendar in the order of the years, months and days that are given. */
function firstDay([years = [], months = [], days = []]: readonly (readonly number[])[]): number | undefined {
  for (const year of years)
    for (const month of months.filter((number) => number >= 1 && number <= 12)) {
      const day = days.find((number) => number >= 1 && number <= daysIn(year, month));
      if (day !== undefined) return utc(year, month, day);
    }
  return undefined;
}

const daysIn = (year: number, month: number): number => new Date(utc(year, month + 1, 0)).getUTCDate();

/** `Date.UTC` with months from 1, and without its rule that the years 0 to 99 are those of the 20th century. */
const utc = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month - 1, day);

const FIRST = utc(1, 1, 1);
const AFTER_LAST = utc(10_000, 1, 1);

const isKept = (time: number): boolean => Math.abs(time) === Infinity || (time >= FIRST && time < AFTER_LAST);

function seasons(first: number, months: readonly number[]): Record<number, readonly [number, number]> {
  return Object.fromEntries(months.map((month, i) => [first + i, [month, 3]] as const));
}
