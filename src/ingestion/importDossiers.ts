import type { PrismaClient } from '../generated/prisma/client.js';
import type { Log } from '../log.js';
import { parseSource, RecentDocuments, type ParsedFile } from './dossier/document.js';
import { readSources } from './dossier/files.js';
import { validate, type ValidFile } from './dossier/validate.js';
import { ImportRejected } from './faults.js';
import { refusalOf } from './refusal.js';
import type { ImportReport } from './report.js';
import { resolve, type Input } from './resolve/index.js';
import { looseKeys } from './resolve/looseKeys.js';
import { save, type Progress } from './save/index.js';
import { inTransaction } from './transaction.js';

export interface ImportOptions {
  /** Files, or folders of `.yaml`, `.yml` and `.json` files. */
  readonly paths: readonly string[];
  readonly prisma: PrismaClient;
  readonly log: Log;
  readonly onProgress?: Progress;
}

/**
 * Reads dossiers, checks everything, and stores all of it in one transaction or nothing. What is stored already with the
 * same content is left as it is, so that importing twice changes nothing.
 * @throws ImportRejected with every fault, each with file, line and column. Other errors are the database's.
 */
export async function importDossiers({
  paths,
  prisma,
  log,
  onProgress = () => undefined,
}: ImportOptions): Promise<ImportReport> {
  const input = readDossiers(paths);
  onProgress('files', input.files.length);
  if (input.files.length === 0) throw new ImportRejected(input.faults);
  const report = await inTransaction(prisma, async (tx) => {
    const plan = await resolve(input, tx);
    return save(tx, plan, input.files.length, onProgress);
  }).catch((error: unknown) => {
    throw rejectionOf(error, paths) ?? error;
  });
  log.info({ files: report.files, changed: report.changed, counts: report.counts }, 'imported dossiers');
  return report;
}

function readDossiers(paths: readonly string[]): Input {
  const { sources, faults } = readSources(paths);
  const recent = new RecentDocuments();
  const parsed = sources.map((source) => parseSource(source, recent));
  const valid = parsed.map((file) => (Array.isArray(file) ? file : validate(file)));
  const faulty = parsed.filter((file, i): file is ParsedFile => !Array.isArray(file) && Array.isArray(valid[i]));
  const isReadable = faults.length === 0 && parsed.every((file) => !Array.isArray(file));
  return {
    files: valid.filter((file): file is ValidFile => !Array.isArray(file)),
    faults: [...faults, ...valid.flatMap((file) => (Array.isArray(file) ? file : []))],
    looseKeys: isReadable ? faulty.flatMap(({ value }) => looseKeys(value)) : undefined,
  };
}

/** The checks before should leave nothing for Postgres to refuse; where they do, its reason has no place in a file. */
function rejectionOf(error: unknown, paths: readonly string[]): ImportRejected | undefined {
  const reason = refusalOf(error);
  return reason === undefined
    ? undefined
    : new ImportRejected([
        { file: paths.join(', '), line: 1, column: 1, reason: `the database refuses it: ${reason}` },
      ]);
}
