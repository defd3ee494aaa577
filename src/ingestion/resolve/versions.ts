import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { decodeUtf8, IndexedText, normaliseText, sealText } from '../../provenance/index.js';
import type { At, VersionEntry } from '../dossier/types.js';
import type { Draft, Spot } from './draft.js';
import type { Row } from './records.js';

/** Larger texts are no articles; their search index would not be kept either. */
export const MAX_TEXT_BYTES = 1024 * 1024;

export interface VersionText {
  readonly sha256: string;
  readonly length: number;
  /** Absent when the dossier has only the hash. */
  readonly text: IndexedText | undefined;
}

/** Text, hash and length of a version; undefined with a fault when they are missing or do not fit together. */
export function versionText(draft: Draft, entry: VersionEntry, spot: Spot): VersionText | undefined {
  const raw = entry.text ?? (entry.textFile === undefined ? undefined : readText(draft, entry.textFile, spot));
  if (entry.text !== undefined && entry.textFile !== undefined)
    draft.fault(spot, 'a version has "text" or "textFile", not both');
  if (raw === undefined) return entry.textFile === undefined ? withoutText(draft, entry, spot) : undefined;
  const text = new IndexedText(normaliseText(raw));
  const seal = sealText(text);
  if (text.text.trim() === '') draft.fault(spot, 'the text is empty');
  if (entry.sha256 !== undefined && entry.sha256 !== seal.sha256)
    draft.fault(spot.at('sha256'), `the text has the hash ${seal.sha256}`);
  if (entry.length !== undefined && entry.length !== seal.length)
    draft.fault(spot.at('length'), `the text has ${seal.length} code points`);
  return { ...seal, text };
}

function withoutText(draft: Draft, { kind, sha256, length }: VersionEntry, spot: Spot): VersionText | undefined {
  if (kind === 'DIGEST') draft.fault(spot, 'a DIGEST needs its "text": it is written to be read');
  else if (sha256 === undefined || length === undefined)
    draft.fault(spot, 'a version needs "text" or "textFile", or "sha256" and "length" of its text');
  else return { sha256, length, text: undefined };
  return undefined;
}

/** A dossier may come from anybody: it reads no files outside its own folder. */
function readText(draft: Draft, textFile: string, spot: Spot): string | undefined {
  const folder = dirname(spot.fileName);
  const path = resolve(folder, textFile);
  if (isOutside(folder, path)) return refused(draft, spot, 'leads out of the folder of the dossier');
  try {
    if (isOutside(realpathSync(folder), realpathSync(path)))
      return refused(draft, spot, 'leads out of the folder of the dossier');
    const { size } = statSync(path);
    if (size > MAX_TEXT_BYTES) return refused(draft, spot, `has ${size} bytes; at most ${MAX_TEXT_BYTES} are read`);
    return decodeUtf8(readFileSync(path)) ?? refused(draft, spot, 'is not UTF-8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return refused(draft, spot, `cannot be read: ${code ?? message}`);
  }
}

const isOutside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
};

function refused(draft: Draft, spot: Spot, reason: string): undefined {
  draft.fault(spot.at('textFile'), `the text file ${reason}`);
}

/** Rows of the ranges: in order, apart from each other and, where the text is at hand, over all that is not white space. */
export function rangeRows(draft: Draft, entry: VersionEntry, { text, length }: VersionText, spot: Spot): Row[] {
  let reached = 0;
  const uncovered = (until: number): boolean =>
    text !== undefined && until > reached && text.slice(reached, until).trim() !== '';
  const gap = (until: number, where: Spot): void => {
    if (uncovered(until)) draft.fault(where, `no range covers the text between ${reached} and ${until}`);
  };
  const rows = (entry.ranges ?? []).map(({ kind, at }, position) => {
    const here = spot.at('ranges', position);
    const wrong = faultOfRange(at, reached, length);
    if (wrong) draft.fault(here, wrong);
    else gap(at[0], here);
    reached = Math.max(reached, at[1]);
    return { position, kind, start_offset: at[0], end_offset: at[1] };
  });
  if (rows.length > 0) gap(length, spot.at('ranges'));
  return rows;
}

function faultOfRange([start, end]: At, reached: number, length: number): string | undefined {
  if (start >= end) return `the range [${start}, ${end}] is empty: the end is exclusive`;
  if (end > length) return `the range [${start}, ${end}] lies outside the ${length} code points of the text`;
  return start < reached
    ? `the range [${start}, ${end}] overlaps the one before it, or stands out of order`
    : undefined;
}

/** What `version_text.source` says of a text that came with a dossier. */
export const sourceOf = ({ textFile }: VersionEntry, spot: Spot): string =>
  textFile === undefined ? `dossier ${basename(spot.fileName)}` : `file ${basename(textFile)}`;
