import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '../lib/errors.js';

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** An answer in GraphQL's form to a request that did not reach Apollo Server. */
export function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  refusal?: DomainError,
): FastifyReply {
  const wanted = request.headers.accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : 'application/json';
  const error = refusal
    ? { message: refusal.message, extensions: { code: refusal.code, ...refusal.details } }
    : { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: request.id } };
  request.trace.errors = [error.extensions.code];
  return reply
    .code(status)
    .type(`${wanted}; charset=utf-8`)
    .send(JSON.stringify({ errors: [error] }));
}
