import fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Draws values; what fast-check shrinks when an operation fails. */
type Draw = fc.GeneratorValue;

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  /** Ids that `id` and `ids` arguments are drawn from; a field of one type gets those of its type. */
  readonly ids: readonly string[];
  /** Most levels of records. */
  readonly depth: number;
}

/** What searches look for: names, words of texts, and nothing that is there. */
const queries = ['haniya', 'Meshaal or damascus', 'restore relations', 'iran -nuclear', '"quds force"', 'xylophone'];

/** A query of any fields of the schema, with pages, orders, aliases and fragments. */
export const anOperation = (draw: Draw, options: OperationOptions): string => {
  const root = options.schema.getQueryType() as GraphQLObjectType;
  return selectionOf(draw, root, options, options.depth);
};

function selectionOf(draw: Draw, type: GraphQLObjectType, options: OperationOptions, depth: number): string {
  const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  const count = draw(fc.integer, { min: 1, max: 3 });
  const drawn = Array.from({ length: count }, (_, index) => {
    const field = fields[draw(fc.nat, { max: Math.max(0, fields.length - 1) })];
    return field ? `f${index}: ${fieldOf(draw, field, options, depth)}` : '__typename';
  });
  const [some, others] = [drawn.slice(0, 2), drawn.slice(2)];
  const inFragment = others.length > 0 ? ` ... on ${type.name} { ${others.join(' ')} }` : '';
  return `{ ${some.join(' ')}${inFragment} ${draw(fc.boolean) ? '__typename' : ''} }`;
}

function fieldOf(draw: Draw, field: GraphQLField<unknown, unknown>, options: OperationOptions, depth: number): string {
  const type = getNamedType(field.type);
  const call = `${field.name}${argumentsOf(draw, field, options)}`;
  if (isLeafType(type)) return call;
  // A connection, its edges and the page's place are no level of their own.
  const deeper = isObjectType(type) && /(Connection|Edge|PageInfo)$/.test(type.name) ? depth : depth - 1;
  if (isObjectType(type)) return `${call} ${selectionOf(draw, type, options, deeper)}`;
  const possible = isAbstractType(type) ? options.schema.getPossibleTypes(type) : [];
  // Nothing is selected of some types.
  const parts = possible
    .filter(() => draw(fc.boolean))
    .map((one, index) => {
      // Each in aliases of its own, because fields of one name have to be of one type.
      const selection = selectionOf(draw, one, options, 0).replaceAll(/\bf(\d)/g, `g${index}_$1`);
      return `... on ${one.name} ${selection}`;
    });
  return `${call} { __typename ${parts.join(' ')} }`;
}

function argumentsOf(draw: Draw, field: GraphQLField<unknown, unknown>, { ids }: OperationOptions): string {
  const own = ids.filter((id) => id.startsWith(`${getNamedType(field.type).name.toLowerCase()}_`));
  const fitting = own.length > 0 ? own : ids;
  const oneOf = (some: readonly string[]) => JSON.stringify(some[draw(fc.nat, { max: some.length - 1 })]);
  const anId = () => oneOf(fitting);
  const anActor = () => oneOf(ids.filter((id) => id.startsWith('actor_')));
  const parts: string[] = [];
  for (const argument of field.args) {
    const type = getNamedType(argument.type);
    if (argument.name === 'id') parts.push(`id: ${anId()}`);
    else if (argument.name === 'ids') parts.push(`ids: [${anId()}, ${anId()}]`);
    else if (field.name === 'paths' && type.name === 'ID') parts.push(`${argument.name}: ${anActor()}`);
    else if (argument.name === 'query') parts.push(`query: ${JSON.stringify(draw(fc.constantFrom, ...queries))}`);
    else if (argument.name === 'length') parts.push(`length: ${draw(fc.nat, { max: 30 })}`);
    else if (argument.name === 'first' || argument.name === 'last') continue;
    else if (argument.name === 'orderBy' && isInputObjectType(type) && draw(fc.boolean)) {
      const order = type.getFields()['field'];
      const values = order && isEnumType(getNamedType(order.type)) ? getNamedType(order.type) : undefined;
      if (isEnumType(values))
        parts.push(
          `orderBy: [${orderTerm(
            draw,
            values.getValues().map(({ name }) => name),
          )}]`,
        );
    } else if (type.name === 'Date' && argument.name in days) parts.push(`${argument.name}: "${days[argument.name]}"`);
    else if (isEnumType(type) && isRequiredArgument(argument)) {
      const values = type.getValues();
      parts.push(`${argument.name}: ${values[draw(fc.nat, { max: values.length - 1 })]?.name}`);
    } else if (isRequiredArgument(argument)) throw new Error(`${field.name} needs ${argument.name}`);
  }
  const sizes = field.args.map(({ name }) => name).filter((name) => name === 'first' || name === 'last');
  if (sizes.length > 0) parts.push(`${draw(fc.constantFrom, ...sizes)}: ${draw(fc.nat, { max: 3 })}`);
  return parts.length > 0 ? `(${parts.join(', ')})` : '';
}

/** Of a stretch that has no more steps than a timeline may have. */
const days: Readonly<Record<string, string>> = { from: '2014-01-01', to: '2015-06-30' };

const orderTerm = (draw: Draw, fields: readonly string[]): string =>
  `{ field: ${fields[draw(fc.nat, { max: fields.length - 1 })]}, direction: ${draw(fc.constantFrom, 'ASC', 'DESC')}, nulls: ${draw(fc.constantFrom, 'FIRST', 'LAST')} }`;
