import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field as it stands in a document. Both are absent where the document does not fit the schema. */
export interface FieldUse {
  readonly node: FieldNode;
  readonly parentType: GraphQLNamedType | undefined;
  readonly definition: GraphQLField<unknown, unknown> | undefined;
}

/** How a quantity of a selection follows from its parts. */
export interface Algebra<Value> {
  /** Of a selection without fields. */
  readonly none: Value;
  /** Of two selections beside each other. */
  both(left: Value, right: Value): Value;
  /** Of one field, given what stands inside its braces. */
  field(use: FieldUse, inside: Value): Value;
}

/**
 * Computes a quantity of an operation as if every fragment were written out, in time linear in the document's length:
 * a fragment is computed once, however often it is spread, so that no document can make the counting expensive.
 *
 * A fragment that spreads itself counts as nothing at that place, an unknown one as well; the standard rules refuse
 * such documents.
 */
export function foldOperation<Value>(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  algebra: Algebra<Value>,
): Value {
  const fragments = fragmentsByName(document);
  const known = new Map<string, Value>();

  const ofSet = (set: SelectionSetNode, type: GraphQLNamedType | undefined): Value => {
    let total = algebra.none;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) total = algebra.both(total, ofField(selection, type));
      else if (selection.kind === Kind.FRAGMENT_SPREAD) total = algebra.both(total, ofFragment(selection.name.value));
      else {
        const condition = selection.typeCondition?.name.value;
        total = algebra.both(total, ofSet(selection.selectionSet, condition ? schema.getType(condition) : type));
      }
    }
    return total;
  };

  const ofField = (node: FieldNode, parentType: GraphQLNamedType | undefined): Value => {
    const definition = fieldOf(parentType, node.name.value);
    const type = definition && getNamedType(definition.type);
    return algebra.field(
      { node, parentType, definition },
      node.selectionSet ? ofSet(node.selectionSet, isCompositeType(type) ? type : undefined) : algebra.none,
    );
  };

  const ofFragment = (name: string): Value => {
    const value = known.get(name);
    const fragment = fragments.get(name);
    if (value !== undefined || fragment === undefined) return value ?? algebra.none;
    known.set(name, algebra.none);
    const computed = ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    known.set(name, computed);
    return computed;
  };

  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

const fragmentsByName = (document: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );

const fieldOf = (type: GraphQLNamedType | undefined, name: string): FieldUse['definition'] =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
