/** A number and the fields through which most of it comes. */
export interface Tally {
  readonly amount: number;
  readonly trail: Trail | undefined;
}

/** Response keys, outermost first. Shared between tallies, hence linked and not copied. */
export interface Trail {
  readonly key: string;
  readonly rest: Trail | undefined;
}

export const nothing: Tally = { amount: 0, trail: undefined };

/** The larger of two; the earlier one when they are equal. */
export const larger = (left: Tally, right: Tally): Tally => (right.amount > left.amount ? right : left);

/** Both together. The trail is that of the larger part. */
export const sum = (left: Tally, right: Tally): Tally => {
  const { trail } = larger(left, right);
  return { amount: saturated(left.amount + right.amount), trail };
};

/** Documents can multiply beyond every number that JSON tells exactly; counting ends there. */
export const saturated = (amount: number): number => Math.min(amount, Number.MAX_SAFE_INTEGER);

/** Longest trail that is told: a client that exceeds a bound by far needs no list of everything. */
const TOLD_KEYS = 30;

export function tell(trail: Trail | undefined): string {
  const keys: string[] = [];
  let at = trail;
  for (; at && keys.length < TOLD_KEYS; at = at.rest) keys.push(at.key);
  return keys.join('.') + (at ? '…' : '');
}
