import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequest,
  type GraphQLRequestContext,
  type GraphQLResponse,
} from '@apollo/server';
import { OperationTypeNode, printSchema, type GraphQLSchema } from 'graphql';
import { packageRoot } from '../config.js';
import { viewerKey } from '../features/index.js';
import type { RequestContext } from './context.js';

/**
 * Gives answers to GET a strong ETag, and answers 304 without running the query when the client has what it names
 * (RFC 9110, 13.1.2). It names what an answer follows from: program, document, variables, media type, the viewer's rights
 * and the data's version. That is read before the data: a transaction that ends in between is in the answer and not in
 * its name, so the client is told to read again, never to keep what is old. Answers with errors have none.
 */
export function validators(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const program = hashOf([printSchema(schema), release()]);
  return {
    requestDidStart: async () => {
      let validator: string | undefined;
      return {
        async responseForOperation(context) {
          validator = await validatorOf(program, context);
          const known = context.request.http?.headers.get('if-none-match');
          return validator !== undefined && known !== undefined && names(known, validator) ? notModified() : null;
        },
        async willSendResponse({ response, request }) {
          if (request.http?.method !== 'GET') return;
          const headers = headersOf(isWhole(response) ? validator : undefined);
          for (const [name, value] of headers) response.http.headers.set(name, value);
        },
      };
    },
  };
}

/** Another release may answer otherwise, though schema and data are the same. */
const release = (): string => readFileSync(join(packageRoot, 'package.json'), 'utf8');

/** Of a query by GET; none where the version of the data cannot be had: running the query will tell why. */
async function validatorOf(
  program: string,
  {
    request,
    operation,
    contextValue,
  }: Pick<GraphQLRequestContext<RequestContext>, 'request' | 'operation' | 'contextValue'>,
): Promise<string | undefined> {
  const { viewer, dataVersion } = contextValue;
  if (request.http?.method !== 'GET' || operation?.operation !== OperationTypeNode.QUERY || !dataVersion)
    return undefined;
  const version = await dataVersion().catch(() => undefined);
  return version === undefined ? undefined : `"${hashOf([program, ...askedBy(request), viewerKey(viewer), version])}"`;
}

const askedBy = ({ query, operationName, variables, http }: GraphQLRequest): readonly unknown[] => [
  query,
  operationName ?? null,
  variables ?? null,
  http?.headers.get('accept') ?? null,
];

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);

/** Whether a list of entity tags, or `*`, names one; weak ones do as well. */
export function names(ifNoneMatch: string, validator: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const tags = ifNoneMatch.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g);
  return [...tags].some(([, tag]) => tag === validator);
}

const notModified = (): GraphQLResponse => ({
  body: { kind: 'single', singleResult: { data: null } },
  http: { status: 304, headers: new HeaderMap() },
});

const isWhole = ({ body, http }: GraphQLResponse): boolean =>
  http.status === 304 || (body.kind === 'single' && !body.singleResult.errors && body.singleResult.data != null);

/** What a client may keep, and how it asks whether that is still good. Rights are its own, so no other may be given it. */
const headersOf = (validator: string | undefined): readonly (readonly [string, string])[] =>
  validator === undefined
    ? [['cache-control', 'no-store']]
    : [
        ['etag', validator],
        ['cache-control', 'private, no-cache'],
      ];
