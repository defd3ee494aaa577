import { badInput } from './errors.js';
import { anyOf } from './filter.js';
import type { Scope } from './scope.js';
import { join, raw, sql, type Sql } from './sql.js';

/** Postgres type of a sort key; the text of its values is what a cursor carries. */
export type KeyType = 'date' | 'text' | 'int4' | 'int8' | 'uuid' | 'bool' | 'contradiction_kind';

/** Something that rows are ordered by: a column of the list's table, or an expression over it. */
export interface SortKey {
  readonly expression: (at: Scope<never>) => Sql;
  readonly type: KeyType;
  readonly nullable: boolean;
  /** The column that it is. */
  readonly column?: string;
  /** Field of the filter that may say that there is a value. */
  readonly field?: string;
}

export const key = (column: string, type: KeyType): SortKey => ({
  expression: (at) => at.column(column),
  type,
  nullable: false,
  column,
});

/** A text for machines, ordered by code points on every server. */
export const codeKey = (column: string): SortKey => collated(column, 'C');

/** A text for people, in the root order of Unicode (CLDR) on every server. */
export const textKey = (column: string): SortKey => collated(column, TEXT_ORDER);

/** The collation of `textKey`. */
export const TEXT_ORDER = 'und-x-icu';

const collated = (column: string, collation: string): SortKey => ({
  expression: (at) => sql`(${at.column(column)} collate ${raw(`"${collation}"`)})`,
  type: 'text',
  nullable: false,
});

/** An end of a vague date that may be absent; the filter tests the date under its own name. */
export const nullableDate = (date: string, end: 'earliest' | 'latest'): SortKey => ({
  expression: (at) => at.column(`${date}_${end}`),
  type: 'date',
  nullable: true,
  field: date,
});

/** Place of a column's value in the order of its enumeration, the Postgres type `type`. */
export const enumKey = (column: string, type: string): SortKey => ({
  expression: (at) => sql`array_position(enum_range(null::${raw(type)}), ${at.column(column)})`,
  type: 'int4',
  nullable: false,
});

/** A value of an enumeration that may be absent, in the order of the enumeration. */
export const nullableEnum = (column: string, type: EnumType): SortKey => ({ ...key(column, type), nullable: true });

/** Enumerations that are ordered by the column itself, for which there is an index. */
type EnumType = 'contradiction_kind';

/** What stands in the place of an absent value; whether it is absent is a key of its own. */
const standIns: Partial<Record<KeyType, string>> = { contradiction_kind: 'POLARITY' };

export interface OrderTerm<Field extends string> {
  readonly field: Field;
  readonly direction?: 'ASC' | 'DESC' | null;
  readonly nulls?: 'FIRST' | 'LAST' | null;
}

/** Most terms in one `orderBy`. */
const MAX_TERMS = 3;

/** One expression of ORDER BY. None is ever null, so that rows can be compared as wholes. */
interface SortColumn {
  readonly expression: Sql;
  readonly type: KeyType;
  readonly descending: boolean;
  readonly column?: string;
  /** Its value, when all rows of the list have the same. */
  readonly constant?: string;
}

/** The total order of a list. `signature` names it: a cursor of another order is refused. */
export interface SortOrder {
  readonly signature: string;
  readonly columns: readonly SortColumn[];
}

/**
 * The order asked for, ended by the primary key so that no two rows tie. `present` names the fields of the filter that
 * leave no row without a value.
 *
 * A nullable key stands as two expressions, whether it is null and its value or a constant: with that `nulls first` and
 * `nulls last` are ordinary values, one row comparison pages through them, and an index on both expressions serves it.
 * Where no row lacks a value, the first is a constant and the second the column itself.
 */
export function sortOrder<Field extends string>(
  terms: readonly OrderTerm<Field>[],
  orders: Readonly<Record<Field, readonly SortKey[]>>,
  primaryKey: readonly SortKey[],
  at: Scope<never>,
  present: ReadonlySet<string> = new Set(),
): SortOrder {
  if (terms.length > MAX_TERMS) throw badInput('orderBy', `at most ${MAX_TERMS} terms are allowed.`);
  if (new Set(terms.map(({ field }) => field)).size < terms.length) throw badInput('orderBy', 'a field stands twice.');
  const columns: SortColumn[] = [];
  for (const { field, direction, nulls } of terms) {
    for (const sortKey of orders[field])
      columns.push(...columnsOf(sortKey, direction === 'DESC', nulls === 'FIRST', at, present));
  }
  const descending = columns.at(-1)?.descending ?? false;
  for (const sortKey of primaryKey) columns.push(...columnsOf(sortKey, descending, false, at, present));
  const signature = terms
    .map(({ field, direction, nulls }) => `${field} ${direction ?? 'ASC'} ${nulls ?? 'LAST'}`)
    .join();
  return { signature, columns };
}

function columnsOf(
  { expression, type, nullable, column, field = '' }: SortKey,
  descending: boolean,
  nullsFirst: boolean,
  at: Scope<never>,
  present: ReadonlySet<string>,
): SortColumn[] {
  const value = expression(at);
  if (!nullable) return [{ expression: value, type, descending, ...(column !== undefined && { column }) }];
  if (present.has(field)) {
    const constant = String(descending !== nullsFirst);
    return [
      { expression: raw(constant), type: 'bool', descending, constant },
      { expression: value, type, descending },
    ];
  }
  const flag = descending === nullsFirst ? sql`(${value} is null)` : sql`(${value} is not null)`;
  return [
    { expression: flag, type: 'bool', descending },
    { expression: sql`coalesce(${value}, ${raw(`'${standIns[type] ?? '-infinity'}'`)})`, type, descending },
  ];
}

/** What is known of the rows of a list, besides their order, as names of columns. */
export interface KnownOfRows {
  /** Keys: no two rows have the same values in all of their columns. */
  readonly keys: readonly (readonly string[])[];
  /** Columns in which all rows have the same value. */
  readonly same: readonly string[];
}

/**
 * ORDER BY list; `backward` reads the same order from its end. It ends where rows are told apart: Postgres would sort anew
 * for more than an index gives.
 */
export function orderList({ columns }: SortOrder, backward: boolean, { keys, same }: KnownOfRows): Sql {
  const seen = new Set(same);
  const telling = columns.filter(({ column, constant }) => {
    if (constant !== undefined || keys.some((key) => key.every((name) => seen.has(name)))) return false;
    if (column === undefined) return true;
    return !seen.has(column) && seen.add(column);
  });
  return join(
    (telling.length > 0 ? telling : columns.slice(-1)).map(
      ({ expression, descending }) => sql`${expression}${raw(descending === backward ? ' asc' : ' desc')}`,
    ),
  );
}

/**
 * Rows that stand after (or before) the place of `values` in the order.
 *
 * One row comparison when all keys run the same way, which one index range answers; otherwise the lexicographic
 * disjunction, bounded by its leading key so that an index can still start there. A key in which all rows and the place
 * agree says nothing.
 */
export function beyond({ columns }: SortOrder, values: readonly string[], side: 'after' | 'before'): Sql {
  const bounds = columns
    .map(({ type, descending, expression, constant }, index) => ({
      expression,
      descending,
      operator: raw(descending === (side === 'after') ? '<' : '>'),
      value: sql`${values[index]}${raw(`::${type}`)}`,
      agrees: constant === values[index],
    }))
    .filter(({ agrees }) => !agrees);
  const [lead] = bounds;
  if (!lead) throw new Error('an order has no columns');
  if (bounds.every(({ descending }) => descending === lead.descending)) {
    const left = join(bounds.map(({ expression }) => expression));
    const right = join(bounds.map(({ value }) => value));
    return sql`(${left}) ${lead.operator} (${right})`;
  }
  const branches = bounds.map(({ expression, operator, value }, index) =>
    join(
      [
        ...bounds.slice(0, index).map((earlier) => sql`${earlier.expression} = ${earlier.value}`),
        sql`${expression} ${operator} ${value}`,
      ],
      ' and ',
    ),
  );
  return sql`(${lead.expression} ${lead.operator}= ${lead.value} and ${anyOf(branches)})`;
}
