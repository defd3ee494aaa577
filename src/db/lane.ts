import pg from 'pg';
import { isCancelled, isOfConnection } from './errors.js';
import { SURELY_SLOW_MS, type Known } from './knownStatements.js';

/** A statement is put behind others that are expected to take less than this, in milliseconds, and are no more than so many. */
const MOST_WAIT_MS = 16;
const MOST_UNDER_WAY = 8;

/** Nobody is put behind a statement that has been worked on for so many milliseconds. */
const STUCK_MS = 10;

/** Nobody stays behind one that has been worked on for so many: what is given up is run twice, so not for a busy moment. */
const GIVE_UP_MS = 100;

/** So many runs of a statement on one connection tell little of the next ones: Postgres plans it anew for each. */
const PLANNED_ANEW = 6;

/** A statement that was sent. */
interface Sent {
  /** How long it is expected to take, in milliseconds. */
  readonly ms: number;
  /** Lets its reader read elsewhere. */
  readonly giveUp: () => void;
}

/** What a lane has from those who opened it. */
export interface LaneOwner {
  /** Milliseconds that pass. */
  readonly now: () => number;
  /** Told how long a statement was worked on, once its plan is kept, or when planning cannot be what took so long. */
  readonly onRun: (statement: Known, ms: number) => void;
  /** Told when the lane breaks, or cannot be opened. */
  readonly onLost: (error: unknown) => void;
}

/** A connection that is sent statements while it works on others; they are run, and answered, in this order. */
export class Lane {
  isClosed = false;
  private isOpen = false;
  private readonly sent: Sent[] = [];
  /** By the name of a statement. */
  private readonly runs = new Map<string, number>();
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
    private readonly owner: LaneOwner,
  ) {
    this.since = owner.now();
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

  /** Whether it broke, or has had its time. */
  isOver(now: number): boolean {
    return this.isClosed || now >= this.endsAt;
  }

  isFree(now: number): boolean {
    if (!this.isOpen || this.underWay === MOST_UNDER_WAY || this.isOver(now)) return false;
    return this.underWay === 0 || (this.expected < MOST_WAIT_MS && now - this.since < STUCK_MS);
  }

  /** Undefined when the lane breaks, or another statement holds it up. */
  run(statement: Known, query: pg.QueryConfig): Promise<pg.QueryResult | undefined> {
    if (this.underWay === 0) this.since = this.owner.now();
    const ms = statement.ms ?? 0;
    this.expected += ms;
    return new Promise((resolve, reject) => {
      this.sent.push({ ms, giveUp: () => resolve(undefined) });
      if (this.underWay > 1) this.watch();
      this.client.query(query).then(
        (answer) => {
          this.note(statement);
          this.next();
          resolve(answer);
        },
        (error: Error) => {
          if (isCancelled(error)) this.note(statement);
          this.next();
          if (!isOfConnection(error)) return reject(error);
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

  /** Remembers how long the first of those sent was worked on. */
  private note(statement: Known): void {
    const runs = (this.runs.get(statement.name) ?? 0) + 1;
    this.runs.set(statement.name, runs);
    const ms = this.owner.now() - this.since;
    if (runs > PLANNED_ANEW || ms >= SURELY_SLOW_MS) this.owner.onRun(statement, ms);
  }

  private next(): void {
    this.since = this.owner.now();
    this.expected -= this.sent.shift()?.ms ?? 0;
    if (this.underWay === 0) this.expected = 0;
  }

  private watch(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.underWay < 2) return;
      if (this.owner.now() - this.since >= GIVE_UP_MS) this.sent.slice(1).forEach(({ giveUp }) => giveUp());
      this.watch();
    }, GIVE_UP_MS).unref();
  }

  private lose(error: unknown): void {
    if (!this.isClosed) this.owner.onLost(error);
    this.isClosed = true;
  }
}
