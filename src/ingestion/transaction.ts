import { WRITING_LOCK } from '../db/index.js';
import type { PrismaClient } from '../generated/prisma/client.js';
import type { Transaction } from './sql.js';

const TIMEOUT_MS = 30 * 60_000;

/** Runs work that reads first and then writes: all of it or nothing, one at a time. */
export const inTransaction = <Result>(
  prisma: PrismaClient,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> =>
  prisma.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(`select pg_advisory_xact_lock(${WRITING_LOCK})`);
      return work(tx);
    },
    { timeout: TIMEOUT_MS, maxWait: 30_000 },
  );
