import { expect } from '@jest/globals';
import { identityOf } from '../records.js';
import type { TestServer } from '../server.js';
import { inParent, tableOf, type Place } from '../walk.js';
import type { Filter } from './evaluate.js';
import type { Row } from './world.js';

interface List {
  readonly totalCount: number;
  readonly nodes: readonly Parameters<typeof identityOf>[0][];
}
interface Answer {
  readonly start: List;
  readonly end?: List;
}

/** The server's list under a filter: the identities of its rows, sorted, or null when the filter is larger than allowed. */
export async function listUnder(
  server: TestServer,
  place: Place & { readonly total: number },
  filter: Filter,
): Promise<string[] | null> {
  const { field, filter: type, record } = place.connection;
  const list = (name: string, size: string) => `${name}: ${field}(${size}: 100, filter: $filter) { ...rows }`;
  // A second page only where the list can be longer than one.
  const pages = [list('start', 'first'), ...(place.total > 100 ? [list('end', 'last')] : [])];
  const document = `query ($filter: ${type}) { ${inParent(place, pages.join(' '))} }
    fragment rows on ${record}Connection { totalCount nodes { ${tableOf(place.connection).selection} } }`;
  const { data, errors } = await server.run(document, { filter });
  if (errors?.every(({ extensions }) => extensions.code === 'QUERY_LIMIT_EXCEEDED')) return null;
  expect(errors).toBeUndefined();
  const { start, end } = (place.parentId === null ? data : (data as { parent: unknown }).parent) as Answer;
  const rows = [...new Set([...start.nodes, ...(end?.nodes ?? [])].map(identityOf))].sort();
  expect(rows).toHaveLength(start.totalCount);
  return rows;
}

/** What `identityOf` tells of the same row. */
export function identityOfRow(place: Place, row: Row): string {
  if (place.connection.record === 'VersionRange') return String(row['start_offset']);
  const [id, end] =
    'event_id' in row && 'role' in row ? [row['event_id'], `/${String(row['position'])}`] : [row['id'], ''];
  return String(id).replaceAll('-', '') + end;
}
