import { badInput, DomainError } from './errors.js';

/**
 * What has a bound. The word stands in the error's extensions, so that a program can tell the bounds apart; each is described
 * in `docs/errors.md`. Besides, the database names the views that would read too many rows.
 */
export const bounded = [
  'depth',
  'aliases',
  'rootFields',
  'tokens',
  'cost',
  'filterConditions',
  'filterValues',
  'filterNesting',
  'pageSize',
  'ids',
  'contextLength',
  'searchCharacters',
  'searchWords',
  'pathLength',
  'limit',
  'minWeight',
  'examples',
  'timelineSteps',
  'writtenTexts',
  'nesting',
  'introspectionDepth',
  'comparisons',
] as const;

export type Bounded = (typeof bounded)[number];

export interface Excess {
  readonly what: Bounded;
  /** Absent where counting ended at the limit. */
  readonly actual?: number;
  readonly limit?: number;
  /** Names parted by dots: response keys from the root to the place that weighs most, or the place in a filter. */
  readonly path?: string;
  /** The argument whose value is beyond the bound. */
  readonly argument?: string;
}

/** The refusal of what is larger than a bound. */
export const limitExceeded = (message: string, excess: Excess): DomainError =>
  new DomainError('QUERY_LIMIT_EXCEEDED', message, { ...excess });

interface Asked {
  readonly argument: string;
  /** How much of `things` is asked for with the argument. */
  readonly value: number;
  readonly things: string;
  readonly bounds: readonly [least: number, most: number];
  readonly what: Bounded;
}

/**
 * A number that an argument asks for, within its bounds.
 * @throws DomainError: BAD_USER_INPUT below them, QUERY_LIMIT_EXCEEDED above.
 */
export function within({ argument, value, things, bounds: [least, most], what }: Asked): number {
  if (value < least) throw badInput(argument, `${least} to ${most} ${things} can be asked for, not ${value}.`);
  if (value <= most) return value;
  const message = `${argument}: at most ${most} ${things} can be asked for, not ${value}.`;
  throw limitExceeded(message, { what, actual: value, limit: most, argument });
}
