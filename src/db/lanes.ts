import type pg from 'pg';
import { noteRun, type Known } from './knownStatements.js';
import { Lane } from './lane.js';

/** Statements that take less are quick, in milliseconds of one processor. */
const QUICK_MS = 6;

/** What was slow on a lane is not put there again for so many milliseconds. */
const TRY_AGAIN_MS = 2_000;

/** After a lane broke, or could not be opened, none is opened for so many milliseconds. */
const PAUSE_MS = 1_000;

/** A lane that nobody wants ends at most so many milliseconds after its time. */
const SWEEP_MS = 10_000;

export interface LaneOptions {
  readonly count: number;
  readonly lifetimeMs: number;
  /** Told when a lane breaks, or cannot be opened. */
  readonly onLost: (error: unknown) => void;
  /** Milliseconds that pass. */
  readonly now?: () => number;
}

/**
 * Connections for quick statements, beside those of a pool. Of what a small answer costs, much goes into waking a process
 * of Postgres for it, and into system calls for each message: here statements follow one another without waiting for
 * answers. Those that are slow, or not known to be quick, would keep others waiting and belong on a connection of
 * their own.
 *
 * Lanes are opened when they are first wanted, and renewed after their lifetime. Where none is free, there is the pool.
 */
export class Lanes {
  private lanes: readonly Lane[] = [];
  private readonly leaving = new Set<Promise<void>>();
  private readonly now: () => number;
  private pausedUntil = 0;
  private isEnding = false;
  private timer?: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: pg.ClientConfig,
    private readonly options: LaneOptions,
  ) {
    this.now = options.now ?? (() => performance.now());
  }

  /**
   * The answer, if the statement is quick and a lane is free; undefined, at once or later, when it has to be read elsewhere.
   * Only for statements that read: one that is given up may be run nevertheless.
   */
  run(statement: Known, query: pg.QueryConfig): Promise<pg.QueryResult | undefined> | undefined {
    const now = this.now();
    if (this.isEnding || statement.ms === undefined || statement.ms >= QUICK_MS) return undefined;
    if (now < (statement.slowUntil ?? now)) return undefined;
    let best: Lane | undefined;
    for (const lane of this.lanes) if (lane.isFree(now) && !(best && best.underWay <= lane.underWay)) best = lane;
    if (this.lanes.length < this.options.count || !best) this.renew();
    return best?.run(statement, query);
  }

  /** The number of lanes that are at work. */
  working(): number {
    return this.lanes.filter(({ underWay }) => underWay > 0).length;
  }

  /** Waits for what is under way. */
  async end(): Promise<void> {
    this.isEnding = true;
    clearInterval(this.timer);
    await Promise.all([...this.leaving, ...this.lanes.map((lane) => lane.end())]);
  }

  /** What a lane says counts for more than what connections of the pool say, whose share of a processor is only guessed. */
  private readonly onRun = (statement: Known, ms: number): void => {
    // One that leaves is not among the lanes any more.
    if (noteRun(statement, ms / Math.max(this.working(), 1)) >= QUICK_MS)
      statement.slowUntil = this.now() + TRY_AGAIN_MS;
  };

  private renew(): void {
    this.clear();
    this.open();
  }

  private clear(): void {
    const now = this.now();
    const over = this.lanes.filter((lane) => lane.isOver(now));
    if (over.some((lane) => lane.isClosed)) this.pausedUntil = now + PAUSE_MS;
    this.lanes = this.lanes.filter((lane) => !over.includes(lane));
    for (const lane of over) {
      const left = lane.end().finally(() => this.leaving.delete(left));
      this.leaving.add(left);
    }
  }

  private open(): void {
    const { count, lifetimeMs, onLost } = this.options;
    const now = this.now();
    if (this.lanes.length === count || now < this.pausedUntil) return;
    this.timer ??= setInterval(() => this.clear(), SWEEP_MS).unref();
    // Of lanes that are opened together, not all end together.
    const opened = Array.from({ length: count - this.lanes.length }, (_, index) => {
      const endsAt = now + (lifetimeMs * (count - index)) / count;
      return new Lane(this.session, endsAt, { now: this.now, onRun: this.onRun, onLost });
    });
    this.lanes = [...this.lanes, ...opened];
  }
}
