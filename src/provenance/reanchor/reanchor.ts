import type { IndexedText, Span } from '../indexedText.js';
import type { SealedSpan } from '../seal.js';
import { certainShifts, isBetween, Neighbours, type Fixed, type Neighbourhood } from './neighbours.js';
import { likeness, renderingsOf } from './renderings.js';
import { findPlaces, standsAt, type Places } from './windows.js';

export interface Reanchored extends Span {
  /** 1: these very words. Less: the words in other typography; the share of signs that are the same. */
  readonly score: number;
}

/**
 * From this length on (code points) words that stand once in a copy are the words that were quoted; shorter ones, names
 * above all, may be others and need neighbours that agree.
 */
export const TELLING_LENGTH = 20;

/** Each round lets what was found help the rest; more than a few change nothing. */
const ROUNDS = 4;

/**
 * Finds the quotes of a version in another copy of it, which may have other text around and between them or lack some.
 * The answer has one entry per quote, in their order; null where the words are not there or where it cannot be told
 * which of several places is meant, because a wrong place is worse than none.
 */
export function reanchor(copy: IndexedText, quotes: readonly SealedSpan[]): (Reanchored | null)[] {
  const search = new Search(quotes);
  search.run(copy, () => 1);
  for (const rendering of renderingsOf(copy)) {
    if (search.isDone) break;
    search.run(rendering, (start, end) => Math.min(likeness(copy, rendering, start, end), 0.999));
  }
  return search.found;
}

class Search {
  readonly found: (Reanchored | null)[];
  private neighbours = new Neighbours([]);

  constructor(private readonly quotes: readonly SealedSpan[]) {
    this.found = quotes.map(() => null);
  }

  get isDone(): boolean {
    return this.found.every((place) => place !== null);
  }

  /** Looks for what is missing in one spelling of the copy. */
  run(spelling: IndexedText, score: (start: number, end: number) => number): void {
    this.takeByShift(spelling, score);
    const missing = this.missing().map(({ quote }) => ({ length: quote.end - quote.start, sha256: quote.sha256 }));
    const places = findPlaces(spelling, missing);
    this.takeUnique(places, score);
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = this.missing().length;
      this.takeByShift(spelling, score);
      this.takeByOrder(places, score);
      if (this.missing().length === before) break;
    }
  }

  /** Words that stand where their neighbours moved to. */
  private takeByShift(spelling: IndexedText, score: (start: number, end: number) => number): void {
    this.take(score, (quote, around) => {
      const wanted = { length: quote.end - quote.start, sha256: quote.sha256 };
      const fitting = certainShifts(quote, around).filter((shift) => standsAt(spelling, quote.start + shift, wanted));
      return new Set(fitting).size === 1 ? quote.start + fitting[0]! : null;
    });
  }

  /** Telling words that stand once. */
  private takeUnique(places: Places, score: (start: number, end: number) => number): void {
    this.take(score, (quote) => {
      const starts = places.get(quote.sha256) ?? [];
      return isTelling(quote) && starts.length === 1 ? starts[0]! : null;
    });
  }

  /** Telling words of which only one place lies between their neighbours. */
  private takeByOrder(places: Places, score: (start: number, end: number) => number): void {
    this.take(score, (quote, around) => {
      if (!isTelling(quote) || !around.before || !around.after) return null;
      const between = (places.get(quote.sha256) ?? []).filter((start) => isBetween(start, around));
      return between.length === 1 ? between[0]! : null;
    });
  }

  private take(
    score: (start: number, end: number) => number,
    placeOf: (quote: SealedSpan, around: Neighbourhood) => number | null,
  ): void {
    const proposed = this.missing().flatMap(({ quote, index }) => {
      const start = placeOf(quote, this.neighbours.of(quote));
      return start === null ? [] : [{ index, quote, start, end: start + quote.end - quote.start }];
    });
    const taken = this.takenPlaces();
    for (const { quote, start } of proposed) claimPlace(taken, quote, start);
    for (const { index, quote, start, end } of proposed)
      if (taken.get(placeKey(quote, start)) === quote.start)
        this.found[index] = { start, end, score: score(start, end) };
    this.neighbours = new Neighbours(this.fixed());
  }

  private takenPlaces(): Map<string, number | null> {
    const taken = new Map<string, number | null>();
    this.quotes.forEach((quote, i) => this.found[i] && claimPlace(taken, quote, this.found[i].start));
    return taken;
  }

  private missing(): { quote: SealedSpan; index: number }[] {
    return this.quotes.flatMap((quote, index) => (this.found[index] ? [] : [{ quote, index }]));
  }

  private fixed(): Fixed[] {
    return this.quotes.flatMap(({ start, end }, i) => {
      const place = this.found[i];
      return place ? [{ start, end, shift: place.start - start }] : [];
    });
  }
}

const isTelling = ({ start, end }: Span): boolean => end - start >= TELLING_LENGTH;

const placeKey = ({ start, end }: SealedSpan, at: number): string => `${at}/${end - start}`;

/** Words of two places of the version cannot stand in one place of the copy: then neither is believed. */
function claimPlace(taken: Map<string, number | null>, quote: SealedSpan, at: number): void {
  const key = placeKey(quote, at);
  const owner = taken.get(key);
  if (owner === undefined) taken.set(key, quote.start);
  else if (owner !== quote.start) taken.set(key, null);
}
