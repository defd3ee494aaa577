import { always } from '../../lib/filter.js';
import type { OrderTerm } from '../../lib/keyset.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import type { AnyEntity, AnyRelation, Through } from './entity.js';
import type { At, Viewer } from './viewer.js';
import { seesAllThatStands } from './visibility.js';

/** What a list is read along, and what is left of its filter. */
interface Driven {
  readonly relation: AnyRelation | null;
  readonly filter: object | null | undefined;
  /** The parent to be read for, given the one that the list hangs on. */
  readonly parentOf: (parent: Sql) => Sql;
}

/** A list that hangs on no parent is read along the first condition of its filter that can stand for a relation. */
export function driven(of: AnyEntity, filter: object | null | undefined, belongs: AnyRelation | null): Driven {
  const asIs: Driven = { relation: belongs, filter, parentOf: (parent) => parent };
  if (belongs || !filter || !of.drivers) return asIs;
  for (const [field, condition] of Object.entries(filter)) {
    const driver = of.drivers[field];
    const parent = driver?.parent(condition, `filter.${field}`);
    if (driver && parent)
      return { relation: driver.relation, filter: { ...filter, [field]: undefined }, parentOf: () => parent };
  }
  return asIs;
}

/** Fields of the filter that leave no row without a value: conditions on vague dates, other than that there is none. */
export const presentIn = (filter: object | null | undefined): ReadonlySet<string> =>
  new Set(Object.entries(filter ?? {}).flatMap(([field, test]) => (demandsDate(test) ? [field] : [])));

function demandsDate(test: unknown): boolean {
  if (typeof test !== 'object' || test === null) return false;
  const { during, before, after, isNull } = test as Record<string, unknown>;
  return typeof during === 'string' || typeof before === 'string' || typeof after === 'string' || isNull === false;
}

/** A table with copies of columns, or with columns that stand nowhere else. */
export type Copied = Pick<Through, 'table' | 'id' | 'copies'>;

/** The table of numbers that a list of all is read along, when it is ordered by one of them first. */
export function asideOf(
  of: AnyEntity,
  orderBy: readonly OrderTerm<string>[] | null | undefined,
  viewer: Viewer,
): Copied | undefined {
  const { beside } = of;
  if (!beside || !orderBy?.[0] || !(orderBy[0].field in beside.orders) || !seesAllThatStands(viewer)) return undefined;
  return { table: beside.table, id: beside.id, copies: Object.values(beside.orders) };
}

/** Names of the copies in the table between parent and rows, which stands under an alias of its own. */
export const copiesIn = ({ id, copies }: Copied, at: At): ReadonlyMap<string, string> =>
  new Map([
    ['id', `${at.alias}_link.${id}`],
    ...copies.map((name): [string, string] => [name, `${at.alias}_link.${name}`]),
  ]);

/** FROM clause that gives the keys; of a list through another table, the rows' own stands in it only when it `isNeeded`. */
export function sourceOf(of: AnyEntity, at: At, through: Copied | undefined, parent: Sql, isNeeded: boolean): Sql {
  const table = sql`${raw(of.table)} ${at.table}`;
  if (!through) return table;
  const between = typeof through.table === 'string' ? raw(through.table) : sql`(${through.table(parent, at)})`;
  const link = sql`${between} ${raw(`${at.alias}_link`)}`;
  return isNeeded ? sql`${link} join ${table} on ${at.column('id')} = ${raw(`${at.alias}_link.${through.id}`)}` : link;
}

/** The condition that a row belongs to the parent. */
export const linkOf = ({ link, through }: AnyRelation, at: At, parent: Sql): Sql =>
  through ? (through.link?.((name) => raw(`${at.alias}_link.${name}`), parent) ?? always) : link(at, parent);
