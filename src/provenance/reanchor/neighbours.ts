import type { Span } from '../indexedText.js';

/** Where words of the version were found in the copy, in the order of the version. */
export interface Fixed {
  readonly start: number;
  readonly end: number;
  /** How far the words moved. */
  readonly shift: number;
}

/** What is known of the place of a quote from the quotes around it that were found already. */
export interface Neighbourhood {
  /** Shift of a found quote whose words include these: certain. */
  readonly within: number | undefined;
  readonly before: Fixed | undefined;
  readonly after: Fixed | undefined;
}

/** A quote this near to a found one moved with it. Code points. */
const ADJACENT = 30;

/** The found quotes, to be asked for the neighbourhood of others. */
export class Neighbours {
  private readonly byStart: readonly Fixed[];
  /** Of `byStart[0..i]`, the one that reaches farthest. */
  private readonly farthest: readonly Fixed[];

  constructor(fixed: readonly Fixed[]) {
    this.byStart = [...fixed].sort((a, b) => a.start - b.start || b.end - a.end);
    let far: Fixed | undefined;
    this.farthest = this.byStart.map((one) => (far = far && far.end >= one.end ? far : one));
  }

  of({ start, end }: Span): Neighbourhood {
    const index = lastAtMost(this.byStart, start);
    const cover = this.farthest[index];
    const after = this.byStart[index + 1];
    return { within: cover && cover.end >= end ? cover.shift : undefined, before: cover, after };
  }
}

/**
 * Shifts at which a quote of any length may be taken where its words stand there: that of words around it, that on
 * which both sides agree, that of a side which is adjacent.
 */
export function certainShifts({ start, end }: Span, { within, before, after }: Neighbourhood): number[] {
  if (within !== undefined) return [within];
  if (before && after && before.shift === after.shift) return [before.shift];
  const near = [
    before && start - before.end <= ADJACENT ? before.shift : undefined,
    after && after.start - end <= ADJACENT ? after.shift : undefined,
  ];
  return near.filter((shift) => shift !== undefined);
}

/** Whether a place in the copy lies between the found quotes on both sides. */
export const isBetween = (at: number, { before, after }: Neighbourhood): boolean =>
  (!before || at >= before.start + before.shift) && (!after || at <= after.start + after.shift);

/** Index of the last one that begins at or before `start`, or -1. */
function lastAtMost(fixed: readonly Fixed[], start: number): number {
  let [low, high] = [0, fixed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fixed[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
