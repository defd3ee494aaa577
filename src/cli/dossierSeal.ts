import { writeFile } from 'node:fs/promises';
import { sealDossier } from '../ingestion/index.js';
import { failed, wrongUsage } from './exit.js';
import { count, type Io } from './io.js';

export interface SealOptions {
  /** `VERSION=PATH` each. */
  readonly text: readonly string[];
  /** Where the sealed dossier goes; standard output when absent. */
  readonly out?: string;
}

/** Takes the words of texts out of a dossier, so that it can be passed on without them. Needs no database. */
export async function dossierSealCommand(io: Io, file: string, options: SealOptions): Promise<void> {
  const { text, versions, spans } = sealDossier({ file, texts: Object.fromEntries(options.text.map(readText)) });
  if (options.out === undefined) return void io.stdout.write(text);
  await writeFile(options.out, text).catch((error: Error) => {
    throw failed(`${options.out} cannot be written: ${error.message}`, error);
  });
  io.stdout.write(`Sealed ${count(spans, 'span')} of ${count(versions, 'text')} in ${options.out}.\n`);
}

function readText(option: string): [version: string, path: string] {
  const [, version, path] = /^([^=]+)=(.+)$/.exec(option) ?? [];
  if (version === undefined || path === undefined) throw wrongUsage(`--text ${option}: VERSION=PATH is wanted.`);
  return [version, path];
}
