import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrisma } from '../../src/db/prisma.js';
import { importDossiers } from '../../src/ingestion/index.js';
import { silentLog, type Template } from './database.js';
import { temporaryFolder } from './folder.js';

/** A claim about an event of an invented world; what is absent is not said. */
export interface Report {
  /** Key of the event; `fire` when absent. */
  readonly event?: string;
  /** The outlet, which has one article. */
  readonly outlet: string;
  readonly asserted?: string;
  readonly polarity?: 'POSITIVE' | 'NEGATIVE' | 'UNKNOWN';
  readonly subjects?: readonly string[];
  readonly objects?: readonly string[];
  readonly amounts?: readonly object[];
  readonly statement?: string;
  /** Who said it; the outlet itself when absent. */
  readonly speaker?: string;
  /** The cited words; those of another report when both are equal. */
  readonly words?: string;
  readonly state?: 'DRAFT' | 'ACCEPTED';
}

const people = ['ann', 'ben', 'cem', 'dee'];

/** The reports as a database: claims `r0`, `r1`, … of articles that have the key of their outlet. */
export const reported = (name: string, reports: readonly Report[]): Template => ({
  name: `reported_${name}`,
  fill: async (url) => {
    const folder = temporaryFolder();
    const outlets = [...new Set(reports.map(({ outlet }) => outlet))];
    const files = [
      registryOf(outlets, [...new Set(reports.map(eventOf))]),
      ...outlets.map((outlet, index) => articleOf(outlet, index, reports)),
    ];
    files.forEach((file, index) => writeFileSync(join(folder, `${index}.json`), JSON.stringify(file)));
    const prisma = createPrisma(url);
    try {
      await importDossiers({ paths: [folder], prisma, log: silentLog });
    } finally {
      await prisma.$disconnect();
    }
  },
});

const eventOf = ({ event }: Report): string => event ?? 'fire';

const registryOf = (outlets: readonly string[], events: readonly string[]) => ({
  dossier: 1,
  actors: [
    ...outlets.map((key) => ({ key, kind: 'MEDIA_OUTLET', name: key, outlet: { country: 'US', wireAgency: false } })),
    ...people.map((key) => ({ key, kind: 'PERSON', name: key })),
  ],
  events: events.map((key) => ({
    ...{ key, title: key, type: 'ASSAULT', status: 'OCCURRED' },
    place: { name: 'Port Said', precision: 'CITY' },
  })),
});

const articleOf = (outlet: string, index: number, reports: readonly Report[]) => ({
  dossier: 1,
  article: {
    ...{ key: outlet, headline: outlet, outlet: { actor: outlet, basis: 'STATED' }, language: 'en', genre: 'NEWS' },
    published: { edtf: `2020-01-${10 + index}`, basis: 'STATED' },
    rights: { text: 'OPEN' },
    versions: [
      {
        key: 'digest',
        kind: 'DIGEST',
        language: 'en',
        text: [...new Set(reports.map((_, n) => wordsOf(reports, n)))].join(' '),
      },
    ],
  },
  claims: reports.flatMap((report, n) => (report.outlet === outlet ? [claimOf(report, n, wordsOf(reports, n))] : [])),
});

const wordsOf = (reports: readonly Report[], n: number): string => reports[n]?.words ?? `Words of r${n}.`;

const claimOf = (report: Report, n: number, quote: string) => ({
  ...{
    key: `r${n}`,
    statement: report.statement ?? `Report ${n}.`,
    event: eventOf(report),
    polarity: report.polarity ?? 'POSITIVE',
  },
  ...{ speechAct: 'STATE', certainty: 'CERTAIN', temporality: 'PAST' },
  ...{ subjects: report.subjects ?? ['ann'], objects: report.objects ?? [], quantities: report.amounts ?? [] },
  ...(report.asserted === undefined ? {} : { asserted: report.asserted }),
  chain: [
    { actor: report.outlet, role: 'REPORTING_OUTLET', quotation: 'NARRATED', relay: 'FIRSTHAND' },
    ...(report.speaker === undefined
      ? []
      : [{ actor: report.speaker, role: 'ORIGINAL_SPEAKER', quotation: 'INDIRECT', relay: 'FIRSTHAND' }]),
  ],
  citations: [{ version: 'digest', quote, occurrence: 1 }],
  review: report.state === 'DRAFT' ? { state: 'DRAFT' } : { state: 'ACCEPTED', by: 'A desk', on: '2021-01-02' },
});
