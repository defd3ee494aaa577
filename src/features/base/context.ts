import type { Reader } from './batches.js';
import type { Loaders } from './loaders.js';
import type { Viewer } from './viewer.js';

/** What every resolver is given. */
export interface Context {
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly loaders: Loaders;
  readonly requestId: string;
}
