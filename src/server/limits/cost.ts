import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';

import { pageSize } from '../../lib/page.js';
import { foldOperation, type Algebra, type FieldUse } from './fold.js';
import { larger, nothing, saturated, sum, tell, type Tally } from './tally.js';

/** Length that is assumed of a list without paging: such lists are short by the conventions of the API. */
const SHORT_LIST = 5;

/** Records of one selection: a connection's own, and those that there are once per row of its page. */
interface Records {
  readonly once: Tally;
  readonly perRow: Tally;
}

/** `amount` is the cost; `path` leads to the field that causes most of it. */
export interface Cost {
  readonly amount: number;
  readonly path: string;
}

/**
 * How many records the answer may hold at most, by the page sizes that the operation asks for. A field counts as often
 * as it is written, also when GraphQL merges it with another one. Reading the schema is free, it has bounds of its own.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const sizeOf = sizes(operation, variables);
  const { once } = foldOperation(schema, document, operation, {
    none,
    both,
    field: (use, inside) => field(use, inside, sizeOf),
  });
  return { amount: once.amount, path: tell(once.trail) };
}

const none: Records = { once: nothing, perRow: nothing };

const both: Algebra<Records>['both'] = (left, right) => ({
  once: sum(left.once, right.once),
  perRow: sum(left.perRow, right.perRow),
});

function field(use: FieldUse, inside: Records, sizeOf: (use: FieldUse) => number): Records {
  const { node, parentType, definition } = use;
  if (!definition || !isCompositeType(getNamedType(definition.type))) return none;
  if (node.name.value.startsWith('__')) return none;
  const at = (amount: number): Tally => ({
    amount: saturated(amount),
    trail: { key: node.alias?.value ?? node.name.value, rest: larger(inside.once, inside.perRow).trail },
  });
  if (isConnection(getNamedType(definition.type)))
    return { once: at(1 + inside.once.amount + sizeOf(use) * inside.perRow.amount), perRow: nothing };
  if (isConnection(parentType) && node.name.value === 'nodes')
    return { once: nothing, perRow: at(1 + inside.once.amount) };
  if (isConnection(parentType) && node.name.value === 'edges')
    return { once: nothing, perRow: at(Math.max(1, inside.once.amount)) };
  return { once: at(sizeOf(use) * (1 + inside.once.amount)), perRow: nothing };
}

const isConnection = (type: GraphQLNamedType | undefined): boolean => type?.name.endsWith('Connection') ?? false;

/** Length of the page or list that a field gives: its argument, else what is usual. Single records count once. */
function sizes(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
  const defaults = new Map(operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]));
  const valueOf = (node: ValueNode | undefined): unknown => {
    if (node?.kind === Kind.INT) return Number(node.value);
    if (node?.kind === Kind.LIST) return node.values;
    if (node?.kind !== Kind.VARIABLE) return undefined;
    const name = node.name.value;
    // A variable may be called `constructor`, which every object has by inheritance.
    return Object.hasOwn(variables, name) ? variables[name] : valueOf(constant(defaults.get(name)));
  };
  return ({ node, definition }: FieldUse): number => {
    const given = (name: string): unknown =>
      valueOf(node.arguments?.find((argument) => argument.name.value === name)?.value);
    const asked = [given('first'), given('last'), given('limit')].find((value) => typeof value === 'number');
    if (asked !== undefined) return Math.min(Math.max(asked, 0), pageSize.most);
    const ids = given('ids');
    if (Array.isArray(ids)) return ids.length;
    if (definition && isConnection(getNamedType(definition.type))) return pageSize.default;
    return definition && isListType(getNullableType(definition.type)) ? SHORT_LIST : 1;
  };
}

/** A default value never is a variable; this ends the recursion for the compiler as well. */
const constant = (node: ValueNode | undefined): ValueNode | undefined =>
  node?.kind === Kind.VARIABLE ? undefined : node;
