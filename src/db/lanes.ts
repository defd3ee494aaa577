import pg from 'pg';
import { noteRun, type Known } from './knownStatements.js';

/** Statements that take less are quick, in milliseconds. */
const QUICK_MS = 4;

/** A statement is put behind others that are expected to take less than this, in milliseconds, and are no more than so many. */
const MOST_WAIT_MS = 8;
const MOST_UNDER_WAY = 8;

/** Nobody stays behind a statement that has been worked on for so many milliseconds. */
const STUCK_MS = 10;

/** A lane that nobody wants for so many milliseconds is closed, like a connection of a pool. */
const IDLE_MS = 10_000;

/** After a lane broke, or could not be opened, none is opened for so many milliseconds. */
const PAUSE_MS = 1_000;

/**
 * Errors after which a connection, or what is prepared on it, is of no use: those of the connection itself (08, 25P, 57P), and
 * statements that are missing, there already, or older than their tables. Others are the statement's own.
 */
const isOfLane = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(08|25P|57P|26000$|42P05$|0A000$)/.test(error.code ?? '');

/** A statement that was sent. */
interface Sent {
  /** How long it is expected to take, in milliseconds. */
  readonly ms: number;
  /** Lets its reader read elsewhere. */
  readonly giveUp: () => void;
}

export interface LaneOptions {
  readonly count: number;
  readonly lifetimeMs: number;
  /** Told when a lane breaks, or cannot be opened. */
  readonly onLost: (error: unknown) => void;
  /** Milliseconds that pass. */
  readonly now?: () => number;
}

/** A connection that is sent statements while it works on others; they are run, and answered, in this order. */
class Lane {
  isClosed = false;
  private isOpen = false;
  private readonly sent: Sent[] = [];
  /** How long those sent are expected to take together. */
  private expected = 0;
  /** Since when the first of those sent is worked on, or nothing is. */
  private since: number;
  private timer?: NodeJS.Timeout | undefined;
  private readonly client: pg.Client;
  private readonly opened: Promise<void>;

  constructor(
    session: pg.ClientConfig,
    private readonly endsAt: number,
    private readonly now: () => number,
    private readonly onLost: (error: unknown) => void,
  ) {
    this.since = now();
    this.client = new pg.Client({ ...session, pipeline: true });
    this.client.on('error', (error) => this.lose(error)).on('end', () => (this.isClosed = true));
    this.opened = this.client.connect().then(
      () => void (this.isOpen = true),
      (error) => this.lose(error),
    );
  }

  get underWay(): number {
    return this.sent.length;
  }

  /** Whether it broke, has had its time, or was not wanted for long. */
  isOver(now: number): boolean {
    return this.isClosed || now >= this.endsAt || (this.underWay === 0 && now - this.since >= IDLE_MS);
  }

  isFree(now: number): boolean {
    if (!this.isOpen || this.underWay === MOST_UNDER_WAY || this.isOver(now)) return false;
    return this.underWay === 0 || (this.expected < MOST_WAIT_MS && now - this.since < STUCK_MS);
  }

  /** Undefined when the lane breaks, or another statement holds it up. */
  run(statement: Known, query: pg.QueryConfig): Promise<pg.QueryResult | undefined> {
    if (this.underWay === 0) this.since = this.now();
    const ms = statement.ms ?? 0;
    this.expected += ms;
    return new Promise((resolve, reject) => {
      this.sent.push({ ms, giveUp: () => resolve(undefined) });
      if (this.underWay > 1) this.watch();
      this.client.query(query).then(
        (answer) => {
          this.next(statement);
          resolve(answer);
        },
        (error: Error) => {
          this.next(statement);
          if (!isOfLane(error)) return reject(error);
          this.lose(error);
          resolve(undefined);
        },
      );
    });
  }

  /** Waits for what is under way. */
  async end(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.opened;
    await this.client.end();
  }

  private next(statement: Known): void {
    const now = this.now();
    noteRun(statement, now - this.since);
    this.since = now;
    this.expected -= this.sent.shift()?.ms ?? 0;
    if (this.underWay === 0) this.expected = 0;
  }

  private watch(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.underWay < 2) return;
      if (this.now() - this.since >= STUCK_MS) this.sent.slice(1).forEach(({ giveUp }) => giveUp());
      this.watch();
    }, STUCK_MS).unref();
  }

  private lose(error: unknown): void {
    if (!this.isClosed) this.onLost(error);
    this.isClosed = true;
  }
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
    if (statement.ms === undefined || statement.ms >= QUICK_MS || this.isEnding) return undefined;
    const now = this.now();
    let best: Lane | undefined;
    for (const lane of this.lanes) if (lane.isFree(now) && !(best && best.underWay <= lane.underWay)) best = lane;
    if (this.lanes.length < this.options.count || !best) this.renew();
    return best?.run(statement, query);
  }

  /** Waits for what is under way. */
  async end(): Promise<void> {
    this.isEnding = true;
    clearInterval(this.timer);
    await Promise.all([...this.leaving, ...this.lanes.map((lane) => lane.end())]);
  }

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
    this.timer ??= setInterval(() => this.clear(), IDLE_MS).unref();
    // Of lanes that are opened together, not all end together.
    const opened = Array.from({ length: count - this.lanes.length }, (_, index) => {
      const endsAt = now + (lifetimeMs * (count - index)) / count;
      return new Lane(this.session, endsAt, this.now, onLost);
    });
    this.lanes = [...this.lanes, ...opened];
  }
}
