import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { failed, wrongUsage } from './exit.js';

/** What of an export is in a file already. */
export interface Begun {
  readonly rows: number;
  /** Id of the last record; null before the first. */
  readonly last: string | null;
}

/**
 * A file that appears under its name when it is whole. Until then it grows beside it as `NAME.part`, with what it is made
 * of in `NAME.part.json`, so that only the same export is ever gone on with.
 */
export class PartFile {
  private readonly part: string;
  private readonly note: string;
  private readonly making: string;

  constructor(
    private readonly path: string,
    /** What the content follows from. */
    making: object,
  ) {
    this.part = `${path}.part`;
    this.note = `${this.part}.json`;
    this.making = JSON.stringify(Object.fromEntries(Object.entries(making).sort()));
  }

  /** Begins anew, or goes on after the last whole record of `NAME.part`. */
  async begin(resume: 'csv' | 'ndjson' | null): Promise<Begun> {
    try {
      if (resume) return await this.resume(resume);
      await writeFile(this.note, this.making);
      await writeFile(this.part, '');
      return { rows: 0, last: null };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      throw failed(`${this.path} cannot be written: ${(error as Error).message}`, error);
    }
  }

  append(): Writable {
    return createWriteStream(this.part, { flags: 'a', flush: true });
  }

  async finish(): Promise<void> {
    await rename(this.part, this.path);
    await rm(this.note, { force: true });
  }

  private async resume(format: 'csv' | 'ndjson'): Promise<Begun> {
    const note = await readFile(this.note, 'utf8').catch(() => {
      throw wrongUsage(`--resume: there is no ${this.part} that an export left; leave --resume out.`);
    });
    if (note !== this.making)
      throw wrongUsage(`--resume: ${this.part} was begun with other options; give the same, or leave --resume out.`);
    const { end, rows, last } = await wholeRecords(this.part, format);
    await truncate(this.part, end);
    return { rows, last };
  }
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

/** Where the last whole record of a file ends, how many there are, and the id of the last. */
async function wholeRecords(path: string, format: 'csv' | 'ndjson') {
  let [position, begin, end, rows] = [0, 0, 0, 0];
  let isQuoted = false;
  for await (const chunk of createReadStream(path)) {
    for (const byte of chunk as Buffer) {
      position += 1;
      if (byte === QUOTE && format === 'csv') isQuoted = !isQuoted;
      if (byte !== LINE_FEED || isQuoted) continue;
      [begin, end] = [end, position];
      rows += 1;
    }
  }
  // The header of a table alone is as good as nothing: both are written again.
  const headers = format === 'csv' ? 1 : 0;
  if (rows <= headers) return { end: 0, rows: 0, last: null };
  return { end, rows: rows - headers, last: await idAt(path, begin) };
}

/** Longest that the part of a record up to its id can be. */
const ID_BYTES = 100;

/** The id of the record that begins at a place of a file; it is the first thing that a record holds. */
async function idAt(path: string, begin: number): Promise<string> {
  let text = '';
  for await (const chunk of createReadStream(path, { start: begin, end: begin + ID_BYTES, encoding: 'utf8' }))
    text += chunk as string;
  const id = /^(?:\{"id":")?([a-z]+_[0-9a-f]{32})/.exec(text)?.[1];
  if (id === undefined) throw failed(`${path} holds something else than an export; leave --resume out.`);
  return id;
}
