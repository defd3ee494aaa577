import type { Io } from './io.js';
import { withSession } from './session.js';

/** Brings the tables of the database up to date and tells what was done. */
export const migrateCommand = (io: Io): Promise<void> =>
  withSession(io, async ({ applied, database }) => {
    const told = applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Everything is up to date.';
    io.stdout.write(`${told} Database: ${database.description}\n`);
  });
