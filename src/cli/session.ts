import { readConfig, type Config } from '../config.js';
import { DatabaseError, migrate, openDatabase, type Database } from '../db/index.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import { createLog, type Log } from '../log.js';
import { Failure, exitCodes } from './exit.js';
import type { Io } from './io.js';

/** Settings, log and a database whose tables are up to date. */
export interface Session {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  /** Migrations that were applied on opening. */
  readonly applied: readonly string[];
}

/** Opens what a command needs, does `work`, and closes it again whatever happened. */
export async function withSession<Result>(io: Io, work: (session: Session) => Promise<Result>): Promise<Result> {
  const config = readConfig(io.env);
  // A command that ends by itself tells its result; what went on meanwhile is for those who ask for it.
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  return open(config, log, work);
}

/** The same for the server, which logs as the settings say. */
export const withServerSession = <Result>(io: Io, work: (session: Session) => Promise<Result>): Promise<Result> => {
  const config = readConfig(io.env);
  return open(config, createLog(config.logLevel), work);
};

async function open<Result>(config: Config, log: Log, work: (session: Session) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(config, log);
  try {
    const { applied } = await migrate(database.url, log).catch(refuseMigration);
    // A dump that was restored may tell of transactions to come; see docs/decisions/change-feed.md.
    await database.pool.query('select forget_other_history()');
    return await work({ config, log, database, applied });
  } finally {
    await database.close();
  }
}

/** The database was reached; what its tables are like is another fault. */
function refuseMigration(error: unknown): never {
  throw error instanceof DatabaseError ? new Failure(exitCodes.failed, error.message, { cause: error }) : error;
}

/** Lends a client for writes. */
export async function withPrisma<Result>(
  { database }: Pick<Session, 'database'>,
  work: (prisma: PrismaClient) => Promise<Result>,
): Promise<Result> {
  const { createPrisma } = await import('../db/prisma.js');
  const prisma = createPrisma(database.url);
  try {
    return await work(prisma);
  } finally {
    await prisma.$disconnect();
  }
}
