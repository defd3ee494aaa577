import type { ASTVisitor, FieldNode, OperationDefinitionNode, ValidationContext, ValidationRule } from 'graphql';
import { limitError } from './exceeded.js';
import { foldOperation, type Algebra } from './fold.js';
import { larger, nothing, sum, tell, type Tally } from './tally.js';

/**
 * The depth that reading the schema may have whatever the bound for data is: the introspection document of GraphiQL
 * needs it. How often it may walk from types to fields and back is bounded by a standard rule of `graphql`.
 */
const INTROSPECTION_DEPTH = 15;

/** Bounds that a document keeps or breaks whatever its variables are; the outcome is kept with the parsed document. */
export const limitRules = (limits: { depth: number; aliases: number; rootFields: number }): ValidationRule[] => [
  rule(
    'depth',
    limits.depth,
    depth,
    (actual, most) => `The query is ${actual} fields deep; at most ${most} are allowed.`,
  ),
  rule(
    'aliases',
    limits.aliases,
    aliases,
    (actual, most) => `The query has ${actual} aliases; at most ${most} are allowed.`,
  ),
  rule(
    'rootFields',
    limits.rootFields,
    rootFields,
    (actual, most) => `The query asks for ${actual} root fields; at most ${most} are allowed.`,
  ),
];

function rule(
  what: 'depth' | 'aliases' | 'rootFields',
  limit: number,
  algebra: Algebra<Tally>,
  message: (actual: number, limit: number) => string,
): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation: OperationDefinitionNode) {
      const { amount, trail } = foldOperation(context.getSchema(), context.getDocument(), operation, algebra);
      if (amount <= limit) return;
      const excess = { what, actual: amount, limit, path: tell(trail) };
      context.reportError(limitError(message(amount, limit), excess, operation));
    },
  });
}

const keyOf = (node: FieldNode): string => node.alias?.value ?? node.name.value;

const depth: Algebra<Tally> = {
  none: nothing,
  both: larger,
  field({ node }, inside) {
    const amount = inside.amount + 1;
    const ofSchema = node.name.value === '__schema' || node.name.value === '__type';
    return {
      amount: ofSchema && amount <= INTROSPECTION_DEPTH ? 1 : amount,
      trail: { key: keyOf(node), rest: inside.trail },
    };
  },
};

const aliases: Algebra<Tally> = {
  none: nothing,
  both: sum,
  field: ({ node }, inside) => ({
    amount: inside.amount + (node.alias ? 1 : 0),
    trail: { key: keyOf(node), rest: inside.trail },
  }),
};

const rootFields: Algebra<Tally> = {
  none: nothing,
  both: sum,
  field: ({ node }) => ({ amount: 1, trail: { key: keyOf(node), rest: undefined } }),
};
