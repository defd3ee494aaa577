import { Kind, parse, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { badInput, DomainError } from '../../lib/errors.js';
import type { Sql } from '../../lib/sql.js';
import {
  compileExport,
  compileNetwork,
  networkNames,
  networkOf,
  exportNames,
  prefixOf,
  type ExportName,
  type Selected,
  type Viewer,
} from '../../features/index.js';
import { select } from '../selection.js';
import { columnsOf } from './columns.js';
import { csv, ndjson, type Format } from './formats.js';
import { graphml } from './graphml.js';
import { afterOf, choiceOf, demandKnown, filterOf, numberOf, textOf, type Parameters } from './parameters.js';
import { records } from './records.js';

const formatNames = ['ndjson', 'csv'] as const;
type FormatName = (typeof formatNames)[number];

/** An export someone asked for: checked, and ready to be read. */
export interface ExportPlan {
  /** `claims.ndjson` */
  readonly file: string;
  /** First part of the ids of its records; null when it cannot be gone on with after one of them. */
  readonly prefix: ReturnType<typeof prefixOf> | null;
  /** What a record holds, before `columns` leave some of it out; null for a network. */
  readonly record: string | null;
  readonly format: Format;
  /** Lines of the records, one more than the limit where there is one. */
  readonly statement: Sql;
  readonly limit: number | null;
  /** The record that it goes on after. */
  readonly after: string | null;
}

const ofRecords = ['filter', 'after', 'limit', 'columns'];
const ofTables = ['bom', 'formulas'];

/**
 * Checks what is asked for and writes its statement. `file` is the name of a list and of a format, `claims.csv`.
 * @throws DomainError: NOT_FOUND for an unknown file, BAD_USER_INPUT, INVALID_CURSOR or QUERY_LIMIT_EXCEEDED for a parameter.
 */
export function planExport(schema: GraphQLSchema, viewer: Viewer, file: string, parameters: Parameters): ExportPlan {
  if (file === NETWORK_FILE) return planNetwork(schema, viewer, parameters);
  const [name, format] = partsOf(file);
  demandKnown(parameters, format === 'csv' ? [...ofRecords, ...ofTables] : ofRecords);
  const type = schema.getType(typeOf[name]) as GraphQLObjectType;
  const selected = chosen(recordOf(schema, type, name), textOf(parameters, 'columns'));
  const limit = numberOf('limit', textOf(parameters, 'limit'));
  const wanted = {
    filter: filterOf(schema, name, textOf(parameters, 'filter')),
    after: afterOf(name, textOf(parameters, 'after')),
    limit: limit === null ? null : limit + 1,
  };
  return {
    file,
    prefix: prefixOf(name),
    record: records[name],
    format: format === 'csv' ? csv(columnsOf(type, selected), tableOptions(parameters)) : ndjson,
    statement: compileExport(name, wanted, selected, viewer),
    limit,
    after: textOf(parameters, 'after') ?? null,
  };
}

const NETWORK_FILE = 'network.graphml';

/** A network, whole: it cannot be gone on with. */
function planNetwork(schema: GraphQLSchema, viewer: Viewer, parameters: Parameters): ExportPlan {
  demandKnown(parameters, ['of', 'filter', 'minWeight']);
  const name = choiceOf(parameters, 'of', networkNames);
  const { field, directed } = networkOf(name);
  const filter = filterOf(schema, field, textOf(parameters, 'filter'));
  const minWeight = numberOf('minWeight', textOf(parameters, 'minWeight')) ?? 1;
  const statement = compileNetwork(name, { filter, minWeight }, viewer);
  const format = graphml(directed);
  return { file: NETWORK_FILE, prefix: null, record: null, format, statement, limit: null, after: null };
}

const typeOf: Readonly<Record<ExportName, string>> = {
  articles: 'Article',
  actors: 'Actor',
  events: 'Event',
  claims: 'Claim',
  citations: 'Citation',
};

/** Whether there is an export of this name. */
export const isExport = (file: string): boolean => file === NETWORK_FILE || partsIn(file) !== null;

function partsIn(file: string): [ExportName, FormatName] | null {
  const [name, format, ...others] = file.split('.');
  const known = exportNames.find((one) => one === name);
  const written = formatNames.find((one) => one === format);
  return known && written && others.length === 0 ? [known, written] : null;
}

function partsOf(file: string): [ExportName, FormatName] {
  const parts = partsIn(file);
  if (parts) return parts;
  const message = `There is no export ${JSON.stringify(file)}; there are ${exportNames.join(', ')}, each as .ndjson and .csv, and ${NETWORK_FILE}.`;
  throw new DomainError('NOT_FOUND', message);
}

/** What a record holds, see `records`. */
function recordOf(schema: GraphQLSchema, type: GraphQLObjectType, name: ExportName): readonly Selected[] {
  const [operation] = parse(records[name]).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${name} is no selection`);
  const { selectionSet }: OperationDefinitionNode = operation;
  return select({ schema, fragments: new Map(), variables: {} }, type, [selectionSet]);
}

/** Some of the record's own fields, in their usual order; `id` is always among them. */
function chosen(selected: readonly Selected[], columns: string | undefined): readonly Selected[] {
  if (columns === undefined) return selected;
  const names = columns.split(',').map((name) => name.trim());
  const known = selected.map(({ as }) => as);
  for (const name of names)
    if (!known.includes(name))
      throw badInput('columns', `${JSON.stringify(name)} is none; there are ${known.join(', ')}.`);
  return selected.filter(({ as }) => as === 'id' || names.includes(as));
}

const tableOptions = (parameters: Parameters) => ({
  bom: choiceOf(parameters, 'bom', ['no', 'yes']) === 'yes',
  escapeFormulas: choiceOf(parameters, 'formulas', ['escape', 'keep']) === 'escape',
});
