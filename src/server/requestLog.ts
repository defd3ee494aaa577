import type { FastifyInstance } from 'fastify';
import type { Log } from '../log.js';
import type { Trace } from './trace.js';

declare module 'fastify' {
  interface FastifyRequest {
    trace: Trace;
  }
}

/** Ids that a proxy gave are kept when they are short and harmless in a log. */
const givenId = /^[\w.-]{1,64}$/;

export const requestIdOf = (given: string | string[] | undefined, newId: () => string): string =>
  typeof given === 'string' && givenId.test(given) ? given : newId();

/** One line per answered request and an `x-request-id` on every answer. Health checks are told at level debug only. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.decorateRequest('trace');
  app.addHook('onRequest', (request, reply, done) => {
    request.trace = { requestId: request.id };
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', ({ method, routeOptions, trace }, reply, done) => {
    const level = routeOptions.url?.startsWith('/health/') ? 'debug' : 'info';
    if (!log.isLevelEnabled(level)) return done();
    const line = {
      ...trace,
      hasDocument: undefined,
      method,
      route: routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    log[level](line, 'request');
    done();
  });
  app.addHook('onRequestAbort', async ({ method, routeOptions, trace }) => {
    log.info({ ...trace, method, route: routeOptions.url }, 'the client went away before the answer');
  });
}
