import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { packageRoot } from '../../src/config.js';
import { createPrisma } from '../../src/db/prisma.js';
import { attachTexts, importDossiers } from '../../src/ingestion/index.js';
import { silentLog, type Template } from './database.js';

type Prisma = ReturnType<typeof createPrisma>;

/** The five articles, without the publishers' texts. */
export const seeds: Template = { name: 'seeds', fill: (url) => using(url, load) };

/** A folder with the publishers' texts; it is no part of the project, and not everybody has it. */
const textsFolder = join(packageRoot, '../shared/data/articles');

/** The five articles with the publishers' texts attached; for `describeWithTexts` only. */
export const seedsWithTexts: Template = {
  name: 'seeds_with_texts',
  fill: (url) =>
    using(url, async (prisma) => {
      await load(prisma);
      await attachTexts({ dir: textsFolder, prisma, log: silentLog });
    }),
};

/** Tests that need the publishers' texts; skipped, and shown as such, where these are not at hand. */
export const describeWithTexts = existsSync(textsFolder) ? describe : describe.skip;

const load = (prisma: Prisma) => importDossiers({ paths: [join(packageRoot, 'seeds')], prisma, log: silentLog });

async function using(url: string, work: (prisma: Prisma) => Promise<unknown>): Promise<void> {
  const prisma = createPrisma(url);
  try {
    await work(prisma);
  } finally {
    await prisma.$disconnect();
  }
}
