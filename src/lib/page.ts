import { within } from './bounds.js';
import { badInput } from './errors.js';

export const pageSize = { default: 25, most: 100 } as const;

/** Arguments of every connection. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Which stretch of the ordered list is asked for. */
export interface Window {
  readonly size: number;
  /** The last rows of the stretch, still given in the list's order. */
  readonly backward: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

/** `first` counts from the start, `last` from the end; both at once are refused, as is a size over the limit. */
export function windowOf({ first, after, last, before }: PageArgs): Window {
  if (first != null && last != null) throw badInput('last', 'first and last cannot be combined; give one of them.');
  const backward = last != null;
  const size = last ?? first ?? pageSize.default;
  within({
    argument: backward ? 'last' : 'first',
    value: size,
    things: 'rows',
    bounds: [0, pageSize.most],
    what: 'pageSize',
  });
  return { size, backward, after: after ?? null, before: before ?? null };
}
