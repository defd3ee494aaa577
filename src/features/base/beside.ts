import type { SortKey } from '../../lib/keyset.js';
import type { Scope } from '../../lib/scope.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import type { At, Viewer } from './viewer.js';
import { seesAllThatStands, standing } from './visibility.js';

/**
 * A table with one row of numbers for each record, reckoned over the claims that stand. A viewer who may not see all of
 * these gets numbers of the same form from a function of the record's id and the review states.
 */
export interface Beside {
  readonly table: string;
  /** Its column with the id of the record. */
  readonly id: string;
  readonly compute: string;
  /** Its columns, by the names of the orders that they give. */
  readonly orders: Readonly<Record<string, string>>;
}

/** FROM and WHERE clause that give the one row of numbers for the record with this id, under the alias `as`. */
export const numbersOf = ({ table, id, compute }: Beside, record: Sql, viewer: Viewer, as: string): Sql =>
  seesAllThatStands(viewer)
    ? sql`from ${raw(table)} ${raw(as)} where ${raw(`${as}.${id}`)} = ${record}`
    : sql`from ${raw(compute)}(${record}, ${statesOf(viewer)}::review_state[]) ${raw(as)} where true`;

/** Review states of the claims that corroborate something for the viewer. */
export const statesOf = (viewer: Viewer): readonly string[] =>
  standing.filter((state) => viewer.reviewStates.includes(state));

/** Orders by the numbers: in their table where a list is read along it, otherwise looked up for each row. */
export const besideOrders = <Order extends string>(beside: Beside & { readonly orders: Record<Order, string> }) =>
  Object.fromEntries(
    Object.entries<string>(beside.orders).map(([order, name]) => [order, [numberKey(beside, name)]]),
  ) as unknown as Readonly<Record<Order, readonly SortKey[]>>;

const numberKey = (beside: Beside, name: string): SortKey => ({
  type: 'int4',
  nullable: false,
  expression: (scope) => {
    const at = scope as Scope<unknown> as At;
    return at.copy(name) ?? sql`(select n.${raw(name)} ${numbersOf(beside, at.column('id'), at.viewer, 'n')})`;
  },
});
