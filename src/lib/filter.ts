import { badInput } from './errors.js';
import type { Scope } from './scope.js';
import { join, sql, type Sql } from './sql.js';

type Combiners<Filter> = { and?: readonly Filter[] | null; or?: readonly Filter[] | null; not?: Filter | null };

/** One SQL condition per filter field. A field of the SDL without a clause does not compile. */
export type Clauses<Filter, Viewer = unknown> = {
  readonly [Field in keyof Omit<Filter, 'and' | 'or' | 'not'>]-?: (
    test: NonNullable<Filter[Field]>,
    at: Scope<Viewer>,
  ) => Sql;
};

export const always = sql`true`;
export const never = sql`false`;

export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? always : conditions.length === 1 ? conditions[0]! : sql`(${join(conditions, ' and ')})`;

export const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? never : conditions.length === 1 ? conditions[0]! : sql`(${join(conditions, ' or ')})`;

/** `not` of a condition in which unknown counts as false: rows without a value are outside the condition, not nowhere. */
export const notTrue = (condition: Sql): Sql => sql`((${condition}) is not true)`;

/**
 * The condition of a filter. Siblings are joined by and; a field that is absent is no test and leaves no trace in the
 * SQL; an explicit null is refused. `{}` and `and: []` are all rows, `or: []` is none.
 */
export function compileFilter<Filter extends object, Viewer>(
  filter: (Filter & Combiners<Filter>) | null | undefined,
  clauses: Clauses<Filter, Viewer>,
  outer: Scope<Viewer>,
): Sql {
  if (filter === null) throw nullOperand(outer);
  if (filter === undefined) return always;
  const scope = outer.nested();
  return allOf(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => clauseOf(field, value, clauses, scope.at(field))),
  );
}

function clauseOf<Filter extends object, Viewer>(
  field: string,
  value: unknown,
  clauses: Clauses<Filter, Viewer>,
  at: Scope<Viewer>,
): Sql {
  if (value === null) throw nullOperand(at);
  if (field === 'not') return notTrue(compileFilter(value as Filter, clauses, at));
  if (field === 'and' || field === 'or') {
    const parts = (value as Filter[]).map((part, index) => compileFilter(part, clauses, at.at(String(index))));
    return field === 'and' ? allOf(parts) : anyOf(parts);
  }
  const clause = clauses[field as keyof typeof clauses] as (test: unknown, at: Scope<Viewer>) => Sql;
  return clause(value, at);
}

export const nullOperand = (at: Scope): Error =>
  badInput(at.path, 'null is no operand; leave the field out, or test with isNull.');
