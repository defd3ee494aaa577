import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { connections, schema, type ConnectionField } from './connections.js';
import type { Filter } from './oracle/evaluate.js';
import type { TestServer } from './server.js';
import { inParent, type Place } from './walk.js';

/** The answer of `facets`, as far as the tests select it. */
export interface Facet {
  readonly multiple: boolean;
  readonly total: number;
  readonly bucketCount: number;
  readonly other: number;
  readonly buckets: readonly Bucket[];
}

export interface Bucket {
  readonly value: string | null;
  readonly label: string | null;
  readonly count: number;
  readonly filter: string | null;
  readonly record: { readonly id: string } | null;
}

export interface Sums {
  readonly total: number;
  readonly undated: number;
  readonly before: number;
  readonly after: number;
  readonly certainly: number;
  readonly imprecise: number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly period: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly certainly: number;
  readonly possibly: number;
}

export interface Timeline extends Sums {
  readonly timeZone: string | null;
  readonly other: number | null;
  readonly series: readonly (Sums & Omit<Bucket, 'count'>)[];
}

export const facetFields = 'multiple total bucketCount other buckets { value label count filter record { id } }';
const sums = 'total undated before after certainly imprecise steps { period firstDay lastDay certainly possibly }';
export const timelineFields = `timeZone other ${sums} series { value label filter record { id } ${sums} }`;

const valuesOf = (name: string): readonly string[] => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

/** Kinds of lists that can be counted, each by its list of all rows or the first that there is. */
export const countedLists: readonly ConnectionField[] = connections.filter(
  ({ record, parent }, index) =>
    valuesOf(`${record}Facet`).length > 0 &&
    connections.findIndex((other) => other.record === record && (other.parent === 'Query' || !rooted(record))) ===
      index &&
    (parent === 'Query' || !rooted(record)),
);

function rooted(record: string): boolean {
  return connections.some((other) => other.record === record && other.parent === 'Query');
}

export const facetsOf = ({ record }: ConnectionField) => valuesOf(`${record}Facet`);
export const datesOf = ({ record }: ConnectionField) => valuesOf(`${record}Date`);

/** Names of a filter's conditions on vague dates. */
export const datedFields = ({ filter }: ConnectionField): readonly string[] => {
  const type = schema.getType(filter);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields())
    .filter((field) => getNamedType(field.type).name === 'DateFilter')
    .map(({ name }) => name);
};

/** Asks a list several questions at once, each under a filter of its own; gives their answers in order. */
export async function askList<Answer>(
  server: TestServer,
  { connection, parentId }: Place,
  questions: readonly { readonly filter: Filter; readonly ask: string }[],
): Promise<Answer[]> {
  if (questions.length === 0) return [];
  const { field, filter: type } = connection;
  const fields = questions.map(({ ask }, i) => `q${i}: ${field}(first: 0, filter: $f${i}) { ${ask} }`);
  const variables = questions.map((_, i) => `$f${i}: ${type}`);
  const { data, errors } = await server.run(
    `query (${variables.join()}) { ${inParent({ connection, parentId }, fields.join('\n'))} }`,
    Object.fromEntries(questions.map(({ filter }, i) => [`f${i}`, filter])),
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const answers = (parentId === null ? data : (data as { parent: unknown }).parent) as Record<string, Answer>;
  return questions.map((_, i) => answers[`q${i}`]!);
}
