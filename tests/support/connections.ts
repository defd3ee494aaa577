import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isObjectType, type GraphQLField } from 'graphql';
import { packageRoot } from '../../src/config.js';

export const schema = buildSchema(readFileSync(join(packageRoot, 'schema.graphql'), 'utf8'));

/** A list of the schema that is read in pages. */
export interface ConnectionField {
  /** `Query.claims`, `Actor.claims`. */
  readonly name: string;
  readonly parent: string;
  readonly field: string;
  /** Type of its rows. */
  readonly record: string;
  /** Names of the types of its `filter` and of a term of its `orderBy`. */
  readonly filter: string;
  readonly order: string;
  /** What it can be ordered by. */
  readonly orderFields: readonly string[];
}

/** All of the schema but searches, whose order follows from what is looked for: a new one is there without being listed. */
export const connections: readonly ConnectionField[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((parent) =>
    Object.values(parent.getFields())
      .filter(({ type, name }) => getNamedType(type).name.endsWith('Connection') && name !== 'search')
      .map((field) => connectionField(parent.name, field)),
  );

function connectionField(parent: string, field: GraphQLField<unknown, unknown>): ConnectionField {
  const argument = (name: string) => getNamedType(field.args.find((arg) => arg.name === name)!.type);
  const term = argument('orderBy');
  const fields = isInputObjectType(term) ? getNamedType(term.getFields()['field']!.type) : undefined;
  if (!isEnumType(fields)) throw new Error(`${parent}.${field.name} has no orderBy over an enumeration`);
  return {
    name: `${parent}.${field.name}`,
    parent,
    field: field.name,
    record: getNamedType(field.type).name.replace(/Connection$/, ''),
    filter: argument('filter').name,
    order: term.name,
    orderFields: fields.getValues().map(({ name }) => name),
  };
}
