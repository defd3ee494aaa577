import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Remembered } from '../lib/remembered.js';
import { viewerKey, type Query } from '../features/index.js';
import { dataOf, MOST_CHARACTERS, sizeOf, textOf } from './compiled.js';
import type { RequestContext } from './context.js';
import type { Trace } from './trace.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it was sent. */
    sent?: string;
    /** Names all that the answer depends on; only where Apollo Server gives it. */
    asked?: string | undefined;
    /** What the answer is worked out with, once there is something to answer. */
    work?: RequestContext;
  }
}

/** What Apollo Server says with an answer, whatever the answer is. */
const HEADERS = ['content-type', 'cache-control'] as const;

/** What is known of an answer before it is read. */
interface Known {
  readonly statement: Query;
  readonly trace: Pick<
    { [Name in keyof Trace]: Trace[Name] | undefined },
    'kind' | 'operation' | 'cost' | 'hasDocument'
  >;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Answers what was posted before, in the same words and for the same viewer, without Apollo Server: parsing, validating
 * and bounding it again would give the same, and so would the statement that was made of it, which is run. What that
 * fails at is left to Apollo Server, like a request that is new.
 */
export class AskedAgain {
  private readonly requests = new Remembered<Known>(MOST_CHARACTERS);

  /** The text of an answer, and its headers. */
  async answer(request: FastifyRequest, reply: FastifyReply, work: RequestContext): Promise<string | undefined> {
    const key = keyOf(request, work);
    const known = key && this.requests.get(key);
    const data = known && (await dataOf(known.statement, work).catch(() => undefined));
    if (!known || data === undefined) {
      request.asked = key;
      return undefined;
    }
    Object.assign(work.trace, known.trace, { statements: work.reader.statements });
    for (const [name, value] of known.headers) void reply.header(name, value);
    return textOf(data);
  }

  /** Keeps how a request was answered, if it was by one statement. */
  remember(request: FastifyRequest, reply: FastifyReply): void {
    const { work, asked } = request;
    const by = work?.whole.by;
    if (!asked || !by || work.trace.errors) return;
    const { kind, operation, cost, hasDocument } = work.trace;
    const headers = HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)] as const];
    });
    const trace = { kind, operation, cost, hasDocument };
    this.requests.set(
      asked,
      { statement: by.statement, trace, headers },
      sizeOf(by.statement, request.sent?.length ?? 0),
    );
  }
}

/** Names all that an answer by Apollo Server depends on; none where there is no body. */
const keyOf = ({ sent, headers: { accept } }: FastifyRequest, { viewer }: RequestContext): string | undefined =>
  sent && hash('sha256', `${JSON.stringify([viewerKey(viewer), accept ?? null])} ${sent}`, 'base64url');
