import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type FormattedExecutionResult,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isRefusedBy, type ErrorTranslator } from './formatError.js';
import type { SelectedNodes } from './selection.js';

/** The answer to a query whose statement failed. */
export interface Failed {
  readonly data: object | null;
  readonly errors: FormattedExecutionResult['errors'];
}

type Asked = readonly SelectedNodes[];

/** As the resolvers answer when each root field that reads records fails. */
export function timedOut(
  schema: GraphQLSchema,
  asked: Asked,
  originalError: Error,
  { formatError }: ErrorTranslator,
): Failed {
  const type = schema.getQueryType()!;
  const failed = asked.filter(({ field }) => field !== '__typename');
  const errors = failed.map(({ as }) => {
    const error = new GraphQLError(originalError.message, { path: [as], originalError });
    return formatError(error.toJSON(), error);
  });
  if (failed.some(({ field }) => isNonNullType(type.getFields()[field]?.type))) return { data: null, errors };
  return { data: withoutRecords(type, asked), errors };
}

/**
 * As the resolvers answer when the database refuses what one field asks for, without asking it again. Null where they
 * answer other fields as well, or where it cannot be told from here which field it was.
 */
export function refused(
  schema: GraphQLSchema,
  asked: Asked,
  originalError: Error,
  { formatError }: ErrorTranslator,
): Failed | null {
  const type = schema.getQueryType()!;
  const [root, ...others] = asked.filter(({ field }) => field !== '__typename');
  if (!root || others.length > 0 || isNonNullType(typeOf(type, root))) return null;
  const [place, ...more] = placesOf({ schema, error: originalError }, type, [root], []);
  if (!place || more.length > 0) return null;
  const error = new GraphQLError(originalError.message, { ...place, originalError });
  return { data: withoutRecords(type, asked), errors: [formatError(error.toJSON(), error)] };
}

const withoutRecords = ({ name }: GraphQLObjectType, asked: Asked): object =>
  Object.fromEntries(asked.map(({ as, field }) => [as, field === '__typename' ? name : null]));

/** A field whose failure leaves nothing of the root field. */
type Place = { readonly path: readonly string[]; readonly nodes: SelectedNodes['nodes'] };

/**
 * Fields that the error may be about. Null stands for one whose failure leaves other fields answered. `path` leads to the
 * object that is selected from; null where that is one of many, or may be null by itself.
 */
function* placesOf(
  refusal: { readonly schema: GraphQLSchema; readonly error: Error },
  type: GraphQLObjectType,
  selected: Asked,
  path: readonly string[] | null,
): Generator<Place | null> {
  for (const one of selected) {
    const of = typeOf(type, one);
    const takesParent = path?.length === 0 || isNonNullType(of);
    const here = path && takesParent ? [...path, one.as] : null;
    if (isRefusedBy(refusal.error, one)) yield here && { path: here, nodes: one.nodes };
    const named = of && getNamedType(of);
    const isOne = isObjectType(named) && !isListType(isNonNullType(of) ? of.ofType : of);
    for (const to of objectTypes(refusal.schema, named))
      yield* placesOf(refusal, to, one.of(to.name), isOne ? here : null);
  }
}

const typeOf = (type: GraphQLObjectType, { field }: SelectedNodes): GraphQLOutputType | undefined =>
  type.getFields()[field]?.type;

function objectTypes(schema: GraphQLSchema, type: GraphQLOutputType | undefined): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
