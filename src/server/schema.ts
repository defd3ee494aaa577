import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { packageRoot } from '../config.js';
import { resolvers } from '../features/index.js';

/** The public schema with its descriptions, as it is committed. */
export const readSchemaText = (): string => readFileSync(join(packageRoot, 'schema.graphql'), 'utf8');

/**
 * The schema with its resolvers. A resolver for a field that the schema does not have is an error, as is a field with
 * arguments without a resolver.
 */
export const loadSchema = (): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: readSchemaText(),
    resolvers,
    // The build validated it.
    assumeValidSDL: true,
    resolverValidationOptions: { requireResolversForArgs: 'error', requireResolversToMatchSchema: 'error' },
  });
