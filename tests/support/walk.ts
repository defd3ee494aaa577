import type { ConnectionField } from './connections.js';
import { bare, identityOf, recordTables, type RecordTable } from './records.js';
import type { TestServer } from './server.js';

export interface Term {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
  readonly nulls: 'FIRST' | 'LAST';
}

/** One page of one of the lists that are walked together. */
export interface Page {
  readonly rows: readonly string[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A connection as `pageFragment` selects it. */
export interface Answered {
  readonly edges: readonly { readonly cursor: string; readonly node: Parameters<typeof identityOf>[0] }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

/** Enough for all orders of a list in one document. */
export const walkLimits = { aliases: 1000, rootFields: 1000, tokens: 100_000, cost: 10_000_000 };

/** A list of one parent, or of none. */
export interface Place {
  readonly connection: ConnectionField;
  readonly parentId: string | null;
}

export const tableOf = ({ record }: ConnectionField): RecordTable => {
  const table = recordTables[record];
  if (!table) throw new Error(`tests/support/records.ts does not know ${record}`);
  return table;
};

const literal = (terms: readonly Term[]): string =>
  `[${terms.map(({ field, direction, nulls }) => `{ field: ${field}, direction: ${direction}, nulls: ${nulls} }`).join()}]`;

/** Puts fields of a list's parent into a document. */
export const inParent = ({ connection, parentId }: Place, fields: string): string =>
  parentId === null ? fields : `parent: node(id: "${parentId}") { ... on ${connection.parent} { ${fields} } }`;

/**
 * Walks one list to its end in several orders at once, a page of each in every request. Gives the pages of each order
 * as they were met; a walk that does not end after `limit` pages is an error.
 */
export async function walk(
  server: TestServer,
  place: Place,
  orders: readonly (readonly Term[])[],
  { size, backward, limit }: { readonly size: number; readonly backward: boolean; readonly limit: number },
): Promise<Page[][]> {
  const document = walkDocument(place, orders, size, backward);
  const pages: Page[][] = orders.map(() => []);
  let cursors: (string | null)[] = orders.map(() => null);
  for (let open = true; open;) {
    const answers = await pagesOf(server, document, place, cursors);
    answers.forEach((answer, index) => pages[index]!.push(pageOf(answer)));
    cursors = answers.map(({ pageInfo }) => (backward ? pageInfo.startCursor : pageInfo.endCursor));
    open = answers.some(({ pageInfo }) => (backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage));
    if (open && pages[0]!.length >= limit)
      throw new Error(`${place.connection.name} does not end after ${limit} pages`);
  }
  return pages;
}

function walkDocument(place: Place, orders: readonly (readonly Term[])[], size: number, backward: boolean): string {
  const [count, from] = backward ? ['last', 'before'] : ['first', 'after'];
  const { field } = place.connection;
  const fields = orders.map(
    (terms, i) => `o${i}: ${field}(${count}: ${size}, ${from}: $c${i}, orderBy: ${literal(terms)}) { ...page }`,
  );
  const variables = orders.map((_, i) => `$c${i}: String`);
  return `query (${variables.join()}) { ${inParent(place, fields.join('\n'))} } ${pageFragment(place)}`;
}

/** Fragment `page` on the list. */
export const pageFragment = ({ connection }: Place): string =>
  `fragment page on ${connection.record}Connection { edges { cursor node { ${tableOf(connection).selection} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

async function pagesOf(
  server: TestServer,
  document: string,
  place: Place,
  cursors: readonly (string | null)[],
): Promise<Answered[]> {
  const variables = Object.fromEntries(cursors.map((cursor, index) => [`c${index}`, cursor]));
  const fields = await askIn<Record<string, Answered>>(server, place, document, variables);
  return cursors.map((_, index) => fields[`o${index}`]!);
}

/** Runs a document that `inParent` made and gives the fields of the parent. */
export async function askIn<Fields>(
  server: TestServer,
  { parentId }: Place,
  document: string,
  variables?: Record<string, unknown>,
): Promise<Fields> {
  const { data, errors } = await server.run(document, variables);
  if (errors) throw new Error(`${errors.map(({ message }) => message).join('\n')}\n${document}`);
  return (parentId === null ? data : (data as { parent: unknown }).parent) as Fields;
}

export const pageOf = ({ edges, pageInfo }: Answered): Page => ({
  rows: edges.map(({ node }) => identityOf(node)),
  cursors: edges.map(({ cursor }) => cursor),
  hasNextPage: pageInfo.hasNextPage,
  hasPreviousPage: pageInfo.hasPreviousPage,
});

/** Every row of the table in this order, in SQL that has nothing in common with that of the server. */
export async function inOrder(server: TestServer, place: Place, terms: readonly Term[]): Promise<string[]> {
  const { table, identity, orders, primaryKey } = tableOf(place.connection);
  const keys = terms.flatMap(({ field, direction, nulls }) =>
    (orders[field] ?? [`${field}_is_unknown_to_the_tests`]).map((column) => `${column} ${direction} nulls ${nulls}`),
  );
  const ties = primaryKey.map((column) => `${column} ${terms.at(-1)?.direction ?? 'ASC'}`);
  const mine =
    table === 'version_range' ? `where replace(version_id::text, '-', '') = '${bare(place.parentId ?? '')}'` : '';
  const rows = await server.database.query<{ row: string }>(
    `select ${identity} as row from ${table} ${mine} order by ${[...keys, ...ties].join()}`,
  );
  return rows.map(({ row }) => row);
}

/**
 * The record of the list's parent type whose list is the shortest of those with at least `least` rows, with its length.
 */
export async function placeWith(
  server: TestServer,
  connection: ConnectionField,
  least: number,
): Promise<Place & { readonly total: number }> {
  const ids = connection.parent === 'Query' ? [null] : await idsOf(server, connection.parent);
  const [shortest] = (await totals(server, connection, ids))
    .filter(({ total }) => total >= least)
    .sort((a, b) => a.total - b.total);
  if (!shortest) throw new Error(`the crowd has no ${connection.name} of ${least} rows`);
  return shortest;
}

async function totals(server: TestServer, connection: ConnectionField, ids: readonly (string | null)[]) {
  const fields = ids.map((parentId, index) =>
    inParent({ connection, parentId }, `${connection.field}(first: 0) { totalCount }`).replace('parent:', `p${index}:`),
  );
  const { data } = await server.run(`{ ${fields.join('\n')} }`);
  const answers = data as Record<string, Record<string, { totalCount: number }> | null>;
  return ids.map((parentId, index) => {
    const parent = parentId === null ? answers : answers[`p${index}`];
    const list = (parent as Record<string, { totalCount: number }> | null)?.[connection.field];
    return { connection, parentId, total: list?.totalCount ?? -1 };
  });
}

async function idsOf(server: TestServer, type: string): Promise<string[]> {
  const prefix = { ActorRelation: 'relation', ArticleVersion: 'version' }[type] ?? type.toLowerCase();
  const rows = await server.database.query<{ row: string }>(
    `select '${prefix}_' || ${recordTables[type]!.identity} as row from ${recordTables[type]!.table}`,
  );
  return rows.map(({ row }) => row);
}
