import { readEdtf } from '../../lib/edtf.js';
import type { DateEntry } from '../dossier/types.js';
import type { Draft, Spot } from './draft.js';

/** The columns of a date. */
export type DateColumns = Record<string, string | null>;

/** The columns `<prefix>_edtf`, `_earliest` and `_latest` of a date; nulls when it is absent or wrong. */
export function dateColumns(draft: Draft, prefix: string, entry: DateEntry | undefined, spot: Spot): DateColumns {
  const edtf = typeof entry === 'object' ? entry.edtf : entry;
  const date = edtf === undefined ? undefined : readEdtf(edtf);
  if (date && 'error' in date) draft.fault(spot, `the date "${edtf}" ${date.error}`);
  const known = date && !('error' in date) ? date : undefined;
  return {
    [`${prefix}_edtf`]: known?.edtf ?? null,
    [`${prefix}_earliest`]: known?.earliest ?? null,
    [`${prefix}_latest`]: known?.latest ?? null,
  };
}

/** Like `dateColumns`, with the wording of the source in `<prefix>_words`. */
export const wordedDateColumns = (
  draft: Draft,
  prefix: string,
  entry: DateEntry | undefined,
  spot: Spot,
): DateColumns => ({
  ...dateColumns(draft, prefix, entry, spot),
  [`${prefix}_words`]: (typeof entry === 'object' && entry.words) || null,
});

/** A day of the calendar as the schema lets it pass, before another. */
export const isBefore = (day: string, other: string): boolean => day < other;
