import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { LineStream } from '../db/index.js';
import { DomainError } from '../lib/errors.js';
import {
  anonymousViewer,
  loadSchema,
  operatorViewer,
  planExport,
  renderExport,
  type ExportPlan,
  type Outcome,
} from '../server/index.js';
import { failed, wrongUsage } from './exit.js';
import { count, type Io } from './io.js';
import { PartFile } from './partFile.js';
import { withSession, type Session } from './session.js';
import { version } from './version.js';

type Format = 'ndjson' | 'csv' | 'graphml';

export interface ExportOptions {
  readonly format?: Format;
  /** Which network. */
  readonly of?: string;
  readonly minWeight?: string;
  readonly filter?: string;
  readonly columns?: string;
  readonly after?: string;
  readonly limit?: string;
  readonly bom?: boolean;
  readonly keepFormulas?: boolean;
  readonly gzip?: boolean;
  readonly output?: string;
  readonly resume?: boolean;
  readonly viewer: 'anonymous' | 'operator';
}

/** Writes a list, or a network, that passes a filter, to standard output or, whole or not at all, to a file. */
export function exportCommand(io: Io, name: string, options: ExportOptions): Promise<void> {
  const format = formatOf(name, options);
  checkOptions(format, options);
  const file = `${name}.${format}`;
  return withSession(io, async (session) => {
    const planned = planOf(session, file, options);
    if (options.output === undefined) {
      await write(io, session, planned, { to: io.stdout, options });
      return;
    }
    const outcome = await writeFile(io, session, file, planned, { ...options, format, output: options.output });
    io.stderr.write(`Exported ${counted(outcome, planned)} to ${options.output}.\n`);
  });
}

async function writeFile(
  io: Io,
  session: Session,
  file: string,
  planned: ExportPlan,
  options: ExportOptions & { readonly format: Format; readonly output: string },
): Promise<Outcome> {
  const { output, resume, format, ...making } = options;
  const part = new PartFile(output, { file, ...making }, { version: version(), record: planned.record });
  const { rows, last } = await part.begin(resume && format !== 'graphml' ? format : null, options.gzip);
  const rest = last === null ? planned : planOf(session, file, { ...options, after: last });
  const outcome = await write(io, session, withoutEarlyTail(rest), { to: part.append(), options, rows });
  await part.finish();
  return outcome;
}

/** A file has its last line when it is whole; until then it can be gone on with. */
const withoutEarlyTail = ({ format, ...plan }: ExportPlan): ExportPlan => ({
  ...plan,
  format: { ...format, tail: (outcome) => (outcome.error ? null : format.tail(outcome)) },
});

interface Target {
  readonly to: Writable;
  readonly options: ExportOptions;
  /** Records that stand there already. */
  readonly rows?: number;
}

const counted = ({ rows }: Outcome, { prefix }: ExportPlan): string =>
  prefix === null ? `${rows} nodes and ties` : count(rows, 'record');

const PROGRESS_MS = 2_000;

async function write(io: Io, session: Session, plan: ExportPlan, { to, options, rows = 0 }: Target): Promise<Outcome> {
  const outcome: Outcome = { rows, complete: false, next: plan.after };
  const lines = new LineStream(session.database.url, plan.statement, session.config.exports);
  const tell = (error: unknown) => ({ message: (error as Error).message });
  const faults: unknown[] = [];
  const texts = Readable.from(untilFault(renderExport(lines, plan, { outcome, resumed: rows > 0, tell }), faults));
  const progress = setInterval(() => io.stderr.write(`${counted(outcome, plan)} …\n`), PROGRESS_MS);
  const end = to !== io.stdout;
  const isResumable = options.output !== undefined && plan.prefix !== null;
  try {
    await (options.gzip ? pipeline(texts, createGzip(), to, { end }) : pipeline(texts, to, { end }));
  } catch (error) {
    throw failed(broken(error as Error, isResumable), error);
  } finally {
    clearInterval(progress);
    lines.destroy();
  }
  if (outcome.error) throw failed(stopped(outcome, counted(outcome, plan), isResumable), faults[0]);
  return outcome;
}

/** What there is up to a fault, which ends the texts in order: all of it arrives, also what is still to be compressed. */
async function* untilFault(texts: AsyncIterable<string>, faults: unknown[]): AsyncGenerator<string> {
  try {
    yield* texts;
  } catch (error) {
    faults.push(error);
  }
}

const GO_ON = 'give the same command with --resume to go on.';

/** The records could not be read to their end; those that were read are written. */
function stopped({ next, error }: Outcome, written: string, isResumable: boolean): string {
  const ended = `the export ended early: ${(error as { message: string }).message} ${written} were written`;
  if (isResumable) return `${ended}; ${GO_ON}`;
  return next === null ? `${ended}.` : `${ended}; go on with --after ${next}.`;
}

/** What takes the records broke: how many of them arrived is not known here. */
const broken = ({ message }: Error, isResumable: boolean): string =>
  `the export could not be written to its end: ${message}; ${isResumable ? GO_ON : 'begin anew.'}`;

function checkOptions(format: Format, { resume, output, limit, ...options }: ExportOptions): void {
  if (format !== 'csv' && (options.bom || options.keepFormulas))
    throw wrongUsage('--bom and --keep-formulas are for --format csv.');
  if (format !== 'graphml' && (options.of ?? options.minWeight) !== undefined)
    throw wrongUsage('--of and --min-weight are for a network.');
  if (!resume) return;
  if (format === 'graphml') throw wrongUsage('--resume cannot go on with a network: leave it out.');
  if (output === undefined) throw wrongUsage('--resume goes on with a file: name it with --output.');
  if (limit !== undefined) throw wrongUsage('--resume goes on to the end: leave --limit out.');
}

/** What is said, or what the name of the file ends with, or else what is usual. */
const formatOf = (name: string, { format, output = '' }: Pick<ExportOptions, 'format' | 'output'>): Format =>
  format ??
  (/\.(csv|graphml)(\.gz)?$/.exec(output)?.[1] as Format | undefined) ??
  (name === 'network' ? 'graphml' : 'ndjson');

function planOf({ config }: Session, file: string, options: ExportOptions): ExportPlan {
  const { of, filter, minWeight, columns, after, limit, bom, keepFormulas } = options;
  const parameters = {
    ...{ of, filter, minWeight, columns, after, limit },
    ...(bom && { bom: 'yes' }),
    ...(keepFormulas && { formulas: 'keep' }),
  };
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const viewer = options.viewer === 'operator' ? operatorViewer : anonymousViewer(config);
  try {
    return planExport(loadSchema(), viewer, file, given);
  } catch (error) {
    throw error instanceof DomainError ? wrongUsage(`${error.message} (${error.code})`) : error;
  }
}
