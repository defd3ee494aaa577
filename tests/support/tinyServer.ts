import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Viewer } from '../../src/features/index.js';
import { createLog, type Log } from '../../src/log.js';
import type { RequestContext } from '../../src/server/context.js';
import { startServer, type Server } from '../../src/server/server.js';

/** A schema with the shapes that the bounds know: connections, lists, single records, recursion, inputs, failures. */
const typeDefs = /* GraphQL */ `
  input ClaimFilter {
    and: [ClaimFilter!]
    statement: String
  }
  type PageInfo {
    hasNextPage: Boolean!
  }
  type ClaimEdge {
    node: Claim!
    cursor: String!
  }
  type ClaimConnection {
    nodes: [Claim!]!
    edges: [ClaimEdge!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type Claim {
    id: ID!
    statement: String
    article: Article
    chain: [Link!]!
  }
  type Link {
    position: Int!
    claim: Claim
  }
  type Article {
    id: ID!
    claims(first: Int, last: Int): ClaimConnection!
  }
  type Query {
    claims(first: Int, last: Int, filter: ClaimFilter): ClaimConnection!
    claim(id: ID!): Claim
    nodes(ids: [ID!]!): [Claim]!
    echo(text: String): String
    fail(how: String!): String
    wait: String
  }
  type Mutation {
    touch: Boolean!
  }
`;

export interface TinyServerOptions {
  readonly limits?: Partial<RequestLimits>;
  readonly shutdownGraceMs?: number;
  readonly corsOrigins?: readonly string[];
  /** Thrown by the field `fail`. */
  readonly failure?: (how: string) => unknown;
  /** Awaited by the field `wait`. */
  readonly wait?: () => Promise<string>;
  readonly ping?: () => Promise<unknown>;
}

interface RequestLimits {
  depth: number;
  aliases: number;
  tokens: number;
  rootFields: number;
  bodyBytes: number;
  cost: number;
}

export interface TinyServer extends Server {
  readonly graphql: string;
  /** Lines of the log so far. */
  readonly log: Record<string, unknown>[];
}

export const usualLimits = { depth: 15, aliases: 30, tokens: 5000, rootFields: 20, bodyBytes: 262_144, cost: 100_000 };

export const usualExports = { most: 4, idleMs: 60_000, longestMs: 600_000 };

const viewer: Viewer = { id: 'anonymous', reviewStates: [], texts: 'NONE' };

/** The real HTTP server over a schema that needs no database. */
export async function startTinyServer(options: TinyServerOptions = {}): Promise<TinyServer> {
  const lines: Record<string, unknown>[] = [];
  const log: Log = createLog('debug', {
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const server = await startServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      corsOrigins: options.corsOrigins ?? [],
      limits: { ...usualLimits, ...options.limits },
      exports: usualExports,
      shutdownGraceMs: options.shutdownGraceMs ?? 5_000,
    },
    schema: schemaWith(options),
    viewer,
    createContext: (requestId) =>
      ({
        requestId,
        viewer,
        reader: { statements: 0 },
        trace: { requestId },
        whole: {},
      }) as unknown as RequestContext,
    openLines: () => {
      throw new Error('there is no database');
    },
    ping: options.ping ?? (async () => undefined),
    log,
  });
  return { ...server, graphql: `${server.url}/graphql`, log: lines };
}

const connection = { nodes: [], edges: [], pageInfo: { hasNextPage: false }, totalCount: 0 };

const schemaWith = ({ failure, wait }: TinyServerOptions) =>
  makeExecutableSchema({
    typeDefs,
    resolvers: {
      Query: {
        claims: () => connection,
        nodes: () => [],
        echo: (_root, { text }: { text?: string }) => text,
        fail: (_root, { how }: { how: string }) => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- libraries throw other things as well
          throw failure?.(how) ?? new Error(how);
        },
        wait: () => wait?.() ?? 'waited',
      },
      Mutation: { touch: () => true },
    },
  });
