import { GraphQLError, type ASTNode } from 'graphql';
import { DomainError } from '../../lib/errors.js';

/** What has a bound. The word stands in the error's extensions, so that a program can tell the bounds apart. */
export type Bound =
  'depth' | 'aliases' | 'rootFields' | 'cost' | 'tokens' | 'nesting' | 'introspectionDepth' | 'comparisons';

export interface Excess {
  readonly what: Bound;
  /** Absent where counting ended at the limit. */
  readonly actual?: number;
  readonly limit?: number;
  /** Response keys from the root to the place that weighs most, parted by dots. */
  readonly path?: string;
}

/** The refusal of a document that is larger than a bound. */
export const limitExceeded = (message: string, excess: Excess): DomainError =>
  new DomainError('QUERY_LIMIT_EXCEEDED', message, { ...excess });

/** The same as an error of a validation rule, placed at `node`. */
export function limitError(message: string, excess: Excess, node: ASTNode): GraphQLError {
  const originalError = limitExceeded(message, excess);
  return new GraphQLError(message, { nodes: [node], originalError });
}
