import { coerceInputValue, type GraphQLSchema } from 'graphql';
import { badInput, DomainError } from '../../lib/errors.js';
import { fromGlobalId } from '../../lib/ids.js';
import { prefixOf, type ExportName } from '../../features/index.js';
import { faultOfVariables } from '../values.js';

/** What a client says about an export, as text. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The text of a parameter, or undefined; a parameter that stands twice is refused. */
export function textOf(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || typeof value === 'string') return value;
  throw badInput(name, 'is given more than once.');
}

/** A misspelt parameter would otherwise export what nobody asked for. */
export function demandKnown(parameters: Parameters, known: readonly string[]): void {
  for (const name of Object.keys(parameters))
    if (!known.includes(name)) throw badInput(name, `is no parameter of this export; there are ${known.join(', ')}.`);
}

/** The filter of a field of the root, checked as GraphQL checks a variable of that type. */
export function filterOf(schema: GraphQLSchema, field: string, text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  const given = parsed(text);
  const fault = faultOfVariables({ filter: given });
  if (fault) throw fault;
  const { type } = schema
    .getQueryType()!
    .getFields()
    [field]!.args.find((argument) => argument.name === 'filter')!;
  return coerceInputValue(given, type, (path, _value, error) => {
    throw badInput(['filter', ...path].join('.'), error.message);
  }) as object;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput('filter', `is no JSON; expected an object such as {"key":{"eq":"…"}}.`);
  }
}

/** The stored id of the record to go on after. */
export function afterOf(name: ExportName, id: string | undefined): string | null {
  if (id === undefined) return null;
  const prefix = prefixOf(name);
  const decoded = fromGlobalId(id);
  if (decoded?.prefix === prefix) return decoded.uuid;
  const message = `after: the cursor is not of this export; expected the id of a record, which begins with "${prefix}_".`;
  throw new DomainError('INVALID_CURSOR', message, { argument: 'after' });
}

const LARGEST = 2 ** 31 - 2;

/** A whole number from 1, or null. */
export function numberOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (number >= 1 && number <= LARGEST) return number;
  throw badInput(name, `a whole number from 1 to ${LARGEST} is expected, not ${JSON.stringify(text)}.`);
}

/** One of some words; the first of them when nothing is said. */
export function choiceOf<Word extends string>(
  parameters: Parameters,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = textOf(parameters, name) ?? words[0];
  const found = words.find((word) => word === text);
  if (found === undefined) throw badInput(name, `${words.join(' or ')} is expected, not ${JSON.stringify(text)}.`);
  return found;
}
