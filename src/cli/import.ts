import { createPrisma } from '../db/index.js';
import { importDossiers, reportKinds, type ImportReport } from '../ingestion/index.js';
import { count, type Io } from './io.js';
import { withSession } from './session.js';

/** Imports dossiers: all of it, or nothing when anything is wrong. */
export const importCommand = (io: Io, paths: readonly string[]): Promise<void> =>
  withSession(io, async ({ database, log }) => {
    const prisma = createPrisma(database.url);
    try {
      io.stdout.write(told(await importDossiers({ paths, prisma, log })));
    } finally {
      await prisma.$disconnect();
    }
  });

function told({ files, counts, draftClaims, changed }: ImportReport): string {
  const lines = reportKinds.flatMap((kind) => {
    const { added, changed, unchanged } = counts[kind];
    const total = added + changed + unchanged;
    return total ? [`  ${kind.padEnd(15)} ${added} added, ${changed} changed, ${unchanged} unchanged`] : [];
  });
  const drafts = draftClaims > 0 ? [`Drafts that nobody has accepted yet: ${count(draftClaims, 'claim')}.`] : [];
  const verdict = changed
    ? `Imported ${count(files, 'file')}:`
    : `Nothing changed; ${count(files, 'file')} ${files === 1 ? 'is' : 'are'} stored already:`;
  return `${[verdict, ...lines, ...drafts].join('\n')}\n`;
}
