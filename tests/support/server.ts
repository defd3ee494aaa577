import type { Viewer } from '../../src/features/index.js';
import type { Config } from '../../src/config.js';
import { LineStream } from '../../src/db/index.js';
import {
  anonymousViewer,
  createContext,
  loadSchema,
  operatorViewer,
  startServer,
  type Server,
} from '../../src/server/index.js';
import { onCleanup } from './cleanup.js';
import { freshDatabase, silentLog, type Template, type TestDatabase } from './database.js';
import { ask, type Answer } from './http.js';
import { usualExports, usualLimits } from './tinyServer.js';

export interface TestServer extends Server {
  readonly database: TestDatabase;
  readonly viewer: Viewer;
  /** Address of the GraphQL endpoint. */
  readonly graphql: string;
  /** Sends a document over HTTP. */
  run(document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Statements that the last answered request ran. */
  readonly statements: number;
}

export interface TestServerOptions {
  /** Content of the database; without it the tables are empty. */
  readonly template?: Template;
  /** A database that is there, for a second server over it. */
  readonly database?: TestDatabase;
  readonly viewer?: 'anonymous' | 'operator';
  readonly anonymous?: Config['anonymous'];
  readonly limits?: Partial<Config['limits']>;
  readonly exports?: Partial<Config['exports']>;
  readonly corsOrigins?: readonly string[];
}

export const usualRights: Config['anonymous'] = {
  reviewStates: ['IN_REVIEW', 'ACCEPTED', 'DISPUTED', 'RETRACTED', 'SUPERSEDED'],
  texts: 'QUOTES',
};

/** The real server on a free port over a database of its own. It stops after the last test of the file. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = options.database ?? (await freshDatabase(options.template));
  const anonymous = anonymousViewer({ anonymous: options.anonymous ?? usualRights });
  const viewer = options.viewer === 'operator' ? operatorViewer : anonymous;
  const exports = { ...usualExports, ...options.exports };
  let last: ReturnType<typeof createContext> | undefined;
  const server = await startServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      corsOrigins: options.corsOrigins ?? [],
      limits: { ...usualLimits, ...options.limits },
      exports,
      shutdownGraceMs: 1_000,
    },
    schema: loadSchema(),
    viewer,
    createContext: (requestId) => (last = createContext(database.pool, viewer, requestId)),
    openLines: (statement) => new LineStream(database.url, statement, exports),
    ping: () => database.pool.query('select 1'),
    log: silentLog,
  });
  onCleanup(() => server.stop());
  const graphql = `${server.url}/graphql`;
  return {
    ...server,
    database,
    viewer,
    graphql,
    run: (document, variables) => ask(graphql, document, variables),
    get statements() {
      return last?.reader.statements ?? 0;
    },
  };
}
