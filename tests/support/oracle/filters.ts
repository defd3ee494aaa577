import fc, { type Arbitrary } from 'fast-check';
import { getNamedType, isEnumType, isListType, getNullableType, type GraphQLInputField } from 'graphql';
import { inputType, periods, typeOfField, type Filter } from './evaluate.js';
import { modelOf, type Model } from './model.js';
import type { Row, World } from './world.js';

/** What filters are made from: the SDL says which there are, the rows give values that are worth asking for. */
export interface Source {
  readonly model: Model;
  readonly rows: (filter: string) => readonly Row[];
  /** Values that a field of a filter has in some rows. */
  readonly valuesOf: (filter: string, field: string) => readonly unknown[];
}

export function sourceOf(world: World): Source {
  const model = modelOf(world);
  const rows = (filter: string) => rowsOf(world, filter);
  const known = new Map<string, readonly unknown[]>();
  const read = (filter: string, field: string) => {
    const values = rows(filter).flatMap((row) => [model[filter]![field]!(row)].flat());
    return [...new Set(values.filter((value) => value !== null && value !== undefined))];
  };
  const valuesOf = (filter: string, field: string) => {
    const name = `${filter}.${field}`;
    const values = known.get(name) ?? read(filter, field);
    known.set(name, values);
    return values;
  };
  return { model, rows, valuesOf };
}

const tables: Readonly<Record<string, string>> = {
  CollectionFilter: 'collection',
  ArticleFilter: 'article',
  ArticleVersionFilter: 'article_version',
  VersionRangeFilter: 'version_range',
  ActorFilter: 'actor',
  ActorNameFilter: 'actor_name',
  ActorRelationFilter: 'actor_relation',
  IdentityJudgementFilter: 'identity_judgement',
  MentionFilter: 'mention',
  EventFilter: 'event',
  EventParticipantFilter: 'event_participant',
  ClaimFilter: 'claim',
  AttributionLinkFilter: 'attribution_link',
  QuantityFilter: 'quantity',
  CitationFilter: 'citation',
  ClaimRelationFilter: 'claim_relation',
  AssessmentFilter: 'assessment',
  CorroborationFilter: 'claim_corroboration',
  ContradictionCandidateFilter: 'contradiction_candidate',
};

/** Rows of a filter's kind that everybody may see; of actors those that answer for a group. */
function rowsOf(world: World, filter: string): readonly Row[] {
  const all = world.rows(tables[filter] ?? `no table for ${filter}`);
  if (filter === 'ActorFilter') return all.filter((row) => world.actor(row['id'])[0] === row);
  if (filter === 'ClaimFilter') return world.visible(all);
  if (filter !== 'CitationFilter') return all;
  return all.filter((row) => world.visible(world.where('claim', 'id', row['claim_id'])).length > 0);
}

export const fieldsOf = (filter: string): string[] => Object.keys(inputType(filter).getFields());

/** Any filter of this type, with filters inside each other up to `depth`. */
export function filters(source: Source, type: string, depth: number): Arbitrary<Filter> {
  const usable = fieldsOf(type).filter((field) => depth > 0 || !isNested(type, field));
  return fc
    .uniqueArray(fc.constantFrom(...usable), { maxLength: 2 })
    .chain((fields) =>
      fc.record(Object.fromEntries(fields.map((field) => [field, tests(source, type, field, depth)]))),
    );
}

/** Whether a field holds filters. */
export function isNested(type: string, field: string): boolean {
  const name = typeOfField(type, field);
  return name in tables || isQuantified(name);
}

const isQuantified = (type: string): boolean => type.endsWith('ListFilter');

/** Any test of one field. */
export function tests(source: Source, type: string, field: string, depth: number): Arbitrary<unknown> {
  if (field === 'and' || field === 'or') return fc.array(filters(source, type, depth - 1), { maxLength: 2 });
  const name = typeOfField(type, field);
  if (name in source.model) return filters(source, name, depth - 1);
  if (!isQuantified(name)) return leaf(source, type, field, name);
  const item = filters(source, name.replace(/ListFilter$/, 'Filter'), depth - 1);
  return operatorsOf(name, () => item);
}

function leaf({ valuesOf }: Source, type: string, field: string, name: string): Arbitrary<unknown> {
  if (name === 'Boolean') return fc.boolean();
  if (name === 'String') return fc.constantFrom('stop', 'go', 'two', '7', '100', 'nothing');
  if (name === 'Date') return fc.constantFrom('2014-12-10', '2014-12-11', '2012-01-01', '2030-01-01');
  const values = valuesOf(type, field);
  return operatorsOf(name, (operator, operand) => operands(operator, operand, name, values, type));
}

/** One or two operators of an operator object. */
const operatorsOf = (
  type: string,
  value: (name: string, field: GraphQLInputField) => Arbitrary<unknown>,
): Arbitrary<Filter> =>
  fc
    .uniqueArray(fc.constantFrom(...Object.entries(inputType(type).getFields())), {
      minLength: 1,
      maxLength: 2,
      selector: ([name]) => name,
    })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map(([name, field]) => [name, value(name, field)]))));

function operands(
  operator: string,
  field: GraphQLInputField,
  filter: string,
  values: readonly unknown[],
  type: string,
): Arbitrary<unknown> {
  const operand = getNamedType(field.type);
  if (operand.name === 'Boolean') return fc.boolean();
  if (operand.name === 'EDTF') return fc.constantFrom(...Object.keys(periods));
  const one = isEnumType(operand)
    ? fc.constantFrom(...operand.getValues().map((value) => value.name))
    : fc.oneof(fc.constantFrom(...values), elsewhere(filter, values)).map((value) => asOperand(value, filter, type));
  if (isListType(getNullableType(field.type))) return fc.array(one, { maxLength: 3 });
  return operator === 'contains' || operator === 'startsWith' ? part(one, operator) : one;
}

/** Values that no row may have. */
const elsewhere = (filter: string, values: readonly unknown[]): Arbitrary<unknown> =>
  filter === 'IntFilter'
    ? fc.integer({ min: -2, max: 80 })
    : filter === 'FloatFilter'
      ? fc.constantFrom(-3.5, 0.1, 0.30000000000000004, 1e15, 1e300, 39999.999)
      : filter === 'IdFilter'
        ? fc.constantFrom(...values)
        : fc.constantFrom('', ' ', '%', '_', '\\', "'", 'É', 'zoe', 'JANÉ-DOË', 'ⓐ', 'nobody');

const prefixes: Readonly<Record<string, string>> = {
  ArticleVersionFilter: 'version',
  ActorNameFilter: 'name',
  ActorRelationFilter: 'relation',
  ClaimRelationFilter: 'claimrelation',
};

function asOperand(value: unknown, filter: string, type: string): unknown {
  if (filter !== 'IdFilter') return value;
  const prefix = prefixes[type] ?? type.replace(/Filter$/, '').toLowerCase();
  return `${prefix}_${String(value).replaceAll('-', '')}`;
}

/** Some characters of a text, in other letters. */
const part = (text: Arbitrary<unknown>, operator: string): Arbitrary<string> =>
  fc.tuple(text, fc.nat(12), fc.integer({ min: 1, max: 8 }), fc.boolean()).map(([whole, start, length, upper]) => {
    const from = operator === 'startsWith' ? 0 : start;
    const some = [...String(whole)].slice(from, from + length).join('');
    return upper ? some.toUpperCase() : some;
  });
