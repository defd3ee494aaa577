import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDate, GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import type { Resolvers } from '../../generated/resolvers.js';
import { readEdtf } from '../../lib/edtf.js';

/** Inputs are checked and go on as they were written; answers are written as they are stored. */
const textScalar = (name: string, check: (value: string) => void): GraphQLScalarType<string, string> => {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} is written as a string.`);
    check(value);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
};

function checkDay(value: string): void {
  GraphQLDate.parseValue(value);
  // There is none in the calendar, nor in Postgres.
  if (value.startsWith('0000')) throw new GraphQLError(`${value} is in the year 0; expected a day from 0001-01-01.`);
}

function checkEdtf(value: string): void {
  const read = readEdtf(value);
  if ('error' in read)
    throw new GraphQLError(`${JSON.stringify(value)} ${read.error}; expected EDTF, such as 2014-12.`);
}

export const scalars: Resolvers = {
  DateTime: textScalar('DateTime', (value) => void GraphQLDateTime.parseValue(value)),
  Date: textScalar('Date', checkDay),
  EDTF: textScalar('EDTF', checkEdtf),
  URL: textScalar('URL', (value) => void GraphQLURL.parseValue(value)),
};
