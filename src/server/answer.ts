import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { DomainError } from '../lib/errors.js';

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** An answer in GraphQL's form to a request that did not reach Apollo Server. */
export function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  refusal?: DomainError,
): FastifyReply {
  const error = refusal
    ? { message: refusal.message, extensions: { code: refusal.code, ...refusal.details } }
    : { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: request.id } };
  return answerError(request, reply, status, error);
}

/** The same with an error as a client is told of it. */
export function answerError(
  { headers, trace }: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: GraphQLFormattedError,
): FastifyReply {
  const wanted = headers.accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : 'application/json';
  trace.errors = [String(error.extensions?.['code'])];
  return reply
    .code(status)
    .type(`${wanted}; charset=utf-8`)
    .send(JSON.stringify({ errors: [error] }));
}
