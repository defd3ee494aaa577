import { hash } from 'node:crypto';
import type { IndexedText } from '../indexedText.js';

/** More places of the same words are never told apart, so they need not be known. */
const MOST_PLACES = 64;

/** Words that are looked for: code points, and SHA-256 in hex. */
export interface Wanted {
  readonly length: number;
  readonly sha256: string;
}

/** Every start (code points) of each wanted hash; a hash that stands nowhere is absent. */
export type Places = Map<string, number[]>;

/** Whether the text has words of that length and hash at `start`. */
export const standsAt = (text: IndexedText, start: number, { length, sha256 }: Wanted): boolean =>
  start >= 0 && start + length <= text.length && hashOf(text, start, length) === sha256;

/** More windows than this are not tried everywhere; some seconds of work. */
const MOST_WINDOWS = 5_000_000;

/**
 * Where the wanted words stand in a text, by hash alone: one window per distinct length is moved over the text. Places
 * that begin and end at the edge of a word are tried first; what stands at none of them is looked for everywhere, unless
 * the text is too long for that.
 */
export function findPlaces(text: IndexedText, wanted: readonly Wanted[]): Places {
  const places = findAtEdges(text, wanted);
  const missing = wanted.filter(({ sha256 }) => !places.has(sha256));
  const lengths = new Set(missing.map(({ length }) => length));
  if (lengths.size * text.length > MOST_WINDOWS) return places;
  const everywhere = Uint32Array.from({ length: text.length }, (_, start) => start);
  search(text, missing, everywhere, () => true, places);
  return places;
}

/** Like `findPlaces`, at edges of words only: enough to recognise a text, and some ten times faster. */
export function findAtEdges(text: IndexedText, wanted: readonly Wanted[]): Places {
  const places: Places = new Map();
  const { starts, isEdge } = edgesOf(text);
  search(text, wanted, starts, (end) => isEdge[end] === 1, places);
  return places;
}

function search(
  text: IndexedText,
  wanted: readonly Wanted[],
  starts: Uint32Array,
  mayEnd: (end: number) => boolean,
  places: Places,
): void {
  for (const [length, hashes] of hashesByLength(wanted)) {
    for (const start of starts) {
      const end = start + length;
      if (end > text.length) break;
      if (!mayEnd(end)) continue;
      const found = hashOf(text, start, length);
      if (hashes.has(found)) addPlace(places, found, start);
    }
  }
}

function addPlace(places: Places, sha256: string, start: number): void {
  const known = places.get(sha256);
  if (!known) places.set(sha256, [start]);
  else if (known.length < MOST_PLACES) known.push(start);
}

function hashesByLength(wanted: readonly Wanted[]): Map<number, Set<string>> {
  const byLength = new Map<number, Set<string>>();
  for (const { length, sha256 } of wanted) {
    const hashes = byLength.get(length) ?? new Set();
    byLength.set(length, hashes.add(sha256));
  }
  return byLength;
}

const hashOf = (text: IndexedText, start: number, length: number): string =>
  hash('sha256', text.slice(start, start + length), 'hex');

const edgeCache = new WeakMap<IndexedText, { starts: Uint32Array; isEdge: Uint8Array }>();
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** Places that are not between two letters. A window does not begin or end with a white space. */
function edgesOf(text: IndexedText): { starts: Uint32Array; isEdge: Uint8Array } {
  const known = edgeCache.get(text);
  if (known) return known;
  const kinds = Array.from(text.text, (point) => (WORD.test(point) ? 'w' : point.trim() === '' ? ' ' : '.'));
  const isEdge = new Uint8Array(text.length + 1);
  const starts: number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const inside = kinds[at - 1] === 'w' && kinds[at] === 'w';
    if (!inside && kinds[at - 1] !== ' ' && at > 0) isEdge[at] = 1;
    if (!inside && kinds[at] !== ' ' && at < text.length) starts.push(at);
  }
  const edges = { starts: Uint32Array.from(starts), isEdge };
  edgeCache.set(text, edges);
  return edges;
}
