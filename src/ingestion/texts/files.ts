import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { decodeUtf8, IndexedText, normaliseText, sealText } from '../../provenance/index.js';
import { MAX_TEXT_BYTES } from '../resolve/versions.js';

/** A person's own copy of a text, normalised. */
export interface TextFile {
  /** Name within the folder. */
  readonly file: string;
  readonly text: IndexedText;
  readonly sha256: string;
}

export interface UnreadableFile {
  readonly file: string;
  readonly reason: string;
}

/** The folder of texts cannot be read. */
export class TextsFolderError extends Error {
  constructor(dir: string, cause: unknown) {
    const { code, message } = cause as NodeJS.ErrnoException;
    super(
      `the texts folder ${dir} cannot be read: ${code === 'ENOENT' ? 'there is no such folder' : (code ?? message)}`,
      {
        cause,
      },
    );
    this.name = 'TextsFolderError';
  }
}

/** All `.txt` files of the folder, by name; folders in it are not entered. */
export function readTexts(dir: string): (TextFile | UnreadableFile)[] {
  return namesIn(dir)
    .filter((name) => extname(name).toLowerCase() === '.txt')
    .sort()
    .map((file) => readText(dir, file));
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    throw new TextsFolderError(dir, error);
  }
}

function readText(dir: string, file: string): TextFile | UnreadableFile {
  try {
    const stat = statSync(join(dir, file));
    if (!stat.isFile()) return { file, reason: 'is no file' };
    if (stat.size > MAX_TEXT_BYTES)
      return { file, reason: `has ${stat.size} bytes; at most ${MAX_TEXT_BYTES} are read` };
    const raw = decodeUtf8(readFileSync(join(dir, file)));
    if (raw === null) return { file, reason: 'is not UTF-8' };
    if (raw.includes('\0')) return { file, reason: 'holds a NUL, so it is no text' };
    if (raw.trim() === '') return { file, reason: 'is empty' };
    const text = new IndexedText(normaliseText(raw));
    return { file, text, sha256: sealText(text).sha256 };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { file, reason: `cannot be read: ${code ?? message}` };
  }
}
