import { getNamedType, isInputObjectType, type GraphQLInputObjectType } from 'graphql';
import { fold } from '../../../src/lib/fold.js';
import { schema } from '../connections.js';
import { bare } from '../records.js';
import type { Model } from './model.js';
import type { Row } from './world.js';

export type Filter = Readonly<Record<string, unknown>>;

/** EDTF operands with the days they span, by hand. */
export const periods: Readonly<Record<string, readonly [string, string]>> = {
  '2014-12-10': ['2014-12-10', '2014-12-10'],
  '2014-12': ['2014-12-01', '2014-12-31'],
  '2014~': ['2014-01-01', '2014-12-31'],
  '../2014-12-09': ['-infinity', '2014-12-09'],
  '2014-12-11/..': ['2014-12-11', 'infinity'],
  '2012/2015-03': ['2012-01-01', '2015-03-31'],
  '2014-12-08/2014-12-17': ['2014-12-08', '2014-12-17'],
  '2017-22': ['2017-06-01', '2017-08-31'],
  '../..': ['-infinity', 'infinity'],
};

export const inputType = (name: string): GraphQLInputObjectType => {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input type`);
  return type;
};

/** Name of the type of a filter's field, without list and non-null. */
export const typeOfField = (filter: string, field: string): string =>
  getNamedType(inputType(filter).getFields()[field]!.type).name;

/** Whether a row passes a filter. Written against the descriptions of the SDL, row by row. */
export function passes(model: Model, type: string, row: Row, filter: Filter): boolean {
  return Object.entries(filter).every(([field, test]) => {
    if (field === 'and') return (test as Filter[]).every((part) => passes(model, type, row, part));
    if (field === 'or') return (test as Filter[]).some((part) => passes(model, type, row, part));
    if (field === 'not') return !passes(model, type, row, test as Filter);
    const value = model[type]?.[field];
    if (!value) throw new Error(`tests/support/oracle/model.ts has no ${type}.${field}`);
    return holds(model, typeOfField(type, field), value(row), test);
  });
}

function holds(model: Model, type: string, value: unknown, test: unknown): boolean {
  if (type in model) return (value as Row[]).some((row) => passes(model, type, row, test as Filter));
  if (type === 'Boolean') return value === test;
  if (type === 'String') return holdsText(value as readonly string[], String(test));
  if (type === 'Date') return value !== null && spans(value as Span, String(test));
  if (type === 'DateFilter') return passesDate(value as Span | null, test as Filter);
  if (type === 'NameFilter') return (value as string[]).some((name) => passesOperators(name, folded(test as Filter)));
  if (type === 'IdFilter') return passesId([value].flat().map(String), test as Filter);
  const item = type.replace(/ListFilter$/, 'Filter');
  return item in model && item !== type
    ? quantified(model, item, value as Row[], test as Filter)
    : passesOperators(value, test as Filter);
}

/** `mode` is one of the values, `words` a word of one of the texts; the words of the tests have one form only. */
const holdsText = (values: readonly string[], wanted: string): boolean =>
  values.some(
    (text) =>
      text === wanted ||
      text
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(wanted),
  );

function quantified(model: Model, type: string, rows: readonly Row[], { some, every, none }: Filter): boolean {
  const count = (filter: unknown) => rows.filter((row) => passes(model, type, row, filter as Filter)).length;
  return (
    (some === undefined || count(some) > 0) &&
    (every === undefined || count(every) === rows.length) &&
    (none === undefined || count(none) === 0)
  );
}

/** An id is that of any record that answers as the row. */
function passesId(ids: readonly string[], { eq, neq, in: among, notIn }: Filter): boolean {
  const own = ids.map((id) => id.replaceAll('-', ''));
  const is = (id: unknown) => own.includes(bare(String(id)));
  return (
    (eq === undefined || is(eq)) &&
    (neq === undefined || !is(neq)) &&
    (among === undefined || (among as unknown[]).some(is)) &&
    (notIn === undefined || !(notIn as unknown[]).some(is))
  );
}

const folded = (test: Filter): Filter =>
  Object.fromEntries(
    Object.entries(test).map(([name, operand]) => [
      name,
      Array.isArray(operand) ? operand.map((word) => fold(String(word))) : fold(String(operand)),
    ]),
  );

const lower = (value: unknown): string => String(value).toLowerCase();

type Comparison = (value: never, operand: never) => boolean;

const operators: Readonly<Record<string, Comparison>> = {
  eq: (value: unknown, operand: unknown) => value === operand,
  neq: (value: unknown, operand: unknown) => value !== operand,
  in: (value: unknown, operand: unknown[]) => operand.includes(value),
  notIn: (value: unknown, operand: unknown[]) => !operand.includes(value),
  isNull: (value: unknown, wanted: boolean) => (value === null) === wanted,
  lt: (value: number | null, operand: number) => value !== null && value < operand,
  lte: (value: number | null, operand: number) => value !== null && value <= operand,
  gt: (value: number | null, operand: number) => value !== null && value > operand,
  gte: (value: number | null, operand: number) => value !== null && value >= operand,
  contains: (value: unknown, words: string) => value !== null && lower(value).includes(lower(words)),
  startsWith: (value: unknown, words: string) => value !== null && lower(value).startsWith(lower(words)),
};

const passesOperators = (value: unknown, test: Filter): boolean =>
  Object.entries(test).every(([name, operand]) => operators[name]!(value as never, operand as never));

type Span = readonly [first: string, last: string];

/** Days compare as text, `-infinity` before all and `infinity` after all. */
const spans = ([first, last]: Span, day: string): boolean => first <= day && day <= last;

function passesDate(date: Span | null, { within, during, before, after, isNull }: Filter): boolean {
  if (isNull !== undefined && isNull !== (date === null)) return false;
  const certainly = within === 'CERTAINLY';
  const lies = (operand: unknown, test: (first: string, last: string, of: Span) => boolean) => {
    const [first, last] = periods[String(operand)]!;
    return date !== null && test(first, last, date);
  };
  return (
    (during === undefined ||
      lies(during, (first, last, [a, z]) => (certainly ? first <= a && z <= last : a <= last && first <= z))) &&
    (before === undefined || lies(before, (first, _last, [a, z]) => (certainly ? z : a) < first)) &&
    (after === undefined || lies(after, (_first, last, [a, z]) => (certainly ? a : z) > last))
  );
}
