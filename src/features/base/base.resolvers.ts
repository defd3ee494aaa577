import { GraphQLDate, GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { GraphQLScalarType, Kind, GraphQLError } from 'graphql';
import { readEdtf } from '../../lib/edtf.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { collections } from './collection.js';
import { findNode, findNodes, globalId } from './nodes.js';

function edtfOf(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('An EDTF date is a string.');
  const read = readEdtf(value);
  if ('error' in read)
    throw new GraphQLError(`${JSON.stringify(value)} ${read.error}; expected EDTF, such as 2014-12.`);
  return value;
}

const EDTF = new GraphQLScalarType<string, string>({
  name: 'EDTF',
  serialize: String,
  parseValue: edtfOf,
  parseLiteral: (node) => edtfOf(node.kind === Kind.STRING ? node.value : undefined),
});

function dayOf(value: unknown): string {
  GraphQLDate.parseValue(value);
  const day = String(value);
  // There is none in the calendar, nor in Postgres.
  if (day.startsWith('0000')) throw new GraphQLError(`${day} is in the year 0; expected a day from 0001-01-01.`);
  return day;
}

/** Dates are text inside, so that no time zone can move a day. */
const dayText = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: String,
  parseValue: dayOf,
  parseLiteral: (node) => dayOf(node.kind === Kind.STRING ? node.value : undefined),
});

export const baseResolvers: Resolvers = {
  DateTime: GraphQLDateTime,
  Date: dayText,
  EDTF,
  URL: GraphQLURL,
  Query: {
    node: (_root, { id }, { loaders }) => findNode(loaders, id) as never,
    nodes: (_root, { ids }, { loaders }) => findNodes(loaders, ids) as never,
    collections: (_root, args, { loaders }) => loaders.list(collections, args),
  },
  Collection: { id: globalId('collection') },
};
