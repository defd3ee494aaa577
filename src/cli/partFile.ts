import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
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

  constructor(
    private readonly path: string,
    /** What is asked for. */
    private readonly asked: object,
    /** What makes it: the program, and what a record holds in it. */
    private readonly maker: object,
  ) {
    this.part = `${path}.part`;
    this.note = `${this.part}.json`;
  }

  /** Begins anew, or goes on after the last whole record of `NAME.part`. */
  async begin(resume: 'csv' | 'ndjson' | null, gzip = false): Promise<Begun> {
    try {
      if (resume) return await this.resume(resume, gzip);
      await writeFile(this.note, JSON.stringify({ asked: this.asked, maker: this.maker }));
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

  private async resume(format: 'csv' | 'ndjson', gzip: boolean): Promise<Begun> {
    await this.demandSameExport();
    const open = (): AsyncIterable<Buffer> => (gzip ? unzipped(this.part) : createReadStream(this.part));
    try {
      const { begin, end, rows } = await wholeRecords(open(), format);
      const last = rows === 0 ? null : await idAt(open(), begin, this.part);
      await (gzip ? this.rewrite(stretch(open(), 0, end)) : truncate(this.part, end));
      return { rows, last };
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? noExport(this.part) : error;
    }
  }

  private async demandSameExport(): Promise<void> {
    const note = await readFile(this.note, 'utf8').catch(() => {
      throw wrongUsage(`--resume: there is no ${this.part} that an export left; leave --resume out.`);
    });
    const { asked, maker } = noteOf(note);
    if (canonical(maker) !== canonical(this.maker)) {
      const why = 'was begun by another version of this program, whose records may hold other fields';
      throw wrongUsage(`--resume: ${this.part} ${why}; leave --resume out to begin anew.`);
    }
    if (canonical(asked) !== canonical(this.asked))
      throw wrongUsage(`--resume: ${this.part} was begun with other options; give the same, or leave --resume out.`);
  }

  /** What is gone on with is a first member of the compressed file; the rest is a second. */
  private async rewrite(content: AsyncIterable<Buffer>): Promise<void> {
    const again = `${this.part}.again`;
    await pipeline(content, createGzip(), createWriteStream(again, { flush: true }));
    await rename(again, this.part);
  }
}

interface Note {
  readonly asked?: object;
  readonly maker?: object;
}

function noteOf(text: string): Note {
  try {
    return JSON.parse(text) as Note;
  } catch {
    return {};
  }
}

/** The same text whatever the order in which options were given. */
const canonical = (value: object = {}): string =>
  JSON.stringify(
    Object.entries(value)
      .filter(([, given]) => given !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

/** The content of a compressed file, as far as it goes when it was broken off. */
function unzipped(path: string): Readable {
  const packed = createReadStream(path);
  const content = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  packed.on('error', (error) => content.destroy(error));
  content.on('close', () => packed.destroy());
  return packed.pipe(content);
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

/** Where the last whole record begins and ends, and how many there are. */
async function wholeRecords(content: AsyncIterable<Buffer>, format: 'csv' | 'ndjson') {
  let [position, begin, end, rows] = [0, 0, 0, 0];
  let isQuoted = false;
  for await (const chunk of content) {
    for (const byte of chunk) {
      position += 1;
      if (byte === QUOTE && format === 'csv') isQuoted = !isQuoted;
      if (byte !== LINE_FEED || isQuoted) continue;
      [begin, end] = [end, position];
      rows += 1;
    }
  }
  // The header of a table alone is as good as nothing: both are written again.
  const headers = format === 'csv' ? 1 : 0;
  return rows <= headers ? { begin: 0, end: 0, rows: 0 } : { begin, end, rows: rows - headers };
}

/** The bytes from one place up to another. */
async function* stretch(content: AsyncIterable<Buffer>, begin: number, end: number): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const chunk of content) {
    yield chunk.subarray(Math.max(begin - position, 0), Math.max(end - position, 0));
    position += chunk.length;
    if (position >= end) return;
  }
}

/** Longest that the part of a record up to its id can be. */
const ID_BYTES = 100;

/** The id of the record that begins at a place; it is the first thing that a record holds. */
async function idAt(content: AsyncIterable<Buffer>, begin: number, path: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stretch(content, begin, begin + ID_BYTES)) parts.push(part);
  const id = /^(?:\{"id":")?([a-z]+_[0-9a-f]{32})/.exec(Buffer.concat(parts).toString())?.[1];
  if (id === undefined) throw noExport(path);
  return id;
}

const noExport = (path: string): Error => failed(`${path} holds something else than an export; leave --resume out.`);
