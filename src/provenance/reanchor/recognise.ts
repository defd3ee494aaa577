import type { IndexedText } from '../indexedText.js';
import type { SealedSpan } from '../seal.js';
import { TELLING_LENGTH } from './reanchor.js';
import { renderingsOf } from './renderings.js';
import { findAtEdges, type Wanted } from './windows.js';

/** A version that a text may be a copy of: the words that were quoted from it. */
interface Candidate<Version> {
  readonly version: Version;
  readonly quotes: readonly SealedSpan[];
}

/**
 * Least share of the probes of a version that a copy of it must have.
 *
 * Two articles on one happening, or one that quotes the other, share a sentence or two out of dozens, well under a
 * tenth; an abridged copy that is worth keeping has a good part of the article. Three in ten lies far from both.
 */
const LEAST_SHARE = 0.3;

/** Quotes by which a version is recognised; more add time and no certainty. */
const PROBES = 24;

interface Recognised<Version> {
  readonly version: Version;
  /** Share of the probes that the text has, 0 to 1. */
  readonly share: number;
}

/**
 * Of which versions a text may be a copy, the likeliest first, by hashes alone. The time grows with the text and with the
 * number of distinct lengths of probes, not with the number of versions.
 */
export function recognise<Version>(
  text: IndexedText,
  candidates: readonly Candidate<Version>[],
): Recognised<Version>[] {
  const probes = candidates.map(({ version, quotes }) => ({ version, probes: probesOf(quotes) }));
  const wanted = probes.flatMap((candidate) => candidate.probes);
  const best = new Map<Version, number>();
  for (const spelling of [text, ...renderingsOf(text)]) {
    const places = findAtEdges(spelling, wanted);
    for (const candidate of probes) {
      const share = shareOf(candidate.probes, (probe) => places.has(probe.sha256));
      best.set(candidate.version, Math.max(best.get(candidate.version) ?? 0, share));
    }
    if ([...best.values()].some((share) => share >= LEAST_SHARE)) break;
  }
  return [...best]
    .map(([version, share]) => ({ version, share }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
}

/** The telling quotes, evenly spread over the version; where there is none, the longest. */
function probesOf(quotes: readonly SealedSpan[]): Wanted[] {
  const distinct = [...new Map(quotes.map((quote) => [quote.sha256, quote])).values()];
  const telling = distinct.filter(({ start, end }) => end - start >= TELLING_LENGTH).sort((a, b) => a.start - b.start);
  const pool = telling.length > 0 ? telling : distinct.sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, 3);
  const step = Math.max(1, pool.length / PROBES);
  return Array.from({ length: Math.min(PROBES, pool.length) }, (_, i) => pool[Math.floor(i * step)]!).map(
    ({ start, end, sha256 }) => ({ length: end - start, sha256 }),
  );
}

const shareOf = (probes: readonly Wanted[], has: (probe: Wanted) => boolean): number =>
  probes.length === 0 ? 0 : probes.filter(has).length / probes.length;
