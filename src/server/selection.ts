import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { NotCompilable, type Selected } from '../features/index.js';

/** What the selections of one operation are read with. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Node = FieldNode & { readonly selectionSet?: SelectionSetNode };

/** A field that is selected, with the places in the document where it is. */
export interface SelectedNodes extends Selected {
  readonly nodes: readonly FieldNode[];
  readonly of: (typename: string) => readonly SelectedNodes[];
}

/**
 * The fields that selection sets select of an object: fragments spread, `@skip` and `@include` obeyed, fields of one name
 * merged, arguments and defaults filled in, in the order of the answer.
 */
export function select(
  operation: Operation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): readonly SelectedNodes[] {
  const nodesByName = new Map<string, Node[]>();
  for (const set of sets) collect(operation, type, set.selections, nodesByName);
  return [...nodesByName].map(([as, nodes]) => selected(operation, type, as, nodes));
}

function collect(
  operation: Operation,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  found: Map<string, Node[]>,
) {
  for (const node of selections) {
    if (!isIncluded(operation, node)) continue;
    if (node.kind === Kind.FIELD) {
      const name = node.alias?.value ?? node.name.value;
      found.set(name, [...(found.get(name) ?? []), node]);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? operation.fragments.get(node.name.value) : node;
    if (fragment && applies(operation.schema, fragment.typeCondition?.name.value, type))
      collect(operation, type, fragment.selectionSet.selections, found);
  }
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}

function isIncluded({ variables }: Operation, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

const noArguments = {};

function selected(operation: Operation, type: GraphQLObjectType, as: string, found: readonly Node[]): SelectedNodes {
  // A fragment may be spread more than once.
  const nodes = [...new Set(found)];
  const node = nodes[0] as Node;
  const field = node.name.value;
  const definition = type.getFields()[field];
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  return {
    as,
    field,
    nodes,
    args: definition?.args.length ? getArgumentValues(definition, node, operation.variables) : noArguments,
    of: (typename) => select(operation, objectType(operation.schema, typename), sets),
  };
}

function objectType(schema: GraphQLSchema, typename: string): GraphQLObjectType {
  const type = schema.getType(typename);
  if (!isObjectType(type)) throw new NotCompilable(typename);
  return type;
}
