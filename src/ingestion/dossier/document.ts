import { isAlias, isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Fault, Place } from '../faults.js';
import type { SourceText } from './files.js';

/** Way to a value inside a file. */
export type Path = readonly (string | number)[];

/** A file that could be parsed, with the places of its values. */
export interface ParsedFile {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at `path` stands; of a value that is absent, the nearest one around it. */
  place(path: Path): Place;
  /** Where the key of the value at `path` stands. */
  placeOfKey(path: Path): Place;
}

/** Bombs of aliases within aliases multiply far beyond this, and beyond so many values in one file. */
const MAX_ALIASES = 10_000;
const MAX_VALUES = 3_000_000;

/** Text that Postgres cannot store: NUL and halves of surrogate pairs. */

const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Parses YAML 1.2 (JSON is part of it). Never throws: what is wrong is a fault. Files that are read together share
 * `recent`.
 */
export function parseSource(source: SourceText, recent = new RecentDocuments()): ParsedFile | Fault[] {
  const { file } = source;
  try {
    const { document, placeAt } = parse(source);
    const wrong = [...document.errors, ...document.warnings];
    if (wrong.length > 0)
      return distinct(wrong.map(({ message, pos }) => ({ ...placeAt(pos[0]), reason: inWords(message) })));
    const value = document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
    return value === null
      ? [{ file, line: 1, column: 1, reason: 'the file is empty' }]
      : demandStorable(located(source, value, recent));
  } catch (error) {
    return [{ file, line: 1, column: 1, reason: reasonOf(error as Error) }];
  }
}

interface Parsed {
  readonly document: Document;
  readonly placeAt: (offset: number) => Place;
}

function parse({ file, text }: SourceText): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, stringKeys: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return { document, placeAt };
}

/**
 * The documents whose places were asked for last. A document takes fifty times the space of its text, and places are asked
 * for only where something is wrong or changed, so most are parsed once and forgotten.
 */
export class RecentDocuments {
  private readonly parsed = new Map<SourceText, Parsed>();
  private readonly most = 4;

  get(source: SourceText): Parsed {
    const parsed = this.parsed.get(source) ?? parse(source);
    this.parsed.delete(source);
    this.parsed.set(source, parsed);
    for (const oldest of [...this.parsed.keys()].slice(0, -this.most)) this.parsed.delete(oldest);
    return parsed;
  }
}

function located(source: SourceText, value: unknown, recent: RecentDocuments): ParsedFile {
  const place = (path: Path): Place => {
    const { document, placeAt } = recent.get(source);
    return placeAt(nearest(document, path)?.range?.[0] ?? 0);
  };
  const placeOfKey = (path: Path): Place => {
    const { document, placeAt } = recent.get(source);
    const parent = resolved(document, path.slice(0, -1));
    const pair = isMap(parent) && parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
    const offset = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    return offset === undefined ? place(path) : placeAt(offset);
  };
  return { file: source.file, value, place, placeOfKey };
}

/** The node at the path, or the innermost one on the way to it. */
function nearest(document: Document, path: Path): Node | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = resolved(document, path.slice(0, length));
    if (node?.range) return node;
  }
  return undefined;
}

function resolved(document: Document, path: Path): Node | undefined {
  let node: Node | null | undefined = document.contents;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (!node || !('get' in node)) return undefined;
    node = (node.get as (step: string | number, keep: true) => Node | undefined)(step, true);
  }
  return node ?? undefined;
}

function demandStorable(parsed: ParsedFile): ParsedFile | Fault[] {
  const faults: Fault[] = [];
  let values = 0;
  const walk = (value: unknown, path: Path): void => {
    if ((values += 1) > MAX_VALUES) throw new Error('more values than its aliases may stand for');
    if (typeof value === 'string' && UNSTORABLE.test(value))
      faults.push({ ...parsed.place(path), reason: 'holds a NUL or half of a surrogate pair, which is no text' });
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  walk(parsed.value, []);
  return faults.length > 0 ? faults : parsed;
}

const TOO_DEEP = 'is nested too deeply';

/** Messages of the parser that speak to programmers. */
function inWords(message: string): string {
  if (message.startsWith('Maximum call stack')) return TOO_DEEP;
  if (message.startsWith('Source contains multiple documents')) return 'holds several documents; put each into a file';
  return message;
}

/** What follows from nesting too deep says nothing more. */
function distinct(faults: readonly Fault[]): Fault[] {
  const deep = faults.find(({ reason }) => reason === TOO_DEEP);
  return deep ? [deep] : [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

function reasonOf(error: Error): string {
  if (error instanceof RangeError) return TOO_DEEP;
  if (/alias/i.test(error.message)) return 'uses its aliases too often';
  return `cannot be parsed: ${error.message.split('\n')[0]}`;
}
