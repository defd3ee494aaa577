import type { ApolloServer } from '@apollo/server';
import { fastify, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { newId } from '../lib/clock.js';
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import type { Sql } from '../lib/sql.js';
import type { LineStream } from '../db/index.js';
import type { Viewer } from '../features/index.js';
import { createApollo } from './apollo.js';
import type { RequestContext } from './context.js';
import { exportRoute } from './export/route.js';
import { graphiqlRoutes } from './graphiql/routes.js';
import { graphqlRoute } from './graphqlRoute.js';
import { healthRoutes } from './health.js';
import { logRequests, requestIdOf } from './requestLog.js';

export interface ServerOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'corsOrigins' | 'limits' | 'exports' | 'shutdownGraceMs'>;
  readonly schema: GraphQLSchema;
  /** Whose rights exports are read with. */
  readonly viewer: Viewer;
  readonly createContext: (requestId: string) => RequestContext;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<unknown>;
  /** Opens the lines of an export. */
  readonly openLines: (statement: Sql) => LineStream;
  readonly log: Log;
}

export interface Server {
  /** Address of the server, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Stops listening, answers the requests in flight and returns. Requests that are not answered within
   * `shutdownGraceMs` lose their connection. Calling it again waits for the first call.
   */
  stop(): Promise<void>;
}

/** A client that sends its request slower than this is dropped. */
const SLOWEST_REQUEST_MS = 30_000;

/** Starts listening. Rejects when the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { config, schema, viewer, createContext, ping, openLines, log } = options;
  const apollo = createApollo({ schema, limits: config.limits, log });
  await apollo.start();
  let stopping: Promise<void> | undefined;

  const app = fastify({
    bodyLimit: config.limits.bodyBytes,
    requestTimeout: SLOWEST_REQUEST_MS,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id'], newId),
  });
  logRequests(app, log);
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done(null, payload);
  });
  await app.register(healthRoutes, { ping, isStopping: () => stopping !== undefined });
  await app.register(graphiqlRoutes);
  const { corsOrigins, limits, exports } = config;
  await app.register(exportRoute, { schema, viewer, open: openLines, limits: exports, corsOrigins, log });
  await app.register(graphqlRoute, { apollo, createContext, corsOrigins, bodyBytes: limits.bodyBytes, log });
  const url = await app.listen({ host: config.host, port: config.port });

  return { url, stop: () => (stopping ??= drain(app, apollo, config.shutdownGraceMs)) };
}

async function drain(app: FastifyInstance, apollo: ApolloServer<RequestContext>, graceMs: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close().finally(() => clearTimeout(timer));
  await apollo.stop();
}
