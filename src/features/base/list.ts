import sql, { join, raw, type Sql } from 'sql-template-tag';
import { decodeCursor } from '../../lib/cursor.js';
import { allOf, never, notTrue } from '../../lib/filter.js';
import { beyond, keyValues, orderList, sortOrder, type OrderTerm, type SortOrder } from '../../lib/keyset.js';
import { windowOf, type PageArgs, type Window } from '../../lib/page.js';
import { Scope } from '../../lib/scope.js';
import { selectList, whereOf, type Entity, type Relation } from './entity.js';
import type { At, Viewer } from './viewer.js';

/** Arguments of a connection of `Filter` rows. */
export interface ListArgs<Filter, Field extends string> extends PageArgs {
  readonly filter?: Filter | null;
  readonly orderBy?: readonly OrderTerm<Field>[] | null;
}

/** A list someone asked for: checked, and ready to be written as SQL for one or many parents. */
export interface List {
  readonly name: string;
  readonly order: SortOrder;
  readonly window: Window;
  /** Rows of the page and one more; each with its parent's id as `lookup` and cursor `keys`. */
  page(parents: readonly string[]): Sql;
  /** `lookup`, `total`: all rows of the list. */
  totals(parents: readonly string[]): Sql;
  /** `lookup`, `found`: whether rows stand on that side of the window. */
  neighbours(parents: readonly string[], side: 'before' | 'after'): Sql;
}

/** The only parent of a list that hangs on none. */
export const ROOT = '';

const TABLE = 't';

/**
 * Checks the arguments and plans the statements of a list. Absent filters leave no trace in the SQL; values are only
 * parameters. A page is cut on keys first and the rest of its rows is read for what is left.
 */
export function planList<Filter extends object, Field extends string>(
  of: Entity<unknown, Filter, Field>,
  args: ListArgs<Filter, Field>,
  viewer: Viewer,
  relation: Relation<unknown, Filter, Field> | null,
): List {
  const scope: At = Scope.root(viewer, TABLE);
  const name = relation?.name ?? of.table;
  const window = windowOf(args);
  const order = sortOrder(args.orderBy ?? of.defaultOrder, of.orders, of.primaryKey, scope as Scope<never>);
  const after = window.after === null ? null : decodeCursor(name, order, window.after, 'after');
  const before = window.before === null ? null : decodeCursor(name, order, window.before, 'before');
  const table = sql`${raw(of.table)} ${scope.table}`;
  const where = whereOf(of, args.filter, scope);
  const belongs = relation ? allOf([relation.link(scope, sql`parent.id`), where]) : where;

  const forEach = (parents: readonly string[], one: Sql): Sql =>
    relation
      ? sql`select parent.id as lookup, x.* from unnest(${parents}::uuid[]) as parent (id) cross join lateral (${one}) x`
      : sql`select '' as lookup, x.* from (${one}) x`;

  return {
    name,
    order,
    window,
    page(parents) {
      const bounds = [
        belongs,
        ...(after ? [beyond(order, after, 'after')] : []),
        ...(before ? [beyond(order, before, 'before')] : []),
      ];
      const sorted = sql`order by ${orderList(order, window.backward)}`;
      const keys = of.primaryKey.map(({ expression }, index) => ({
        value: expression(scope as Scope<never>),
        name: raw(`k${index}`),
      }));
      const narrow = sql`select ${join(keys.map((key) => sql`${key.value} as ${key.name}`))}
        from ${table} where ${allOf(bounds)} ${sorted} limit ${window.size + 1}::int`;
      const sameRow = allOf(keys.map((key) => sql`${key.value} = page.${key.name}`));
      return forEach(
        parents,
        sql`select ${keyValues(order)} as keys, ${selectList(of, scope)}
          from (${narrow}) page join ${table} on ${sameRow} ${sorted}`,
      );
    },
    totals: (parents) => forEach(parents, sql`select count(*)::int as total from ${table} where ${belongs}`),
    neighbours(parents, side) {
      const [place, onward] = side === 'before' ? ([after, 'after'] as const) : ([before, 'before'] as const);
      const outside = place ? notTrue(beyond(order, place, onward)) : never;
      return forEach(parents, sql`select exists (select from ${table} where ${allOf([belongs, outside])}) as found`);
    },
  };
}

/** Every visible row of a relation for each parent, as `lookup`, in the default order. */
export function allOfRelation<Filter extends object, Field extends string>(
  relation: Relation<unknown, Filter, Field>,
  parents: readonly string[],
  viewer: Viewer,
): Sql {
  const of = relation.to();
  const scope: At = Scope.root(viewer, TABLE);
  const order = sortOrder(of.defaultOrder, of.orders, of.primaryKey, scope as Scope<never>);
  return sql`select parent.id as lookup, ${selectList(of, scope)}
    from unnest(${parents}::uuid[]) as parent (id)
    join ${raw(of.table)} ${scope.table} on ${allOf([relation.link(scope, sql`parent.id`), of.visible(scope)])}
    order by ${orderList(order, false)}`;
}
