import { DomainError } from '../lib/errors.js';
import type { Written } from '../lib/sql.js';
import type { ReadPool } from './pool.js';

/** Reads of one request. */
export interface Reader {
  /** Runs one prepared statement. Rows have the types of `types.ts`. TIMEOUT when no connection is free in time. */
  rows<Row>(statement: Written): Promise<Row[]>;
  /** How many statements this reader was asked to run. */
  readonly statements: number;
}

/** One per request. Statements of one reader may run at the same time. */
export function createReader(pool: ReadPool): Reader {
  let statements = 0;
  return {
    async rows<Row>({ text, values }: Written): Promise<Row[]> {
      statements += 1;
      const result = await pool.read(text, [...values]).catch((error: unknown) => {
        throw isWithoutConnection(error) ? busy() : error;
      });
      return result.rows as Row[];
    },
    get statements() {
      return statements;
    },
  };
}

/** What `pg` says when no connection became free, or could be made, in time; these errors have no code. */
const isWithoutConnection = (error: unknown): boolean =>
  error instanceof Error &&
  ['timeout exceeded when trying to connect', 'Connection terminated due to connection timeout'].includes(
    error.message,
  );

const busy = (): DomainError =>
  new DomainError('TIMEOUT', 'The server is busy: no database connection was free in time.');
