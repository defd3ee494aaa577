import { importDossiers, reportKinds, type ImportReport } from '../ingestion/index.js';
import { count, type Io } from './io.js';
import { withPrisma, withSession } from './session.js';

/** Imports dossiers: all of it, or nothing when anything is wrong. */
export const importCommand = (io: Io, paths: readonly string[]): Promise<void> =>
  withSession(io, async (session) => {
    const report = await withPrisma(session, (prisma) => importDossiers({ paths, prisma, log: session.log }));
    io.stdout.write(told(report));
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
