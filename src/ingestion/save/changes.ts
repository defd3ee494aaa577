import type { Row } from '../resolve/records.js';
import { idsOfArgument, insertRows, query, type Transaction } from '../sql.js';

/** What stands in the change log for every change of an import. */
const AUTHOR = { who: 'import', tool: 'sourcebook import' };

/** No part of what a record says. */
const UNLOGGED = [
  ...['id', 'import_hash', 'created_at', 'folded', 'link_count', 'event_type'],
  ...['anchor_start', 'anchor_end', 'anchor_status', 'anchor_score'],
];

export interface ChildTable {
  readonly table: string;
  /** Column that holds the id of the record. */
  readonly parent: string;
  /** In which order the rows are compared. */
  readonly order: string;
}

/** Fields of records, and of the rows that belong to them as one list per table. */
export type Snapshot = ReadonlyMap<string, Row>;

export async function snapshot(
  tx: Transaction,
  table: string,
  children: readonly ChildTable[],
  ids: readonly string[],
): Promise<Snapshot> {
  if (ids.length === 0) return new Map();
  const unlogged = `array[${UNLOGGED.map((column) => `'${column}'`).join(', ')}]`;
  const lists = children.map(
    ({ table: child, parent, order }) =>
      `'${child}', (select coalesce(jsonb_agg(to_jsonb(c) - ${unlogged} - '${parent}' order by ${order}), '[]')
        from "${child}" c where c."${parent}" = r.id)`,
  );
  const rows = await query<{ id: string; fields: Row }>(
    tx,
    `select r.id::text as id, (to_jsonb(r) - ${unlogged}) || jsonb_build_object(${lists.join(', ')}) as fields
     from "${table}" r where r.id in (${idsOfArgument})`,
    ids,
  );
  return new Map(rows.map(({ id, fields }) => [id, fields]));
}

/** Writes one row of the change log for every field that differs. `reasons`: why, by id. */
export async function logChanges(
  tx: Transaction,
  recordKind: string,
  before: Snapshot,
  after: Snapshot,
  reasons: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...after].flatMap(([id, fields]) =>
    Object.entries(fields).flatMap(([field, value]) => {
      const old = before.get(id)?.[field];
      return JSON.stringify(old) === JSON.stringify(value)
        ? []
        : [logRow(recordKind, id, field, old, value, reasons.get(id))];
    }),
  );
  await insertRows(tx, 'change_log', rows);
}

/** Writes that records were taken away. */
export const logRemovals = async (tx: Transaction, recordKind: string, removed: Snapshot): Promise<void> =>
  void (await insertRows(
    tx,
    'change_log',
    [...removed].map(([id, fields]) => logRow(recordKind, id, 'record', fields, null, 'no longer in the dossier')),
  ));

const logRow = (
  recordKind: string,
  id: string,
  field: string,
  before: unknown,
  after: unknown,
  reason?: string,
): Row => ({
  ...AUTHOR,
  record_kind: recordKind,
  record_id: id,
  field,
  before: before ?? null,
  after: after ?? null,
  reason: reason ?? null,
});
