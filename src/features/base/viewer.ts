import type * as Api from '../../generated/resolvers.js';
import { Scope } from '../../lib/scope.js';

/** Who is asking, and what they may see. A caller without credentials is a viewer too. */
export interface Viewer {
  readonly id: string;
  /** Claims in these states are there for the viewer; others are not, in any list, count or single read. */
  readonly reviewStates: readonly Api.ReviewState[];
  /** NONE: open texts only. QUOTES: the cited words of texts that may be quoted. FULL: every text that is held. */
  readonly texts: 'NONE' | 'QUOTES' | 'FULL';
  /** What they may see is part of a statement's text, not one of its values: see `rightsInText`. */
  readonly inText?: true;
}

/** Names all that answers to a viewer depend on, and the statements that are written for one. */
export const viewerKey = (viewer: Viewer): string => JSON.stringify(viewer);

/**
 * The viewer, for a statement that is long to plan and whose plan depends little on rights. Postgres plans it once for all
 * values, because it cannot hope to learn from one how many rows are seen. There are few kinds of viewers, so texts stay few.
 */
export const rightsInText = (viewer: Viewer): Viewer => ({ ...viewer, inText: true });

/** Where a condition is being written. */
export type At = Scope<Viewer>;

/** A scope of its own for SQL beside a list, whose tables stand under other aliases. */
export const scopeOf = (viewer: Viewer, alias: string): At => Scope.root(viewer, alias);
