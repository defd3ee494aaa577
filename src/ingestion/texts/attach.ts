import type { PrismaClient } from '../../generated/prisma/client.js';
import type { Log } from '../../log.js';
import { deleteRows, execute, insertRows, type Transaction } from '../sql.js';
import { inTransaction } from '../transaction.js';
import { readTexts, type TextFile } from './files.js';
import { copyMatch, exactMatches, type Match } from './match.js';
import { reportVersions, sumOf, type AttachReport, type FileReport } from './report.js';
import {
  spanTables,
  storedSpans,
  storedVersions,
  type SpanTable,
  type StoredSpan,
  type StoredVersion,
} from './stored.js';

export interface AttachOptions {
  /** Folder with the texts, each a `.txt` file in UTF-8. */
  readonly dir: string;
  readonly prisma: PrismaClient;
  readonly log: Log;
}

/**
 * Takes a person's own copies of texts: finds the version that each is a copy of by the hashes of its quotes, stores the
 * best copy of each version, and finds every span in it. A version's own text replaces a copy, a better copy a worse
 * one; what is held already is left as it is, so that attaching twice changes nothing.
 * @throws TextsFolderError when the folder cannot be read; a file that cannot be is part of the report.
 */
export async function attachTexts({ dir, prisma, log }: AttachOptions): Promise<AttachReport> {
  const read = readTexts(dir);
  const texts = read.filter((file): file is TextFile => 'text' in file);
  const report = await inTransaction(prisma, async (tx) => {
    const versions = await storedVersions(tx);
    const spans = await spansByVersion(tx, texts, versions);
    const matches = new Map(texts.map((file) => [file.file, matchesOf(file, versions, spans)]));
    const chosen = chooseBest([...matches.values()].flat());
    for (const match of chosen) await store(tx, match, spans.get(match.version.id) ?? []);
    const files = read.flatMap((file): FileReport[] =>
      'text' in file
        ? reportFile(file, matches.get(file.file) ?? [], chosen)
        : [{ file: file.file, result: 'UNREADABLE', stored: false, reason: file.reason }],
    );
    const reports = await reportVersions(tx);
    const citations = sumOf(reports.map((version) => version.citations));
    return { files, versions: reports, citations, changed: chosen.length > 0 };
  });
  log.info({ dir, files: report.files.length, changed: report.changed, citations: report.citations }, 'attached texts');
  return report;
}

/** Spans are needed only to recognise texts that are no version's own. */
async function spansByVersion(
  tx: Transaction,
  texts: readonly TextFile[],
  versions: readonly StoredVersion[],
): Promise<ReadonlyMap<string, readonly StoredSpan[]>> {
  const known = new Set(versions.flatMap(({ sha256, held }) => [sha256, held]));
  const spans = new Map<string, StoredSpan[]>();
  if (texts.every(({ sha256 }) => known.has(sha256))) return spans;
  for (const span of await storedSpans(
    tx,
    versions.map(({ id }) => id),
    spanTables,
  )) {
    const list = spans.get(span.versionId);
    if (list) list.push(span);
    else spans.set(span.versionId, [span]);
  }
  return spans;
}

function matchesOf(
  file: TextFile,
  versions: readonly StoredVersion[],
  spans: ReadonlyMap<string, readonly StoredSpan[]>,
): Match[] {
  const exact = exactMatches(file, versions);
  if (exact.length > 0) return exact;
  const held = versions.find((version) => version.held === file.sha256);
  if (held) return [{ file, version: held, isExact: false, places: undefined, found: held.found }];
  const copy = copyMatch(file, versions, spans);
  return copy ? [copy] : [];
}

/** For every version the text to store, where it is better than what is held. */
function chooseBest(matches: readonly Match[]): Match[] {
  const best = new Map<string, Match>();
  for (const match of matches) {
    const { version, found, file } = match;
    const isHeld = version.held === file.sha256;
    const isBetter = !version.held || (version.held !== version.sha256 && found > version.found && !version.isOpen);
    if (!isHeld && isBetter && found > (best.get(version.id)?.found ?? -1)) best.set(version.id, match);
  }
  return [...best.values()];
}

async function store(
  tx: Transaction,
  { file, version, isExact, places }: Match,
  spans: readonly StoredSpan[],
): Promise<void> {
  if (version.held) await deleteRows(tx, 'version_text', 'version_id', [version.id]);
  const { text, length } = file.text;
  await insertRows(tx, 'version_text', [
    { version_id: version.id, text, sha256: file.sha256, length, source: `file ${file.file}` },
  ]);
  if (isExact) return;
  const anchored = spans.flatMap((span, i) => {
    const place = places?.[i];
    return place ? [{ ...span, anchor: place }] : [];
  });
  for (const table of spanTables)
    await anchor(
      tx,
      table,
      anchored.filter((span) => span.table === table),
    );
}

/** Postgres checks the words of every anchor that claims to be exact. */
async function anchor(
  tx: Transaction,
  table: SpanTable,
  spans: readonly (StoredSpan & { anchor: { start: number; end: number; score: number } })[],
): Promise<void> {
  if (spans.length === 0) return;
  const [id, position] = table === 'attribution_link' ? ['claim_id', 'and s.position = w.position'] : ['id', ''];
  await execute(
    tx,
    `update ${table} s set anchor_start = w.anchor_start, anchor_end = w.anchor_end, anchor_score = w.score,
       anchor_status = (case when w.score = 1 then 'MOVED' else 'FUZZY' end)::anchor_status
     from jsonb_to_recordset($1::jsonb) w (id uuid, position int, anchor_start int, anchor_end int, score real)
     where s.${id} = w.id ${position}`,
    spans.map(({ row, anchor: { start, end, score } }) => {
      const [rowId, rowPosition] = row.split('/');
      return { id: rowId, position: Number(rowPosition ?? 0), anchor_start: start, anchor_end: end, score };
    }),
  );
}

function reportFile(file: TextFile, matches: readonly Match[], chosen: readonly Match[]): FileReport[] {
  if (matches.length === 0)
    return [{ file: file.file, result: 'UNKNOWN', stored: false, reason: 'no version has enough of these words' }];
  return matches.map((match) => {
    const { version, isExact } = match;
    const stored = chosen.includes(match);
    if (stored || version.held === file.sha256)
      return { file: file.file, result: isExact ? 'EXACT' : 'COPY', version: version.name, stored };
    return {
      file: file.file,
      result: 'OUTDONE',
      version: version.name,
      stored,
      reason: 'another text of this version is as good or better',
    };
  });
}
