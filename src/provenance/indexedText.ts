/** A place in a text: Unicode code points, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A text that is addressed by Unicode code points (W3C Web Annotation), as Postgres counts them, not by the UTF-16 units
 * of JavaScript.
 */
export class IndexedText {
  /** Code points. */
  readonly length: number;
  /** UTF-16 offset of every code point and of the end; absent where both counts agree. */
  private readonly units: Uint32Array | undefined;

  constructor(readonly text: string) {
    const points = /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? unitsOf(text) : undefined;
    this.units = points;
    this.length = points ? points.length - 1 : text.length;
  }

  /** The words of a span that lies inside the text. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unitOf(start), this.unitOf(end));
  }

  /** UTF-16 offset of a code point. */
  unitOf(point: number): number {
    return this.units ? this.units[point]! : point;
  }

  /** Code point at a UTF-16 offset that is no middle of a pair. */
  pointOf(unit: number): number {
    if (!this.units) return unit;
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle]! < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  contains({ start, end }: Span): boolean {
    return start >= 0 && start < end && end <= this.length;
  }
}

function unitsOf(text: string): Uint32Array {
  const units: number[] = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) units.push(unit);
  units.push(text.length);
  return Uint32Array.from(units);
}
