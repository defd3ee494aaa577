import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../../config.js';
import type { Source, Wanted } from './source.js';
import type { Delivery, Order } from './worker.js';

/** The thread, and who waits for which of its texts. It is started by the first text that is asked for. */
interface Press {
  readonly thread: Worker;
  readonly waiting: Map<number, { readonly resolve: (text: string) => void; readonly reject: (reason: Error) => void }>;
}

/** Texts that were written lately, by what they were written from: many claims rest on one article. */
const written = new Map<string, Promise<string>>();
const MOST_KEPT = 2000;

let press: Press | undefined;
let orders = 0;

/** The citation of a source. */
export function citationOf(source: Source, wanted: Wanted): Promise<string> {
  const key = JSON.stringify([wanted, source]);
  const known = written.get(key);
  if (known) return known;
  if (written.size >= MOST_KEPT) written.clear();
  const text = order(source, wanted);
  written.set(key, text);
  // What failed may succeed when it is asked for again.
  text.catch(() => written.delete(key));
  return text;
}

function order(source: Source, wanted: Wanted): Promise<string> {
  press ??= start();
  const { thread, waiting } = press;
  const number = (orders += 1);
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject });
    // The process may end while nobody waits, and may not while somebody does.
    thread.ref();
    thread.postMessage({ number, source, wanted } satisfies Order);
  });
}

function start(): Press {
  const thread = new Worker(join(packageRoot, 'dist/features/footnote/press/worker.js'));
  const started: Press = { thread, waiting: new Map() };
  thread.on('message', (delivery: Delivery) => deliver(started, delivery));
  thread.on('error', (error) => close(started, error));
  thread.on('exit', (code) => close(started, new Error(`The thread that writes citations ended with ${code}.`)));
  return started;
}

function deliver({ thread, waiting }: Press, delivery: Delivery): void {
  const customer = waiting.get(delivery.number);
  waiting.delete(delivery.number);
  if (waiting.size === 0) thread.unref();
  if ('text' in delivery) customer?.resolve(delivery.text);
  else customer?.reject(new Error(delivery.fault));
}

/** A thread that died takes its orders with it; the next order starts another. */
function close(closed: Press, reason: Error): void {
  if (press === closed) press = undefined;
  for (const { reject } of closed.waiting.values()) reject(reason);
  closed.waiting.clear();
}
