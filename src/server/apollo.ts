import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { newId } from '../lib/clock.js';
import type { Limits } from '../config.js';
import { DomainError } from '../lib/errors.js';
import type { Log } from '../log.js';
import type { RequestContext } from './context.js';
import { answerInOneStatement, stringifyResult } from './compiled.js';
import { createErrorTranslator, tooNested, type ErrorTranslator } from './formatError.js';
import { costOf } from './limits/cost.js';
import { limitExceeded } from '../lib/bounds.js';
import { limitRules } from './limits/limitRules.js';
import { validators } from './validators.js';
import { faultOfVariables, usableValues } from './values.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly log: Log;
}

/** Longest list of validation errors in one answer. */
const MOST_ERRORS = 20;

/** Parses, validates, bounds and executes documents; knows nothing of HTTP servers. */
export function createApollo({ schema, limits, log }: ApolloOptions): ApolloServer<RequestContext> {
  const translator = createErrorTranslator(log, newId);
  return new ApolloServer<RequestContext>({
    schema,
    logger: log,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: MOST_ERRORS },
    validationRules: [...limitRules(limits), usableValues],
    formatError: translator.formatError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      tracing(translator),
      boundsOfVariables(limits),
      validators(schema),
      answerInOneStatement(translator),
    ],
    stringifyResult,
  });
}

/** The bounds that depend on variables, checked at every request. */
const boundsOfVariables = ({ cost: limit }: Limits): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    async didResolveOperation({ schema, document, operation, request, contextValue }) {
      const variables = request.variables ?? {};
      const fault = faultOfVariables(variables);
      if (fault) throw refusal(fault);
      // An operation that is not in the document is refused when it comes to execution.
      if (!operation) return;
      if (!schema.getRootType(operation.operation))
        throw refusal(new DomainError('BAD_USER_INPUT', `The schema has no ${operation.operation} operations.`));
      const { amount, path } = costOf(schema, document, operation, variables);
      contextValue.trace.cost = amount;
      if (amount <= limit) return;
      const message = `The answer may hold ${amount} records; at most ${limit} are allowed. Ask for smaller pages.`;
      throw refusal(limitExceeded(message, { what: 'cost', actual: amount, limit, path }));
    },
  }),
});

/** Fills in the trace and ties every error to its request. */
const tracing = (translator: ErrorTranslator): ApolloServerPlugin<RequestContext> => ({
  async unexpectedErrorProcessingRequest({ requestContext, error }) {
    translator.claim([error], requestContext.contextValue.requestId);
    // Thrown from here it reaches the error translation; otherwise Apollo Server puts a text of its own in its place.
    throw error instanceof RangeError ? refusal(tooNested()) : error;
  },
  requestDidStart: async ({ contextValue: { trace } }) => ({
    async didResolveSource() {
      trace.hasDocument = true;
    },
    async didResolveOperation({ operation, operationName }) {
      trace.kind = operation?.operation;
      trace.operation = operationName ?? undefined;
    },
    async didEncounterErrors({ errors }) {
      translator.claim(errors, trace.requestId);
    },
    async willSendResponse({ response, contextValue }) {
      trace.statements = contextValue.reader.statements;
      const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
      if (errors?.length) trace.errors = errors.map(({ extensions }) => String(extensions?.['code']));
    },
  }),
});

/** An error of the request as a whole; without the status Apollo Server would answer 500. */
const refusal = (originalError: DomainError): GraphQLError =>
  new GraphQLError(originalError.message, { originalError, extensions: { http: { status: 400 } } });
