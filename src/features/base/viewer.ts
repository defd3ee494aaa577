import type * as Api from '../../generated/resolvers.js';
import { Scope } from '../../lib/scope.js';

/** Who is asking, and what they may see. A caller without credentials is a viewer too. */
export interface Viewer {
  readonly id: string;
  /** Claims in these states are there for the viewer; others are not, in any list, count or single read. */
  readonly reviewStates: readonly Api.ReviewState[];
  /** NONE: open texts only. QUOTES: the cited words of texts that may be quoted. FULL: every text that is held. */
  readonly texts: 'NONE' | 'QUOTES' | 'FULL';
}

/** Where a condition is being written. */
export type At = Scope<Viewer>;

/** A scope of its own for SQL beside a list, whose tables stand under other aliases. */
export const scopeOf = (viewer: Viewer, alias: string): At => Scope.root(viewer, alias);
