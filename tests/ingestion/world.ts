import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPrisma } from '../../src/db/prisma.js';
import {
  attachTexts,
  importDossiers,
  ImportRejected,
  type AttachReport,
  type ImportReport,
} from '../../src/ingestion/index.js';
import { onCleanup } from '../support/cleanup.js';
import { freshDatabase, silentLog, type TestDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/folder.js';

/** Registry of an invented place. */
export const registry = `dossier: 1
collections:
  - { key: ferries, title: "The ferries of Exampleton" }
memberOf: [ferries]
actors:
  - key: example-group
    kind: COMPANY
    name: "Example Group"
  - key: example-daily
    kind: MEDIA_OUTLET
    name: "Example Daily"
    outlet: { family: example-group, country: US, wireAgency: false }
  - key: jane-doe
    kind: PERSON
    name: "Jane Doe"
    wikidata: Q1
    active: "1960/.."
    names:
      - { value: "Jané Doë", kind: ALIAS, language: fr, script: Latn, valid: "2006/..", article: ferries-2020 }
  - key: harbour-board
    kind: PUBLIC_BODY
    name: "Harbour Board"
events:
  - key: winter-season
    title: "Winter season"
    type: RETREAT
    status: PLANNED
    time: { edtf: "2020-24" }
  - key: ferries-stop
    title: "Ferries stop"
    type: RETREAT
    modes: [stop]
    status: PLANNED
    time: { edtf: "2020-11~", words: "in winter" }
    place: { name: "Exampleton", country: US, precision: CITY, latitude: 1.5, longitude: -2 }
    participants: [{ actor: harbour-board, role: ACTOR }]
    parent: winter-season
`;

/** The text of the publisher. */
export const published = `Ferries to stop

The Harbour Board said that two ferries would stop in winter. 😀 “Nobody asked us,” said Jane Doe.

About 40,000 people a year use them, Doe said.
`;

export const article = `# An article of the invented place
dossier: 1
memberOf: [ferries]
review: { state: ACCEPTED, by: "A desk", on: "2021-01-02" }
article:
  key: ferries-2020
  headline: "Ferries to stop"
  url: "https://example.com/ferries"
  outlet: { actor: example-daily, basis: STATED }
  authors: [jane-doe]
  published: { edtf: "2020-10-05/2020-10-07", basis: INFERRED, note: "a Monday in October" }
  section: "Local"
  language: en
  genre: NEWS
  rights: { text: QUOTATION, holder: "Example Group" }
  versions:
    - key: published
      kind: PUBLISHED
      language: en
      captured: { on: "2021-01-01", how: "typed" }
      textFile: text.txt   # the publisher's
      ranges:
        - { kind: HEADLINE, at: [0, 15] }
        - { kind: BODY, at: [17, 114] }
        - { kind: BODY, at: [116, 162] }
    - key: digest
      kind: DIGEST
      language: en
      text: |
        In winter two ferries are to stop, says the board. Jane Doe complains.

        She puts the number of passengers at 40,000 a year.
mentions:
  - { actor: harbour-board, version: published, at: [21, 34], words: "Harbour Board" }
  - { actor: jane-doe, version: published, quote: "Jane Doe" }
claims:
  - key: ferries-stop
    statement: "Two ferries stop in winter."
    speechAct: ANNOUNCE
    polarity: POSITIVE
    certainty: CERTAIN
    temporality: FUTURE
    subjects: [harbour-board]
    event: ferries-stop
    asserted: { edtf: "2020-24", words: "in winter" }
    chain:
      - { actor: example-daily, role: REPORTING_OUTLET, quotation: NARRATED, relay: FIRSTHAND, certainty: CERTAIN, polarity: POSITIVE }
      - { actor: harbour-board, role: ORIGINAL_SPEAKER, quotation: INDIRECT, relay: UNKNOWN, cue: "said",
          span: { version: published, quote: "The Harbour Board" } }
    citations:
      - { version: published, quote: "two ferries would stop in winter" }
      - { version: digest, quote: "In winter two ferries are to stop" }
  - key: passengers
    statement: "The ferries carry about 40,000 people a year."
    speechAct: STATE
    polarity: POSITIVE
    certainty: PROBABLE
    temporality: PRESENT
    objects: [jane-doe]
    stated: "2020-10"
    quantities:
      - { amount: 40000, unit: PERSON, per: YEAR, approximate: true, words: "About 40,000 people a year" }
    chain:
      - { actor: example-daily, role: REPORTING_OUTLET, quotation: NARRATED, relay: FIRSTHAND }
      - { unnamed: "a resident", role: UNNAMED, quotation: INDIRECT, relay: FIRSTHAND }
    citations:
      - { version: published, quote: "About 40,000 people a year use them" }
      - { version: digest, quote: "40,000 a year" }
`;

export const opinions = `dossier: 1
relations:
  - key: doe-on-the-board
    from: jane-doe
    to: harbour-board
    type: MEMBERSHIP
    title: "member"
    valid: { edtf: "../2019", words: "formerly" }
    claims: [ferries-2020/ferries-stop]
claimRelations:
  - { from: ferries-2020/passengers, to: ferries-2020/ferries-stop, type: CONTRADICTS, subKind: QUANTITY, basis: HUMAN, rationale: "Why not." }
judgements:
  - { a: jane-doe, b: harbour-board, verdict: NOT_SAME, by: "A desk", on: "2021-01-02", why: "One is a person." }
assessments:
  - { target: { outlet: example-daily }, scale: SOURCE_RELIABILITY, value: B, topic: "ferries", period: "2020", by: "A desk", on: "2021-01-02", why: "Known." }
  - { target: { claim: ferries-2020/passengers }, scale: INFORMATION_CREDIBILITY, value: 3, by: "A desk", on: "2021-01-02", why: "Possible." }
`;

/** The whole invented place. `text.txt` is what a reader would have. */
export const place = {
  'registry.yaml': registry,
  'article.yaml': article,
  'opinions.yaml': opinions,
  'text.txt': published,
};

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files; names may hold folders. */
export function folderWith(files: Files): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export interface World {
  readonly database: TestDatabase;
  import(files: Files): Promise<ImportReport>;
  importPaths(...paths: string[]): Promise<ImportReport>;
  attach(files: Files): Promise<AttachReport>;
  /** Every row of every table, to compare before with after. `xmin` tells whether a row was written anew. */
  snapshot(): Promise<Record<string, unknown[]>>;
}

/** A database of its own with the doors of the ingestion. */
export async function aWorld(): Promise<World> {
  const database = await freshDatabase();
  const prisma = createPrisma(database.url);
  onCleanup(() => prisma.$disconnect());
  const importPaths = (...paths: string[]) => importDossiers({ paths, prisma, log: silentLog });
  return {
    database,
    importPaths,
    import: (files) => importPaths(folderWith(files)),
    attach: (files) => attachTexts({ dir: folderWith(files), prisma, log: silentLog }),
    snapshot: () => snapshotOf(database),
  };
}

async function snapshotOf(database: TestDatabase): Promise<Record<string, unknown[]>> {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => [name, await database.query(`select xmin, t.* from "${name}" t order by t::text`)]),
  );
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

/** Faults of a refused import, as `file:line:column: reason` with the file's name alone. */
export async function faultsOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportRejected)) throw new Error(`not rejected: ${String(error)}`);
  return error.faults.map(({ file, line, column, reason }) => `${file.split('/').at(-1)}:${line}:${column}: ${reason}`);
}
