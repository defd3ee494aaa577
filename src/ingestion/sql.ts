import type { Prisma } from '../generated/prisma/client.js';
import type { Row } from './resolve/records.js';

export type Transaction = Prisma.TransactionClient;

/** Rows of one statement, with one JSON argument as `$1::jsonb` or none. Ids and enums come as text. */
export const query = <Result>(
  tx: Pick<Transaction, '$queryRawUnsafe'>,
  statement: string,
  argument?: unknown,
): Promise<Result[]> =>
  tx.$queryRawUnsafe<Result[]>(statement, ...(argument === undefined ? [] : [JSON.stringify(argument)]));

/** Runs one statement with one JSON argument; gives the number of rows it changed. */
export const execute = (tx: Transaction, statement: string, argument: unknown): Promise<number> =>
  tx.$executeRawUnsafe(statement, JSON.stringify(argument));

/**
 * Inserts rows that all have the same columns, in one statement. Columns that are not given get their default.
 * With `orSkip` rows that are there already stay as they are. Gives the number of new rows.
 */
export async function insertRows(
  tx: Transaction,
  table: string,
  rows: readonly Row[],
  { orSkip = false } = {},
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = columnsOf(rows);
  return execute(
    tx,
    `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)` +
      (orSkip ? ' on conflict do nothing' : ''),
    rows,
  );
}

/** Sets the columns of rows that are found by `id`. */
export async function updateRows(tx: Transaction, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const assignments = namesOf(rows)
    .filter((column) => column !== 'id')
    .map((column) => `"${column}" = wanted."${column}"`);
  await execute(
    tx,
    `update "${table}" stored set ${assignments.join(', ')}
     from jsonb_populate_recordset(null::"${table}", $1::jsonb) wanted where stored.id = wanted.id`,
    rows,
  );
}

/** Deletes the rows whose `column` holds one of the ids. */
export async function deleteRows(
  tx: Transaction,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await execute(tx, `delete from "${table}" where "${column}" in (${idsOfArgument})`, ids);
}

/** The ids of a JSON list, for `in (…)`. */
export const idsOfArgument = 'select jsonb_array_elements_text($1::jsonb)::uuid';

/** Of the rows, the ids of those that are stored with other values. */
export async function differingIds(tx: Transaction, table: string, rows: readonly Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const columns = namesOf(rows);
  const listed = (name: string) => columns.map((column) => `${name}."${column}"`).join(', ');
  const found = await query<{ id: string }>(
    tx,
    `select stored.id::text as id from jsonb_populate_recordset(null::"${table}", $1::jsonb) wanted
     join "${table}" stored on stored.id = wanted.id
     where (${listed('stored')}) is distinct from (${listed('wanted')})`,
    rows,
  );
  return new Set(found.map(({ id }) => id));
}

/** Of the ids, those that the table has. */
export async function storedIds(tx: Transaction, table: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await query<{ id: string }>(
    tx,
    `select id::text as id from "${table}" where id in (${idsOfArgument})`,
    ids,
  );
  return new Set(found.map(({ id }) => id));
}

const namesOf = (rows: readonly Row[]): string[] => Object.keys(rows[0]!);
const columnsOf = (rows: readonly Row[]): string =>
  namesOf(rows)
    .map((column) => `"${column}"`)
    .join(', ');
