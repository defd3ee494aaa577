import { allOf, compileFilter, notTrue } from '../../lib/filter.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import {
  everywhere,
  idClause,
  visibleBy,
  whereOf,
  type AnyRelation,
  type Entity,
  type Relation,
  type Rows,
} from './entity.js';
import type { At } from './viewer.js';

export interface ListTest<Filter> {
  some?: Filter | null;
  every?: Filter | null;
  none?: Filter | null;
}

/** `some`, `every`, `none` of a to-many relation; only what the viewer may see is there to be tested. */
export function listTest<Filter extends object, Field extends string>(
  of: Relation<Filter, Field>,
  test: ListTest<Filter>,
  at: At,
): Sql {
  return allOf(
    quantifiers
      .filter((quantifier) => test[quantifier] !== undefined)
      .map((quantifier) => quantified(of, quantifier, test[quantifier], at.at(quantifier))),
  );
}

const quantifiers = ['some', 'every', 'none'] as const;

function quantified<Filter extends object, Field extends string>(
  of: Relation<Filter, Field>,
  quantifier: (typeof quantifiers)[number],
  filter: Filter | null | undefined,
  at: At,
): Sql {
  at.spend('conditions', 1);
  const row = at.related();
  const target = of.to();
  const related = sql`select ${joinedRows(of, row, at)}`;
  const passes = compileFilter(filter, target.clauses, row);
  if (quantifier === 'every') return sql`not exists (${related} and ${notTrue(passes)})`;
  return sql`${raw(quantifier === 'none' ? 'not ' : '')}exists (${related} and ${passes})`;
}

/** A filter on the one row that a column points at. */
export function referenceTest<Filter extends object, Field extends string>(
  to: Entity<Filter, Field>,
  column: string,
  filter: Filter,
  at: At,
): Sql {
  at.spend('conditions', 1);
  if (to.prefix && to.visible === everywhere && namesIds(filter))
    return idClause(to.prefix, column)(filter.id, at.nested().at('id'));
  const row = at.related();
  return sql`exists (select from ${raw(to.table)} ${row.table} where ${row.column('id')} = ${at.column(column)} and ${whereOf(to, filter, row)})`;
}

/**
 * Whether a filter asks for certain ids and nothing else: then the column that points at a row tells. A row that points at
 * nothing passes no test of equality.
 */
const namesIds = (filter: object): filter is { id: object } => {
  const [first, ...others] = given(filter);
  if (!first || others.length > 0) return false;
  const [field, test] = first;
  if (field !== 'id' || test === null) return false;
  const operators = given(test as object).map(([operator]) => operator);
  return operators.length > 0 && operators.every((operator) => operator === 'eq' || operator === 'in');
};

const given = (input: object): [string, unknown][] => Object.entries(input).filter(([, value]) => value !== undefined);

/** The id of the row that a pointer leads to: the one that answers for the record. */
export const keyOf = ({ answer }: Rows, pointer: Sql): Sql =>
  answer ? sql`(select ${raw(answer.by)} from ${raw(answer.table)} where ${raw(answer.of)} = ${pointer})` : pointer;

/** WHERE clause of the row with a key, see `keyOf`, when it is there for the viewer; what answers for others always is. */
export const isPointedAt = (of: Rows, at: At, key: Sql): Sql =>
  allOf([sql`${at.column('id')} = ${key}`, ...(of.answer ? [] : [of.visible(at)])]);

/** How many related rows the viewer can see. */
export const countOf = (of: AnyRelation, at: At): Sql => sql`(select count(*)::int ${visibleRows(of, at)})`;

/** Whether there is a related row that the viewer can see. */
export const existsIn = (of: AnyRelation, at: At): Sql => sql`exists (select ${joinedRows(of, at.related(), at)})`;

/** FROM and WHERE clause of the related rows, some perhaps more than once. */
function joinedRows(of: AnyRelation, row: At, at: At): Sql {
  const target = sql`${raw(of.to().table)} ${row.table}`;
  const { from, where } = of.joined?.(row, at.column('id')) ?? { from: null, where: of.link(row, at.column('id')) };
  return sql`from ${from ? sql`${target} cross join ${from}` : target} where ${where} and ${visibleBy(of, row)}`;
}

function visibleRows(of: AnyRelation, at: At): Sql {
  const row = at.related();
  const target = of.to();
  return sql`from ${raw(target.table)} ${row.table} where ${of.link(row, at.column('id'))} and ${visibleBy(of, row)}`;
}
