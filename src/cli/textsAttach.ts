import { anchorStatuses, attachTexts, type AnchorCounts, type AttachReport } from '../ingestion/index.js';
import { failed } from './exit.js';
import type { Io } from './io.js';
import { withPrisma, withSession } from './session.js';

/** Attaches a person's own copies of texts and tells how every citation stands. A folder without any is a failure. */
export const textsAttachCommand = (io: Io, dir: string): Promise<void> =>
  withSession(io, async (session) => {
    const report = await withPrisma(session, (prisma) => attachTexts({ dir, prisma, log: session.log }));
    io.stdout.write(told(report));
    demandText(dir, report);
  });

function told({ files, versions, citations }: AttachReport): string {
  const lines = [
    ...files.map(({ file, result, version, stored, reason }) =>
      [`${result.padEnd(10)} ${file}`, version && `is ${version}`, stored && 'stored now', reason]
        .filter(Boolean)
        .join(', '),
    ),
    ...versions.flatMap(({ notExact }) =>
      notExact.map(({ claim, status, at, anchor }) => {
        const place = anchor ? `is at ${anchor.join('-')}` : 'is not in the text';
        return `${status.padEnd(10)} citation of ${claim} at ${at.join('-')} ${place}`;
      }),
    ),
    `Citations: ${countsOf(citations)}`,
  ];
  return `${lines.join('\n')}\n`;
}

const countsOf = (counts: AnchorCounts): string =>
  anchorStatuses.map((status) => `${counts[status]} ${status}`).join(', ');

function demandText(dir: string, { files }: AttachReport): void {
  const unreadable = files.filter(({ result }) => result === 'UNREADABLE').map(({ file }) => file);
  if (unreadable.length > 0) throw failed(`${unreadable.join(', ')} cannot be read as text: save it as UTF-8.`);
  if (files.every(({ result }) => result === 'UNKNOWN'))
    throw failed(
      `${dir} holds no text of a stored version: import the dossiers first, or name the folder of the .txt files.`,
    );
}
