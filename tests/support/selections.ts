import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql';
import { connections, schema } from './connections.js';
import { recordTables } from './records.js';

/** Types of records that have a global id. */
export const nodeTypes: readonly GraphQLObjectType[] = schema.getImplementations(
  schema.getType('Node') as never,
).objects;

export const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
};

/** The lists that hang on the root. */
export const rootLists = connections.filter(({ parent }) => parent === 'Query');

/** `claim_…` for the rows of the table behind a type. */
export const prefixOf = (typename: string): string =>
  ({ ArticleVersion: 'version', ActorName: 'name', ActorRelation: 'relation', IdentityJudgement: 'judgement' })[
    typename
  ] ?? typename.toLowerCase();

/** SQL for the global ids of all rows of a type. */
export const globalIdsOf = (typename: string): string =>
  `select '${prefixOf(typename)}_' || replace(id::text, '-', '') as id from ${recordTables[typename]!.table} order by id`;

export const inputType = (name: string): GraphQLInputObjectType => {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
  return type;
};

/** What a field of a record's filter leads to: the filter of another record, of one row or of a list; null for values. */
export function filterTarget(
  filter: string,
  field: string,
): { readonly filter: string; readonly list: boolean } | null {
  const type = getNamedType(inputType(filter).getFields()[field]!.type);
  if (!isInputObjectType(type)) return null;
  const { some, and } = type.getFields();
  if (some) return { filter: getNamedType(some.type).name, list: true };
  return and ? { filter: type.name, list: false } : null;
}

/** Fields of a record's filter but `and`, `or`, `not`. */
export const filterFields = (filter: string): readonly string[] =>
  Object.keys(inputType(filter).getFields()).filter((field) => !['and', 'or', 'not'].includes(field));
