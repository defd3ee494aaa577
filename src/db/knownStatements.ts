import { createHash } from 'node:crypto';

/** A statement that is prepared under a name. */
export interface Known {
  /** The hash of its text. */
  readonly name: string;
  /** How long it takes where it has a processor to itself, in milliseconds; none before it was run. */
  ms?: number;
  /** Until when it counts as slow whatever `ms` says, by the clock of lanes. */
  slowUntil?: number;
}

/**
 * Most characters of all texts that get a name in one period, and with it a prepared statement on every connection, which
 * takes some 100 bytes of memory there for each character.
 */
const MOST_CHARACTERS = 500_000;

/**
 * Statements by their texts.
 *
 * A connection keeps every named statement until it closes, and callers decide which filters are combined, so their
 * number has to end somewhere. Beyond `most` characters in one period of `periodMs` a text gets no name and is planned
 * anew at each run. A connection lives no longer than a period, so it never holds more than twice as many.
 */
export class KnownStatements {
  private readonly known = new Map<string, Known>();
  private characters = 0;
  private periodEndsAt = 0;

  constructor(
    private readonly periodMs: number,
    private readonly most = MOST_CHARACTERS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The same for the same text in one period; undefined when there is no room for one more. */
  of(text: string): Known | undefined {
    this.beginPeriod();
    const known = this.known.get(text);
    if (known !== undefined || this.characters + text.length > this.most) return known;
    const statement = { name: createHash('sha256').update(text).digest('base64url').slice(0, 22) };
    this.known.set(text, statement);
    this.characters += text.length;
    return statement;
  }

  /** Names are given out again only when half of the room is taken: until then there is nothing to win. */
  private beginPeriod(): void {
    if (this.now() < this.periodEndsAt) return;
    if (this.characters > this.most / 2) {
      this.known.clear();
      this.characters = 0;
    }
    this.periodEndsAt = this.now() + this.periodMs;
  }
}

/** No machine is so busy that a quick statement takes so many milliseconds. */
export const SURELY_SLOW_MS = 200;

/**
 * Remembers that a run took so many milliseconds, of a processor that it shared with no other, and returns what is told from
 * then on. That is nearer to the least than to the mean, because where the machine is busy every statement looks slow;
 * after a run that was surely slow, it takes several quick ones to make up for it.
 */
export function noteRun(statement: Known, ms: number): number {
  const before = statement.ms ?? ms;
  const weight = ms < before ? 0.5 : ms < SURELY_SLOW_MS ? 0.05 : 1;
  return (statement.ms = before + (ms - before) * weight);
}
