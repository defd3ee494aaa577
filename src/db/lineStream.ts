import { Readable } from 'node:stream';
import pg from 'pg';
import { DomainError } from '../lib/errors.js';
import type { Sql } from '../lib/sql.js';

/** One record, written by the database. */
export interface Line {
  /** Its primary key. */
  readonly id: string;
  readonly line: string;
}

export interface LineLimits {
  /** Postgres closes the connection when nobody wants the next batch for this long. */
  readonly idleMs: number;
  /** All of it takes no longer than this, however slow the reader. */
  readonly longestMs: number;
}

/** Characters that a batch is to have: as many rows are asked for as had so many in the batch before. */
const BATCH_CHARACTERS = 64_000;
const FIRST_BATCH_ROWS = 50;
const MOST_BATCH_ROWS = 1_000;

/** Postgres cancels a batch that takes longer than this; the first one includes finding all rows. */
const LONGEST_BATCH_MS = 60_000;

const CONNECT_MS = 5_000;

/** SQLSTATE of Postgres when a transaction was left idle for too long. */
const IDLE_IN_TRANSACTION = '25P03';

/**
 * The lines of one statement in batches, as a stream of arrays. They are read through a cursor of Postgres, on a
 * connection of their own and from one snapshot; the next batch is fetched while the reader works on the one before, and
 * none beyond that. Destroying the stream closes the connection at once, and with it the cursor.
 *
 * Every batch is a statement of its own, so a limit on the time of statements bounds a batch and not the whole.
 */
export class LineStream extends Readable {
  private readonly client: pg.Client;
  private batchRows = FIRST_BATCH_ROWS;
  private readonly timer: NodeJS.Timeout;

  constructor(
    url: string,
    private readonly statement: Sql,
    private readonly limits: LineLimits,
  ) {
    super({ objectMode: true, highWaterMark: 1 });
    this.client = new pg.Client({
      connectionString: url,
      application_name: 'sourcebook export',
      connectionTimeoutMillis: CONNECT_MS,
    });
    // Told by the reader of the stream; without a listener it would end the process.
    this.on('error', () => undefined);
    this.client.on('error', (error) => this.destroy(explained(error, limits)));
    this.timer = setTimeout(() => this.destroy(tooLong(limits)), limits.longestMs).unref();
  }

  override _construct(done: (error?: Error | null) => void): void {
    this.open().then(() => done(), done);
  }

  /** With a callback: what promises of `pg` gave is kept by the next ones until all memory is searched for garbage. */
  override _read(): void {
    this.client.query<Line>(`fetch ${this.batchRows} from lines`, (error: Error | null, result) => {
      if (error) this.destroy(explained(error, this.limits));
      else this.deliver(result.rows);
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.timer);
    // With a statement under way `end` does not wait for it.
    this.client.end().then(
      () => done(error),
      () => done(error),
    );
  }

  private async open(): Promise<void> {
    await this.client.connect();
    // As settings of the transaction they hold whatever the address says. A cursor is planned for its first rows unless
    // Postgres is told that all are wanted.
    await this.client.query(`begin transaction isolation level repeatable read read only;
      set local statement_timeout = ${LONGEST_BATCH_MS};
      set local idle_in_transaction_session_timeout = ${this.limits.idleMs};
      set local cursor_tuple_fraction = 1; set local jit = off;
      set local timezone = 'UTC'; set local datestyle = 'ISO'`);
    const { text, values } = this.statement;
    await this.client.query(`declare lines no scroll cursor for ${text}`, [...values]);
  }

  private deliver(rows: readonly Line[]): void {
    const isLast = rows.length < this.batchRows;
    const characters = rows.reduce((sum, { line }) => sum + line.length, 0);
    const fitting = Math.round((rows.length * BATCH_CHARACTERS) / Math.max(characters, 1));
    // Twice as many at most: the rows to come may be larger.
    this.batchRows = Math.max(1, Math.min(fitting, this.batchRows * 2, MOST_BATCH_ROWS));
    if (rows.length > 0) this.push(rows);
    if (isLast) this.push(null);
  }
}

const explained = (error: Error, { idleMs }: LineLimits): Error =>
  (error as { code?: string }).code === IDLE_IN_TRANSACTION
    ? new DomainError('TIMEOUT', `Nothing was taken for ${idleMs} ms.`, { limit: idleMs })
    : error;

const tooLong = ({ longestMs }: LineLimits): DomainError =>
  new DomainError('TIMEOUT', `It took longer than ${longestMs} ms; go on from where it ends.`, { limit: longestMs });
