import pg from 'pg';
import { noteRun, type Known } from './knownStatements.js';

/** Statements that take less are quick, in milliseconds. */
const QUICK_MS = 4;

/** Most statements under way on one lane: who comes last waits for so many quick ones. */
const MOST_UNDER_WAY = 8;

/** Nobody is put behind a statement that has been under way for so many milliseconds. */
const STUCK_MS = 2 * QUICK_MS;

/** After a lane broke, or could not be opened, none is opened for so many milliseconds. */
const PAUSE_MS = 1_000;

/** A connection that is sent statements while it works on others; they are run, and answered, in this order. */
class Lane {
  underWay = 0;
  isClosed = false;
  private isOpen = false;
  /** Since when the first of those under way is worked on. */
  private since = 0;
  private readonly client: pg.Client;
  private readonly opened: Promise<void>;

  constructor(
    session: pg.ClientConfig,
    private readonly endsAt: number,
    private readonly now: () => number,
  ) {
    const close = () => void (this.isClosed = true);
    this.client = new pg.Client({ ...session, pipeline: true });
    this.client.on('error', close).on('end', close);
    this.opened = this.client.connect().then(() => void (this.isOpen = true), close);
  }

  get isOld(): boolean {
    return this.now() >= this.endsAt;
  }

  get isFree(): boolean {
    if (!this.isOpen || this.isClosed || this.underWay === MOST_UNDER_WAY) return false;
    return this.underWay === 0 || this.now() - this.since < STUCK_MS;
  }

  /** Undefined when the connection breaks. */
  async run(statement: Known, query: pg.QueryConfig): Promise<pg.QueryResult | undefined> {
    if (this.underWay === 0) this.since = this.now();
    this.underWay += 1;
    try {
      return await this.client.query(query);
    } catch (error) {
      if (isOfStatement(error)) throw error;
      this.isClosed = true;
      return undefined;
    } finally {
      const now = this.now();
      noteRun(statement, now - this.since);
      this.since = now;
      this.underWay -= 1;
    }
  }

  /** Waits for what is under way. */
  async end(): Promise<void> {
    await this.opened;
    await this.client.end();
  }
}

/** Other errors come from the connection, or are the last thing that Postgres says on it (class 57P). */
const isOfStatement = (error: unknown): boolean => error instanceof pg.DatabaseError && !error.code?.startsWith('57P');

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
  private pausedUntil = 0;
  private isEnding = false;

  constructor(
    private readonly session: pg.ClientConfig,
    private readonly count: number,
    private readonly lifetimeMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The answer, if the statement is quick, a lane is free, and does not break. */
  run(statement: Known, query: pg.QueryConfig): Promise<pg.QueryResult | undefined> | undefined {
    if (statement.ms === undefined || statement.ms >= QUICK_MS || this.isEnding) return undefined;
    this.renew();
    const free = this.lanes.filter((lane) => lane.isFree);
    if (free.length === 0) return undefined;
    return free.reduce((best, lane) => (lane.underWay < best.underWay ? lane : best)).run(statement, query);
  }

  /** Waits for what is under way. */
  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all([...this.leaving, ...this.lanes.map((lane) => lane.end())]);
  }

  private renew(): void {
    const now = this.now();
    const staying = this.lanes.filter((lane) => !lane.isClosed && !lane.isOld);
    if (staying.length === this.count) return;
    if (this.lanes.some((lane) => lane.isClosed)) this.pausedUntil = now + PAUSE_MS;
    for (const lane of this.lanes) if (lane.isOld && !lane.isClosed) this.leave(lane);
    const missing = now < this.pausedUntil ? 0 : this.count - staying.length;
    const opening = Array.from({ length: missing }, () => new Lane(this.session, now + this.lifetimeMs, this.now));
    this.lanes = [...staying, ...opening];
  }

  private leave(lane: Lane): void {
    const left = lane.end().finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }
}
