import type { PrismaClient } from '../generated/prisma/client.js';
import type { Log } from '../log.js';
import { query } from './sql.js';
import { inTransaction } from './transaction.js';

export interface ProposeOptions {
  readonly prisma: PrismaClient;
  readonly log: Log;
  /** Told after every batch: events looked at, of all. */
  readonly onProgress?: (done: number, all: number) => void;
}

export interface ProposeReport {
  readonly events: number;
  /** Candidates that came or changed, and drafts that no longer hold. */
  readonly written: number;
  readonly removed: number;
  /** Drafts that stand now. */
  readonly drafts: number;
  /** Keys of events that have too many claims for the rules. */
  readonly tooLarge: readonly string[];
}

/** Before all ids. */
const NIL = '00000000-0000-0000-0000-000000000000';

/** Events of one transaction. */
const BATCH = 2000;

/** Most claims of an event that the rules compare with each other; `contradiction_pairs` knows it, too. */
export const MOST_CLAIMS = 500;

/** Lets the rules look for contradictions in all events. Running it twice changes nothing. */
export async function proposeContradictions({ prisma, log, onProgress }: ProposeOptions): Promise<ProposeReport> {
  const [{ all } = { all: 0 }] = await query<{ all: number }>(prisma, 'select count(*)::int as all from event');
  const report = { events: 0, written: 0, removed: 0 };
  for (let after = NIL; ;) {
    const batch = await inTransaction(prisma, async (tx) => {
      const events = await query<{ id: string }>(
        tx,
        `select id::text as id from event where id > ($1::jsonb ->> 0)::uuid order by id limit ${BATCH}`,
        [after],
      );
      const [counts] = await query<{ written: number; removed: number }>(
        tx,
        `select written::int, removed::int from propose_contradictions(array(select jsonb_array_elements_text($1::jsonb)::uuid))`,
        events.map(({ id }) => id),
      );
      return {
        last: events.at(-1)?.id,
        size: events.length,
        written: counts?.written ?? 0,
        removed: counts?.removed ?? 0,
      };
    });
    report.events += batch.size;
    report.written += batch.written;
    report.removed += batch.removed;
    onProgress?.(report.events, all);
    if (batch.size < BATCH || batch.last === undefined) break;
    after = batch.last;
  }
  log.info(report, 'proposed contradictions');
  return { ...report, ...(await standing(prisma)) };
}

async function standing(prisma: PrismaClient): Promise<Pick<ProposeReport, 'drafts' | 'tooLarge'>> {
  const [count] = await query<{ drafts: number }>(
    prisma,
    `select count(*)::int as drafts from contradiction_candidate where review_state = 'DRAFT'`,
  );
  const large = await query<{ key: string }>(
    prisma,
    `select e.key from event e join claim c on c.event_id = e.id where c.review_state not in ('RETRACTED', 'SUPERSEDED')
     group by e.key having count(*) > ${MOST_CLAIMS} order by e.key`,
  );
  return { drafts: count?.drafts ?? 0, tooLarge: large.map(({ key }) => key) };
}
