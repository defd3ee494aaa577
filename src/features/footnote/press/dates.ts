/** A date of CSL: one or two of [year, month, day], a season (1 is spring), or words. */
export interface CslDate {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly season?: number;
  readonly circa?: true;
  readonly literal?: string;
}

interface VagueDate {
  readonly edtf: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly basis: 'STATED' | 'INFERRED' | null;
}

const UNCERTAIN = /[~?%]/;
const DAY = /^\d{4}(-\d{2}){0,2}$/;
const SEASON = /^(\d{4})-2([1-4])$/;

/**
 * A vague date as CSL has it; undefined when nothing is known. `circa` marks what is approximate, uncertain or inferred:
 * styles print it as such. An interval stays one. One with an open end becomes words, because CSL has none.
 */
export function cslDate(date: VagueDate): CslDate | undefined {
  if (date.edtf === null) return undefined;
  const plain = date.edtf.replaceAll(/[~?%]/g, '');
  const circa = UNCERTAIN.test(date.edtf) || date.basis === 'INFERRED' ? ({ circa: true } as const) : {};
  const season = SEASON.exec(plain);
  if (season) return { 'date-parts': [[Number(season[1])]], season: Number(season[2]), ...circa };
  if (DAY.test(plain)) return { 'date-parts': [partsOf(plain)], ...circa };
  const [from = '', to = ''] = plain.split('/');
  if (DAY.test(from) && DAY.test(to) && from.length === to.length)
    return { 'date-parts': [partsOf(from), partsOf(to)], ...circa };
  return betweenDays(date, circa);
}

/** Any other date by the first and the last day that it can mean. */
function betweenDays({ earliest, latest }: VagueDate, circa: { readonly circa?: true }): CslDate | undefined {
  const from = isDay(earliest) ? partsOf(earliest) : undefined;
  const to = isDay(latest) ? partsOf(latest) : undefined;
  if (from && to) return { 'date-parts': earliest === latest ? [from] : [from, to], ...circa };
  if (from) return { literal: `${earliest} or later` };
  return to ? { literal: `${latest} or earlier` } : undefined;
}

/**
 * The part that all days of a date share, for formats without intervals: year and month of 2017-08-07/2017-08-13. Not even
 * the year of an interval over several.
 */
export function sharedPart(date: CslDate | undefined): CslDate | undefined {
  const [from, to] = date?.['date-parts'] ?? [];
  if (!from || !to) return date?.literal === undefined ? date : undefined;
  const differs = from.findIndex((part, index) => part !== to[index]);
  return differs === 0 ? undefined : { ...date, 'date-parts': [from.slice(0, differs)] };
}

const isDay = (day: string | null): day is string => day !== null && DAY.test(day);

const partsOf = (day: string): readonly number[] => day.split('-').map(Number);

/** A part of a date with so many digits at least; empty when it is not known. */
export const padded = (part: number | undefined, digits = 2): string =>
  part === undefined ? '' : String(part).padStart(digits, '0');

/** Year, month and day as far as they are known, as `YYYY-MM-DD`. */
export const dashed = ([year, ...rest]: readonly number[]): string =>
  [padded(year, 4), ...rest.map((part) => padded(part))].join('-');
