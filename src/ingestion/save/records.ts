import type { ReportKind, Tally } from '../report.js';
import { contentHash, type Located, type Planned, type Row } from '../resolve/records.js';
import {
  deleteRows,
  differingIds,
  idsOfArgument,
  insertRows,
  query,
  storedIds,
  updateRows,
  type Transaction,
} from '../sql.js';
import { logChanges, snapshot, type ChildTable } from './changes.js';

/** How the records of a kind are stored. */
export interface Store {
  readonly kind: ReportKind;
  readonly table: string;
  readonly children: readonly ChildTable[];
  /** Whether the table keeps a hash of the content; without it rows are compared column by column. */
  readonly hashed: boolean;
}

const list = (table: string, parent: string, order = 'c.position'): ChildTable => ({ table, parent, order });

export const stores = {
  collections: { kind: 'collections', table: 'collection', children: [], hashed: true },
  actors: {
    kind: 'actors',
    table: 'actor',
    children: [list('actor_name', 'actor_id', 'c.kind, c.value, c.id')],
    hashed: true,
  },
  events: { kind: 'events', table: 'event', children: [list('event_participant', 'event_id')], hashed: true },
  articles: { kind: 'articles', table: 'article', children: [list('article_author', 'article_id')], hashed: true },
  versions: {
    kind: 'versions',
    table: 'article_version',
    children: [list('version_range', 'version_id')],
    hashed: true,
  },
  mentions: { kind: 'mentions', table: 'mention', children: [], hashed: false },
  relations: {
    kind: 'relations',
    table: 'actor_relation',
    children: [list('actor_relation_claim', 'relation_id', 'c.claim_id')],
    hashed: true,
  },
  claimRelations: { kind: 'claimRelations', table: 'claim_relation', children: [], hashed: true },
  assessments: { kind: 'assessments', table: 'assessment', children: [], hashed: false },
} satisfies Record<string, Store>;

interface Change {
  readonly added: readonly Planned[];
  readonly changed: readonly Planned[];
}

/** Which of the records are new and which are stored with other content. Counts them; writes nothing. */
export async function changeOf(
  tx: Transaction,
  store: Store,
  planned: readonly Planned[],
  tally: Tally,
): Promise<Change> {
  const change = await (store.hashed ? changeByHash : changeByColumns)(tx, store, planned);
  tally.add(store.kind, 'added', change.added.length);
  tally.add(store.kind, 'changed', change.changed.length);
  tally.add(store.kind, 'unchanged', planned.length - change.added.length - change.changed.length);
  return change;
}

async function changeByHash(tx: Transaction, { table }: Store, planned: readonly Planned[]): Promise<Change> {
  const hashes = await storedHashes(
    tx,
    table,
    planned.map(({ id }) => id),
  );
  return {
    added: planned.filter(({ id }) => !hashes.has(id)),
    changed: planned.filter((one) => hashes.has(one.id) && hashes.get(one.id) !== contentHash(one.row, one.children)),
  };
}

async function changeByColumns(tx: Transaction, { table }: Store, planned: readonly Planned[]): Promise<Change> {
  const stored = await storedIds(
    tx,
    table,
    planned.map(({ id }) => id),
  );
  const differing = await differingIds(
    tx,
    table,
    planned.map(({ row }) => row),
  );
  return {
    added: planned.filter(({ id }) => !stored.has(id)),
    changed: planned.filter(({ id }) => differing.has(id)),
  };
}

async function storedHashes(
  tx: Transaction,
  table: string,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await query<{ id: string; import_hash: string | null }>(
    tx,
    `select id::text as id, import_hash from "${table}" where id in (${idsOfArgument})`,
    ids,
  );
  return new Map(rows.map(({ id, import_hash }) => [id, import_hash]));
}

/**
 * Writes the rows of records. The answer writes the rows that belong to them, for when all records are there that those
 * refer to, and logs the changes field by field.
 */
export async function writeRecords(
  tx: Transaction,
  store: Store,
  { added, changed }: Change,
): Promise<() => Promise<void>> {
  const ids = changed.map(({ id }) => id);
  const before = await snapshot(tx, store.table, store.children, ids);
  await insertRows(
    tx,
    store.table,
    added.map((one) => rowOf(store, one)),
  );
  await updateRows(
    tx,
    store.table,
    changed.map((one) => rowOf(store, one)),
  );
  return async () => {
    for (const { table, parent } of store.children) {
      await deleteRows(tx, table, parent, ids);
      await insertRows(tx, table, childRows([...added, ...changed], table, parent));
    }
    const after = await snapshot(tx, store.table, store.children, ids);
    await logChanges(tx, store.table, before, after, reasonsOf(changed));
  };
}

const rowOf = (store: Store, { row, children }: Planned): Row =>
  store.hashed ? { ...row, import_hash: contentHash(row, children) } : row;

const childRows = (planned: readonly Planned[], table: string, parent: string): Row[] =>
  planned.flatMap(({ id, children }) => (children[table] ?? []).map((row) => ({ [parent]: id, ...row })));

/** Where in the dossier a change comes from, by id. */
export const reasonsOf = (changed: readonly { id: string; spot: Located }[]): Map<string, string> =>
  new Map(changed.map(({ id, spot: { place } }) => [id, `${place.file}:${place.line}`]));
