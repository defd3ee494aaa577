import type { Sql } from '../../lib/sql.js';
import type { Arguments } from './arguments.js';
import type { Rows } from './entity.js';
import type { Field } from './field.js';
import type { At } from './viewer.js';

/**
 * A text that a program writes from JSON that SQL gives: for what cannot be done in SQL. The JSON is read where all other
 * fields are, so that an answer remains one statement, and is of one moment.
 */
export const written = (
  of: Rows,
  name: string,
  data: (at: At) => Sql,
  write: (data: unknown, args: Arguments) => Promise<string>,
): Field => ({
  resolve: async (row, args, { loaders }) =>
    loaders.written((given) => write(given, args), await loaders.value(of, name, data, row['id'] as string)),
  sql: (at, { args }, writer) => writer.written(data(at), (given) => write(given, args)),
});
