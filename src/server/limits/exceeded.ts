import { GraphQLError, type ASTNode } from 'graphql';
import { limitExceeded, type Excess } from '../../lib/bounds.js';

/** The refusal of a document that is larger than a bound, as an error of a validation rule, placed at `node`. */
export function limitError(message: string, excess: Excess, node: ASTNode): GraphQLError {
  const originalError = limitExceeded(message, excess);
  return new GraphQLError(message, { nodes: [node], originalError });
}
