import { GraphQLError, type ASTVisitor, type StringValueNode, type ValidationContext, type ValueNode } from 'graphql';
import { badInput, DomainError } from '../lib/errors.js';
import { limitExceeded } from '../lib/bounds.js';
import { limitError } from './limits/exceeded.js';

/** Postgres has no character U+0000, and half of a surrogate pair is no character at all. */
const unstorable = /[\0\p{Surrogate}]/u;

const REASON = 'The text holds U+0000 or an unpaired surrogate; only characters that can be stored are accepted.';

/** Deepest nesting of lists and objects, far beyond what a filter may have and far before a stack is exhausted. */
const DEEPEST_VALUE = 100;

/** Validation rule: refuses values in the document that no record can hold or that are nested without end. */
export function usableValues(context: ValidationContext): ASTVisitor {
  let depth = 0;
  const nested = {
    enter(node: ValueNode) {
      depth += 1;
      if (depth !== DEEPEST_VALUE + 1) return;
      const message = `A value is nested more than ${DEEPEST_VALUE} levels deep.`;
      context.reportError(limitError(message, { what: 'nesting', limit: DEEPEST_VALUE }, node));
    },
    leave() {
      depth -= 1;
    },
  };
  return {
    ListValue: nested,
    ObjectValue: nested,
    StringValue(node: StringValueNode) {
      if (!unstorable.test(node.value)) return;
      const originalError = new DomainError('BAD_USER_INPUT', REASON);
      context.reportError(new GraphQLError(REASON, { nodes: [node], originalError }));
    },
  };
}

/** The same for variables, before anything is made of them: what is wrong, if anything is. */
export function faultOfVariables(variables: Readonly<Record<string, unknown>>): DomainError | undefined {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: variables, path: '', depth: 0 }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, path, depth } = item;
    if (typeof value === 'string' && unstorable.test(value)) return badInput(`$${path}`, REASON);
    if (typeof value !== 'object' || value === null) continue;
    // The variables themselves are one level.
    if (depth > DEEPEST_VALUE) return tooDeep(path);
    for (const [key, inner] of Object.entries(value)) {
      open.push({ value: inner, path: path ? `${path}.${key}` : key, depth: depth + 1 });
    }
  }
  return undefined;
}

function tooDeep(path: string): DomainError {
  const name = `$${path.split('.', 1)[0]}`;
  const message = `${name} is nested more than ${DEEPEST_VALUE} levels deep.`;
  return limitExceeded(message, { what: 'nesting', limit: DEEPEST_VALUE, path: name });
}
