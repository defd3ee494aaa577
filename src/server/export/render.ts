import type { Line } from '../../db/index.js';
import { toGlobalId } from '../../lib/ids.js';
import type { Outcome } from './formats.js';
import type { ExportPlan } from './plan.js';

export interface Rendering {
  /** Told as the records are written. */
  readonly outcome: Outcome;
  /** Without the head: what is written goes on where another export ended. */
  readonly resumed?: boolean;
  /** What a client is told about an error. */
  readonly tell: (error: unknown) => object;
}

/**
 * The text of an export, batch by batch. An error of the batches becomes the last line where the format has a place for
 * it; otherwise it is thrown, so that what was written cannot be taken for the whole.
 */
export async function* render(
  batches: AsyncIterable<readonly Line[]>,
  { format, limit, prefix }: Pick<ExportPlan, 'format' | 'limit' | 'prefix'>,
  { outcome, resumed = false, tell }: Rendering,
): AsyncGenerator<string> {
  if (!resumed && format.head !== '') yield format.head;
  const before = outcome.rows;
  const end = limit === null ? Infinity : before + limit;
  try {
    for await (const batch of batches) {
      const wanted = batch.slice(0, end - outcome.rows);
      const last = wanted.at(-1);
      outcome.rows += wanted.length;
      if (last && prefix) outcome.next = toGlobalId(prefix, last.id);
      if (wanted.length > 0) yield wanted.map(format.record).join('');
      if (wanted.length < batch.length) {
        yield* tailOf(format, outcome);
        return;
      }
    }
    Object.assign(outcome, { complete: true, next: null });
    yield* tailOf(format, outcome);
  } catch (error) {
    outcome.error = tell(error);
    if (format.tail(outcome) === null) throw error;
    yield* tailOf(format, outcome);
  }
}

function* tailOf(format: ExportPlan['format'], outcome: Outcome): Generator<string> {
  const tail = format.tail(outcome);
  if (tail !== null) yield tail;
}
