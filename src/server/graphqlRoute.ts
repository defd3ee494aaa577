import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastifyCors, type FastifyCorsOptions } from '@fastify/cors';
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onSendHookHandler,
  preHandlerHookHandler,
} from 'fastify';
import { DomainError } from '../lib/errors.js';
import type { Log } from '../log.js';
import { answer } from './answer.js';
import { AskedAgain } from './askedAgain.js';
import type { RequestContext } from './context.js';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly createContext: (requestId: string) => RequestContext;
  /** Pages of these origins may read the answers; none: only those of our own. */
  readonly corsOrigins: readonly string[];
  readonly bodyBytes: number;
  readonly log: Log;
}

/** `/graphql` after the GraphQL over HTTP specification: POST, and GET for queries. */
export async function graphqlRoute(
  app: FastifyInstance,
  { apollo, createContext, corsOrigins, bodyBytes, log }: GraphqlRouteOptions,
) {
  if (corsOrigins.length > 0) await app.register(fastifyCors, corsOptions(corsOrigins));
  const readBody = readOnlyJson(app);
  app.decorateRequest('sent');
  app.decorateRequest('work');
  app.decorateRequest('asked');
  const again = new AskedAgain();
  const answerKnown = async (request: FastifyRequest, reply: FastifyReply) => {
    request.work = createContext(request.id);
    request.trace = request.work.trace;
    const text = await again.answer(request, reply, request.work);
    return text === undefined ? undefined : reply.send(text);
  };
  const keepAnswered: onSendHookHandler = (request, reply, payload, done) => {
    again.remember(request, reply);
    done(null, payload);
  };
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, refusal } = refusalOf(error, bodyBytes);
    if (!refusal) log.error({ requestId: request.id, err: error }, 'a request failed');
    return answer(request, reply, status, refusal);
  });
  app.addHook('preHandler', admitPlainGet);
  app.addHook('onSend', answerDocumentsWith200);
  app.addHook('onSend', finishValidated);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: bodyBytes,
    preHandler: [answerKnown, readBody],
    onSend: keepAnswered,
    handler: fastifyApolloHandler(apollo, { context: async ({ work }) => work! }),
  });
  app.route({
    method: ['DELETE', 'OPTIONS', 'PATCH', 'PUT'],
    url: '/graphql',
    handler: async (request, reply) => {
      const refusal = new DomainError('BAD_USER_INPUT', 'Only GET and POST are supported.');
      return answer(request, reply.header('allow', 'GET, POST'), 405, refusal);
    },
  });
}

/** How long a browser may remember that an origin is welcome. */
const REMEMBER_PREFLIGHT_S = 600;

/** Without credentials: nothing of the answer hangs on cookies. An OPTIONS that is no preflight is answered as such. */
const corsOptions = (origins: readonly string[]): FastifyCorsOptions => ({
  origin: [...origins],
  methods: ['GET', 'POST'],
  exposedHeaders: ['x-request-id', 'etag'],
  maxAge: REMEMBER_PREFLIGHT_S,
  strictPreflight: false,
});

/**
 * JSON in UTF-8 and no other body. Other bytes are refused: read with replacement characters they would find other records.
 * What is given back reads the body from what was sent, where somebody needs it.
 */
function readOnlyJson(app: FastifyInstance): preHandlerHookHandler {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /;\s*charset="?([^;"\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset)) return done(httpError(415, `The charset ${charset} is not supported.`));
    const text = decode(body as Buffer);
    if (text === undefined) return done(httpError(400, 'The request body is not UTF-8.'));
    request.sent = text;
    done(null);
  });
  return (request, _reply, done) => {
    if (request.sent === undefined) return done();
    void parseJson(request, request.sent, (error, body) => {
      request.body = body;
      done(error ?? undefined);
    });
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

const httpError = (statusCode: number, message: string): Error => Object.assign(new Error(message), { statusCode });

/**
 * Lets a GET without content type pass the CSRF prevention of Apollo Server unless a browser says that another site
 * caused it. A GET reads only, and its answer is kept from other sites by the same-origin policy.
 */
const admitPlainGet: preHandlerHookHandler = ({ method, headers }, _reply, done) => {
  const site = headers['sec-fetch-site'];
  const fromHere = site === undefined || site === 'none' || site === 'same-origin';
  if (method === 'GET' && headers['content-type'] === undefined && fromHere)
    headers['apollo-require-preflight'] ??= 'plain GET';
  done();
};

/**
 * With `application/json` the status says whether the request was well formed, with `application/graphql-response+json`
 * also whether its document could be executed.
 */
const answerDocumentsWith200: onSendHookHandler = (request, reply, payload, done) => {
  const isRefused = reply.statusCode === 400 && request.trace.hasDocument;
  if (isRefused && String(reply.getHeader('content-type')).startsWith('application/json')) reply.code(200);
  done(null, payload);
};

/** What an answer with a validator depends on; and 304 has no body. */
const finishValidated: onSendHookHandler = (_request, reply, payload, done) => {
  if (reply.hasHeader('etag'))
    reply.header('vary', [reply.getHeader('vary'), 'accept', 'authorization'].filter(Boolean).join(', '));
  if (reply.statusCode !== 304) return done(null, payload);
  reply.removeHeader('content-type').removeHeader('content-length');
  done(null, null);
};

/** What is wrong with the HTTP request; no refusal when the fault is ours. */
function refusalOf(error: FastifyError, bodyBytes: number): { status: number; refusal?: DomainError } {
  const status = error.code === 'ERR_INVALID_URL' ? 400 : (error.statusCode ?? 500);
  if (status >= 500) return { status };
  if (status === 413) {
    const message = `The request body is larger than ${bodyBytes} bytes.`;
    return { status, refusal: new DomainError('PAYLOAD_TOO_LARGE', message, { what: 'bodyBytes', limit: bodyBytes }) };
  }
  const message =
    error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 'The body has to be application/json.' : error.message;
  return { status, refusal: new DomainError('BAD_USER_INPUT', message) };
}
