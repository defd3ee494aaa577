/**
 * The thread that writes citations. Building a style takes the processor of citations up to a second, and a text some
 * milliseconds: here no request waits for it that does not ask for one.
 */
import { parentPort } from 'node:worker_threads';
import type { Source, Wanted } from './source.js';
import { write } from './write.js';

/** A text that is asked for, under a number of its own. */
export interface Order {
  readonly number: number;
  readonly source: Source;
  readonly wanted: Wanted;
}

export type Delivery = { readonly number: number } & ({ readonly text: string } | { readonly fault: string });

parentPort?.on('message', ({ number, source, wanted }: Order) => {
  parentPort?.postMessage(delivered(number, source, wanted));
});

function delivered(number: number, source: Source, wanted: Wanted): Delivery {
  try {
    return { number, text: write(source, wanted) };
  } catch (error) {
    return { number, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
