/** A vague date as the API gives it. */
export interface EdtfDateValue {
  readonly edtf: string;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly words: string | null;
}

const bounded = (day: string | null): string | null => (day === null || day.endsWith('infinity') ? null : day);

/** From the stored columns; an open end is infinite in the database and null in the API. */
export const edtfDate = (
  edtf: string | null,
  earliest: string | null,
  latest: string | null,
  words: string | null = null,
): EdtfDateValue | null =>
  edtf === null ? null : { edtf, earliest: bounded(earliest), latest: bounded(latest), words };
