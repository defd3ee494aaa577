import { newId } from '../lib/clock.js';
import { reviewStates, type Config } from '../config.js';
import { createReader, type ReadPool } from '../db/index.js';
import type { Context, Viewer } from '../features/base/index.js';
import { compile, createLoaders, dataVersion, type Query, type Selected } from '../features/index.js';
import type { Trace } from './trace.js';

/** What resolvers are given, and the server's own record of the request. */
export interface RequestContext extends Context {
  readonly trace: Trace;
  /** Writes a query as one statement; without it the resolvers answer. */
  readonly compile?: (selected: readonly Selected[]) => Query;
  /** Filled in while the request is answered. */
  readonly whole: Whole;
  /** Names the state of the data; without it answers have no validator. */
  readonly dataVersion?: () => Promise<string>;
}

/** The one statement that answers a request as a whole, and the JSON of the data that it gives. */
export interface Whole {
  by?: { readonly statement: Query; readonly data: Promise<string> };
}

/** A caller without credentials. */
export const anonymousViewer = ({ anonymous }: Pick<Config, 'anonymous'>): Viewer => ({
  id: 'anonymous',
  ...anonymous,
});

/** The person at the machine's own command line: sees drafts and full texts. */
export const operatorViewer: Viewer = { id: 'operator', reviewStates, texts: 'FULL' };

/** Everything that one request works with; nothing in it outlives the request. */
export function createContext(pool: ReadPool, viewer: Viewer, requestId: string = newId()): RequestContext {
  const reader = createReader(pool);
  return {
    viewer,
    reader,
    loaders: createLoaders(reader, viewer),
    requestId,
    trace: { requestId },
    whole: {},
    compile: (selected) => compile(selected, viewer),
    dataVersion: () => dataVersion(reader),
  };
}
