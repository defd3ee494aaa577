import { sql } from '../../lib/sql.js';
import type { Reader } from '../base/index.js';

const statement = sql`select data_version() as version`;

/**
 * What names the state of all data: equal for two readers only when no transaction that changed records ended between
 * them. Who reads it before the data names at worst an older state than they got, so that they are told to read again.
 */
export async function dataVersion(reader: Reader): Promise<string> {
  const [row] = await reader.rows<{ version: string }>(statement);
  return row!.version;
}
