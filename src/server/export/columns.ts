import { getNamedType, getNullableType, isListType, isObjectType, type GraphQLObjectType } from 'graphql';
import type { Selected } from '../../features/index.js';

/** A column of a table: a value of the record, or of a record inside it. */
export interface Column {
  /** Names of the fields that lead to it, parted by dots. */
  readonly name: string;
  readonly path: readonly string[];
  /** TEXT is what a spreadsheet program might take for a formula; LIST stands as JSON. */
  readonly kind: 'TEXT' | 'NUMBER' | 'LIST';
}

/** Scalars that no spreadsheet program takes for a formula, whatever their value. */
const harmless = ['Int', 'Float', 'Boolean'];

/** Columns of a record in the order of its fields. Records inside it are spread out, lists are one column. */
export const columnsOf = (
  type: GraphQLObjectType,
  selected: readonly Selected[],
  before: readonly string[] = [],
): Column[] =>
  selected.flatMap(({ as, field, of }) => {
    const path = [...before, as];
    const wanted = getNullableType(type.getFields()[field]!.type);
    const name = path.join('.');
    const inner = getNamedType(wanted);
    if (isListType(wanted) || inner.name.endsWith('Connection')) return [{ name, path, kind: 'LIST' as const }];
    if (isObjectType(inner)) return columnsOf(inner, of(inner.name), path);
    return [{ name, path, kind: harmless.includes(inner.name) ? ('NUMBER' as const) : ('TEXT' as const) }];
  });
