import { readEdtf } from './edtf.js';
import { badInput } from './errors.js';
import { allOf, nullOperand } from './filter.js';
import { TEXT_ORDER } from './keyset.js';
import type { Scope } from './scope.js';
import { raw, sql, type Sql } from './sql.js';

type Operator<Operand> = (operand: Operand, at: Scope) => Sql;
type Operators<Test> = { readonly [Name in keyof Test]-?: Operator<NonNullable<Test[Name]>> };

/** Joins the conditions of one operator object, `{ gte: 3, lt: 9 }`. Each operator is one condition of the budget. */
function compileTest<Test extends object>(test: Test, operators: Partial<Operators<Test>>, at: Scope): Sql {
  return allOf(
    Object.entries(test)
      .filter(([, operand]) => operand !== undefined)
      .map(([name, operand]) => {
        const here = at.at(name);
        if (operand === null) throw nullOperand(here);
        here.spend('conditions', 1);
        return (operators[name as keyof Test] as Operator<unknown>)(operand, here);
      }),
  );
}

interface SetTest<Value> {
  eq?: Value | null;
  neq?: Value | null;
  in?: readonly Value[] | null;
  notIn?: readonly Value[] | null;
  isNull?: boolean | null;
}

/** Equality, membership and null; `neq` and `notIn` hold for rows without a value, since those have not that value. */
const setOperators = <Value>(
  column: Sql,
  type: string,
  decode: (value: Value, at: Scope) => unknown,
): Operators<SetTest<Value>> => {
  const cast = raw(`::${type}`);
  const list = (values: readonly Value[], at: Scope) => {
    at.spend('values', values.length);
    return values.map((value) => decode(value, at));
  };
  return {
    eq: (value, at) => sql`${column} = ${decode(value, at)}${cast}`,
    neq: (value, at) => sql`${column} is distinct from ${decode(value, at)}${cast}`,
    in: (values, at) => sql`${column} = any(${list(values, at)}${cast}[])`,
    notIn: (values, at) => sql`(${column} = any(${list(values, at)}${cast}[])) is not true`,
    isNull: (wanted) => (wanted ? sql`${column} is null` : sql`${column} is not null`),
  };
};

interface RangeTest<Value> extends SetTest<Value> {
  lt?: Value | null;
  lte?: Value | null;
  gt?: Value | null;
  gte?: Value | null;
}

const same = <Value>(value: Value): Value => value;

/** An enum column; `type` is the name of the Postgres type. */
export const enumTest = <Value>(column: Sql, type: string, test: SetTest<Value>, at: Scope): Sql =>
  compileTest(test, setOperators<Value>(column, type, same), at);

/** A number column or expression. `int4`, `float8` or `numeric`. */
export function numberTest(column: Sql, type: string, test: RangeTest<number>, at: Scope): Sql {
  const cast = raw(`::${type}`);
  return compileTest(
    test,
    {
      ...setOperators<number>(column, type, same),
      lt: (value) => sql`${column} < ${value}${cast}`,
      lte: (value) => sql`${column} <= ${value}${cast}`,
      gt: (value) => sql`${column} > ${value}${cast}`,
      gte: (value) => sql`${column} >= ${value}${cast}`,
    },
    at,
  );
}

/** A condition on ids: `decode` turns a global id into the stored one, and refuses what is no id of the record. */
export const idTest = (column: Sql, test: SetTest<string>, decode: (id: string, at: Scope) => string, at: Scope): Sql =>
  compileTest(test, setOperators<string>(column, 'uuid', decode), at);

export const booleanTest = (column: Sql, wanted: boolean, at: Scope): Sql => {
  at.spend('conditions', 1);
  return wanted ? sql`${column}` : sql`not ${column}`;
};

export interface TextTest extends SetTest<string> {
  contains?: string | null;
  startsWith?: string | null;
}

const pattern = (words: string): string => words.replaceAll(/[\\%_]/g, '\\$&');

/**
 * A text column. `contains` and `startsWith` take no notice of case; their wildcards are taken as they stand. Equality is
 * tested on `indexed`, an expression of the same value.
 */
export const textTest = (
  column: Sql,
  test: TextTest,
  at: Scope,
  prepare: (words: string) => string = same,
  indexed = column,
): Sql =>
  compileTest(
    test,
    {
      ...setOperators<string>(indexed, 'text', prepare),
      contains: (words) => sql`${column} ilike ${`%${pattern(prepare(words))}%`}`,
      startsWith: (words) => sql`${column} ilike ${`${pattern(prepare(words))}%`}`,
    },
    at,
  );

/** A text column that lists are ordered by (`textKey`): the index of the order knows where a value stands. */
export const orderedTextTest = (column: Sql, test: TextTest, at: Scope): Sql =>
  textTest(column, test, at, same, sql`${column} collate ${raw(`"${TEXT_ORDER}"`)}`);

export interface DateTest {
  during?: string | null;
  within?: 'CERTAINLY' | 'POSSIBLY' | null;
  before?: string | null;
  after?: string | null;
  isNull?: boolean | null;
}

/**
 * A vague date, stored as its first and last possible day (`<prefix>_earliest`, `<prefix>_latest`).
 *
 * `during` an EDTF date: CERTAINLY when every possible day lies in it, POSSIBLY when one does. `before` and `after` an
 * EDTF date follow the same choice: CERTAINLY when all possible days lie before its first (after its last) day.
 */
export function dateTest(prefix: string, { within, ...test }: DateTest, at: Scope): Sql {
  if (within === null) throw nullOperand(at.at('within'));
  const certainly = within === 'CERTAINLY';
  const earliest = at.column(`${prefix}_earliest`);
  const latest = at.column(`${prefix}_latest`);
  const known = sql`${earliest} is not null`;
  return compileTest(
    test,
    {
      during: (date, here) => {
        const [first, last] = days(date, here);
        // The upper bound of the first day says nothing new: it is for an index on that day.
        if (certainly)
          return sql`(${earliest} >= ${first}::date and ${earliest} <= ${last}::date and ${latest} <= ${last}::date)`;
        // An absent date is the range of all days to `daterange`, hence `known`.
        return sql`(daterange(${earliest}, ${latest}, '[]') && daterange(${first}::date, ${last}::date, '[]') and ${known})`;
      },
      before: (date, here) => sql`${certainly ? latest : earliest} < ${days(date, here)[0]}::date`,
      after: (date, here) => sql`${certainly ? earliest : latest} > ${days(date, here)[1]}::date`,
      isNull: (wanted) => (wanted ? sql`${earliest} is null` : known),
    },
    at,
  );
}

/** First and last day of an EDTF operand. */
function days(date: string, at: Scope): [string, string] {
  const parsed = readEdtf(date);
  if ('error' in parsed) throw badInput(at.path, `${JSON.stringify(date)} is no EDTF date: ${parsed.error}`);
  return [parsed.earliest, parsed.latest];
}
