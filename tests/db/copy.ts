import type pg from 'pg';
import type { TestDatabase } from '../support/database.js';

/** What `pg` has for COPY but does not declare. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Loads lines in the text format by COPY; rejects with the error of Postgres. */
export async function copyIn(database: TestDatabase, statement: string, lines: readonly string[]): Promise<void> {
  const client = await database.pool.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      client.query({
        submit: (connection: CopyConnection) => connection.query(statement),
        handleCopyInResponse(connection: CopyConnection) {
          connection.sendCopyFromChunk(Buffer.from(lines.map((line) => `${line}\n`).join('')));
          connection.endCopyFrom();
        },
        handleCommandComplete: () => undefined,
        handleError: reject,
        handleReadyForQuery: () => resolve(),
      } as unknown as pg.Submittable);
    });
  } finally {
    client.release();
  }
}
