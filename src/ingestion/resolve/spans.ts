import { anchorQuote, holds, IndexedText, normaliseText, sha256 } from '../../provenance/index.js';
import type { SpanEntry } from '../dossier/types.js';
import type { Draft, Spot } from './draft.js';

/** A version of the article at hand, as spans need it. */
export interface VersionAtHand {
  readonly id: string;
  readonly length: number;
  /** Absent when the dossier has only its hash. */
  readonly text: IndexedText | undefined;
}

export interface ResolvedSpan {
  readonly versionId: string;
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
}

/** Most words of a text that stand in a dossier as they are. */
export const MOST_WORDS = 5;

/** Finds a span in the versions of its article; a fault and undefined when it is wrong. */
export function resolveSpan(
  draft: Draft,
  versions: ReadonlyMap<string, VersionAtHand>,
  entry: SpanEntry,
  spot: Spot,
): ResolvedSpan | undefined {
  const version = versions.get(entry.version);
  const found = version
    ? entry.at
      ? sealed(version, entry)
      : quoted(version, entry)
    : { error: `the article has no version "${entry.version}"` };
  if ('error' in found) {
    draft.fault(spot, found.error);
    return undefined;
  }
  return { versionId: version!.id, ...found };
}

type Found = { start: number; end: number; sha256: string } | { error: string };

function quoted({ text }: VersionAtHand, { version, quote = '', occurrence }: SpanEntry): Found {
  if (!text)
    return {
      error: `the text of version "${version}" is not at hand: give "at" and "sha256" (sourcebook dossier seal does)`,
    };
  const words = normaliseText(quote);
  const found = anchorQuote(text, words, occurrence);
  return 'error' in found ? { error: `version "${version}": ${found.error}` } : { ...found, sha256: sha256(words) };
}

function sealed(version: VersionAtHand, entry: SpanEntry): Found {
  const [start, end] = entry.at!;
  const words = entry.words === undefined ? undefined : normaliseText(entry.words);
  const hash = entry.sha256 ?? (words && sha256(words));
  if (start >= end) return { error: `the span [${start}, ${end}] is empty: the end is exclusive` };
  if (end > version.length)
    return {
      error: `the span [${start}, ${end}] lies outside version "${entry.version}", which has ${version.length} code points`,
    };
  if (hash === undefined) return { error: 'the span has "at" without "sha256" or "words"' };
  if (words !== undefined && hash !== sha256(words)) return { error: '"sha256" is not the hash of "words"' };
  if (words !== undefined && new IndexedText(words).length !== end - start)
    return {
      error: `the span [${start}, ${end}] has ${end - start} code points, its "words" ${new IndexedText(words).length}`,
    };
  if (words !== undefined && wordCount(words) > MOST_WORDS)
    return { error: `"words" has more than ${MOST_WORDS} words: give "sha256" instead` };
  if (version.text && !holds(version.text, { start, end, sha256: hash }))
    return { error: `the words at [${start}, ${end}] of version "${entry.version}" do not have that hash` };
  return { start, end, sha256: hash };
}

export const wordCount = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
