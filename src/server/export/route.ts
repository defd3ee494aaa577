import { Readable, pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { newId } from '../../lib/clock.js';
import { DomainError, type ErrorCode } from '../../lib/errors.js';
import type { Sql } from '../../lib/sql.js';
import type { Config } from '../../config.js';
import type { Line, LineStream } from '../../db/index.js';
import type { Viewer } from '../../features/index.js';
import type { Log } from '../../log.js';
import { answer, answerError } from '../answer.js';
import { createErrorTranslator } from '../formatError.js';
import type { Outcome } from './formats.js';
import { isExport, planExport, type ExportPlan } from './plan.js';
import { render } from './render.js';

export interface ExportRouteOptions {
  readonly schema: GraphQLSchema;
  /** Whose rights they are read with. */
  readonly viewer: Viewer;
  /** Opens the lines of a statement, on a connection of their own. */
  readonly open: (statement: Sql) => LineStream;
  readonly limits: Config['exports'];
  /** Pages of these origins may read exports. */
  readonly corsOrigins: readonly string[];
  readonly log: Log;
}

/** A client that was refused because others are being served may come back after this. */
const RETRY_AFTER_S = 10;

const statuses: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  TIMEOUT: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** `GET /export/claims.ndjson`: whole lists, streamed. What is wrong with a request is answered before anything of it. */
export async function exportRoute(app: FastifyInstance, options: ExportRouteOptions): Promise<void> {
  const { schema, viewer, open, limits, corsOrigins, log } = options;
  const translator = createErrorTranslator(log, newId);
  const tell = (error: unknown, requestId: string): GraphQLFormattedError => {
    const told = new GraphQLError((error as Error).message, { originalError: error as Error });
    translator.claim([told], requestId);
    return translator.formatError(told.toJSON(), told);
  };
  let running = 0;

  app.setErrorHandler<FastifyError>((error, request, reply) =>
    refuse(request, reply, tell(malformed(error), request.id)),
  );
  app.addHook('onRequest', async ({ headers: { origin } }, reply) => {
    if (corsOrigins.length > 0) reply.header('vary', 'Origin, Accept-Encoding');
    else reply.header('vary', 'Accept-Encoding');
    if (origin !== undefined && corsOrigins.includes(origin)) reply.header('access-control-allow-origin', origin);
  });
  app.get<{ Params: { file: string }; Querystring: Record<string, unknown> }>(
    '/export/:file',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { file } = request.params;
      Object.assign(request.trace, { kind: 'export', ...(isExport(file) && { operation: file }) });
      const plan = planExport(schema, viewer, file, request.query);
      if (running >= limits.most) throw tooMany(limits.most);
      running += 1;
      const lines = open(plan.statement).once('close', () => (running -= 1));
      abandonWith(reply, lines, limits.idleMs);
      const batches = await begun(lines);
      const outcome: Outcome = { rows: 0, complete: false, next: plan.after };
      // When the client is gone nobody is told.
      const tellClient = (error: unknown) => (reply.raw.destroyed ? {} : tell(error, request.id));
      return send(request, reply, plan, outcome, render(batches, plan, { outcome, tell: tellClient }));
    },
  );
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    url: '/export/:file',
    handler: async (request, reply) =>
      answer(request, reply.header('allow', 'GET'), 405, new DomainError('BAD_USER_INPUT', 'Only GET is supported.')),
  });
}

/** The batches of a stream whose first one has been read: until then nothing is answered, so that a fault can be. */
async function begun(lines: LineStream): Promise<AsyncIterable<readonly Line[]>> {
  const batches = lines[Symbol.asyncIterator]() as AsyncIterableIterator<readonly Line[]>;
  const first = await batches.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* batches;
  })();
}

/** Ends the reading when the client goes away, or takes nothing of what is ready for it for `idleMs`. */
function abandonWith({ raw }: FastifyReply, lines: LineStream, idleMs: number): void {
  raw.once('close', () => lines.destroy());
  raw.setTimeout(idleMs, () => {
    if (raw.writableNeedDrain) raw.destroy();
  });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, format }: ExportPlan,
  outcome: Outcome,
  texts: AsyncGenerator<string>,
): FastifyReply {
  reply
    .header('content-type', format.type)
    .header('content-disposition', `attachment; filename="${file}"`)
    .header('cache-control', 'no-store');
  let body: Readable = Readable.from(texts);
  if (takesGzip(request.headers['accept-encoding'])) {
    reply.header('content-encoding', 'gzip');
    // Errors of the text reach the answer through the stream that is sent.
    body = pipeline(body, createGzip({ level: GZIP_LEVEL }), () => undefined);
  }
  // Before HTTP/1.1 there is no place for them.
  if (request.raw.httpVersionMinor > 0) addTrailers(reply, body, outcome);
  return reply.send(body);
}

/** Beside the last line, for formats that have none. Fastify's own trailers are announced without commas. */
function addTrailers(reply: FastifyReply, body: Readable, outcome: Outcome): void {
  const trailers = () => ({
    'x-export-complete': String(outcome.complete),
    'x-export-rows': String(outcome.rows),
    'x-export-next': outcome.next ?? '',
  });
  reply.header('trailer', Object.keys(trailers()).join(', '));
  body.once('end', () => reply.raw.addTrailers(trailers()));
}

/** Fast rather than small: what is repeated from record to record is found all the same. */
const GZIP_LEVEL = 2;

/** Whether `accept-encoding` names gzip, or everything, and not with a weight of 0. */
function takesGzip(header: string | string[] | undefined): boolean {
  const weights = new Map(
    String(header ?? '')
      .toLowerCase()
      .split(',')
      .map((part): [string, number] => {
        const [coding = '', ...parameters] = part.split(';').map((text) => text.trim());
        const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
        return [coding, weight === undefined ? 1 : Number(weight)];
      }),
  );
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0;
}

/** A fault that Fastify found in the request keeps its words. */
const malformed = (error: FastifyError): Error =>
  error.statusCode !== undefined && error.statusCode < 500 ? new DomainError('BAD_USER_INPUT', error.message) : error;

function refuse(request: FastifyRequest, reply: FastifyReply, told: GraphQLFormattedError): FastifyReply {
  const code = told.extensions?.['code'] as ErrorCode;
  if (code === 'RATE_LIMITED') reply.header('retry-after', RETRY_AFTER_S);
  return answerError(request, reply, statuses[code] ?? 400, told);
}

const tooMany = (most: number): DomainError =>
  new DomainError(
    'RATE_LIMITED',
    `${most} exports are under way already, which is all the server allows; ask again later.`,
    {
      limit: most,
    },
  );
