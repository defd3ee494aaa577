import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { decodeUtf8 } from '../../provenance/index.js';
import type { Fault } from '../faults.js';

const ENDINGS = new Set(['.yaml', '.yml', '.json']);

/** More than a dossier of thousands of claims needs; what is larger is no dossier. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 20_000;

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/**
 * Texts of the dossier files at these paths. Of a folder every `.yaml`, `.yml` and `.json` file, also in folders below it,
 * but for hidden ones; a file that is named is read whatever its ending. A file that is reached twice is read once.
 */
export function readSources(paths: readonly string[]): { sources: SourceText[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const files = new Map<string, string>();
  for (const path of paths) collect(path, true, files, faults, new Set());
  if (files.size === 0 && faults.length === 0)
    faults.push(faultOf(paths.join(', '), 'there is no .yaml, .yml or .json file'));
  const sources = [...files.values()].flatMap((file) => {
    const read = readSource(file);
    if ('text' in read) return [read];
    faults.push(read);
    return [];
  });
  return { sources, faults };
}

function collect(path: string, named: boolean, files: Map<string, string>, faults: Fault[], above: Set<string>): void {
  try {
    const real = realpathSync(path);
    if (above.has(real)) return;
    if (statSync(real).isDirectory()) {
      for (const entry of readdirSync(real).sort())
        if (!entry.startsWith('.')) collect(join(path, entry), false, files, faults, new Set([...above, real]));
    } else if (named || ENDINGS.has(extname(path).toLowerCase())) files.set(real, files.get(real) ?? path);
    if (files.size > MAX_FILES) throw new Error(`there are more than ${MAX_FILES} files`);
  } catch (error) {
    faults.push(faultOf(path, `cannot be read: ${reasonOf(error)}`));
  }
}

function readSource(file: string): SourceText | Fault {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return faultOf(file, 'is no file');
    if (stat.size > MAX_BYTES) return faultOf(file, `has ${stat.size} bytes; at most ${MAX_BYTES} are read`);
    const text = decodeUtf8(readFileSync(file));
    if (text === null) return faultOf(file, 'is not UTF-8: save it in that encoding');
    return { file, text: text.startsWith('\ufeff') ? text.slice(1) : text };
  } catch (error) {
    return faultOf(file, `cannot be read: ${reasonOf(error)}`);
  }
}

const faultOf = (file: string, reason: string): Fault => ({ file, line: 1, column: 1, reason });

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'there is no such file or folder' : (code ?? message);
};
