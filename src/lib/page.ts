import { badInput, DomainError } from './errors.js';

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
  const name = backward ? 'last' : 'first';
  if (size < 0) throw badInput(name, `a page has 0 to ${pageSize.most} rows, not ${size}.`);
  if (size > pageSize.most) {
    throw new DomainError('QUERY_LIMIT_EXCEEDED', `${name}: a page has at most ${pageSize.most} rows, not ${size}.`, {
      what: 'pageSize',
      actual: size,
      limit: pageSize.most,
      argument: name,
    });
  }
  return { size, backward, after: after ?? null, before: before ?? null };
}
