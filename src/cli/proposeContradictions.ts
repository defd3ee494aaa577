import { MOST_CLAIMS, proposeContradictions, type ProposeReport } from '../ingestion/index.js';
import { count, type Io } from './io.js';
import { withPrisma, withSession } from './session.js';

/** Lets the rules look for contradictions in all events; tells how far it is on standard error. */
export const proposeContradictionsCommand = (io: Io): Promise<void> =>
  withSession(io, async (session) => {
    const onProgress = (done: number, all: number): void => void io.stderr.write(`${done} of ${count(all, 'event')}\n`);
    const report = await withPrisma(session, (prisma) =>
      proposeContradictions({ prisma, log: session.log, onProgress }),
    );
    io.stdout.write(told(report));
  });

function told({ events, written, removed, drafts, tooLarge }: ProposeReport): string {
  const lines = [
    `Looked at ${count(events, 'event')}: ${count(written, 'candidate')} added or changed, ${removed} removed.`,
    `Drafts that nobody has decided on: ${count(drafts, 'candidate')}.`,
    ...(tooLarge.length > 0 ? [`Left out, with more than ${MOST_CLAIMS} claims: ${tooLarge.join(', ')}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
