import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isMap, isSeq, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import { anchorQuote, decodeUtf8, IndexedText, normaliseText, sealSpan, sealText } from '../../provenance/index.js';
import { ImportRejected, type Fault } from '../faults.js';
import { parseSource } from './document.js';
import { readSources } from './files.js';
import { applyEdits, asFlow, replaceKeys, type Edit } from './edits.js';
import { validate } from './validate.js';

export interface SealOptions {
  /** The dossier file of one article. */
  readonly file: string;
  /** Paths of the texts, by key of the version. A version with `textFile` needs none. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface SealedDossier {
  /** The file without the words of the texts. */
  readonly text: string;
  readonly versions: number;
  readonly spans: number;
}

/**
 * Takes the words of texts out of a dossier: every quote becomes offsets and a hash, every text its hash and length, so
 * that it can be passed on without them and still be verified by whoever has them. Digests stay as they are, so do
 * comments and layout. Writes nothing.
 * @throws ImportRejected when the file is no dossier, a text is missing, or a quote is not found in it just once.
 */
export function sealDossier({ file, texts = {} }: SealOptions): SealedDossier {
  const text = readSource(file);
  demandDossier(file, text);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return new Sealing(file, text, document, lines, texts).run();
}

function readSource(file: string): string {
  const { sources, faults } = readSources([file]);
  if (!sources[0]) throw new ImportRejected(faults);
  return sources[0].text;
}

function demandDossier(file: string, text: string): void {
  const parsed = parseSource({ file, text });
  const valid = Array.isArray(parsed) ? parsed : validate(parsed);
  if (Array.isArray(valid)) throw new ImportRejected(valid);
  if (!valid.value.article)
    throw new ImportRejected([{ file, line: 1, column: 1, reason: 'holds no article, so there is nothing to seal' }]);
}

class Sealing {
  private readonly faults: Fault[] = [];
  private readonly sealed = new Map<string, IndexedText>();
  private readonly edits: Edit[] = [];
  private spans = 0;

  constructor(
    private readonly file: string,
    private readonly source: string,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
    private readonly texts: Readonly<Record<string, string>>,
  ) {}

  run(): SealedDossier {
    for (const version of this.maps('article', 'versions')) this.sealVersion(version);
    this.demandKnownVersions();
    for (const mention of this.maps('mentions')) this.sealSpan(mention);
    for (const claim of this.maps('claims')) {
      for (const citation of mapsIn(claim.get('citations', true))) this.sealSpan(citation);
      for (const link of mapsIn(claim.get('chain', true))) this.sealSpan(link.get('span', true));
    }
    if (this.faults.length > 0) throw new ImportRejected(this.faults);
    const text = applyEdits(this.source, this.edits);
    demandDossier(this.file, text);
    return { text, versions: this.sealed.size, spans: this.spans };
  }

  private demandKnownVersions(): void {
    const known = this.maps('article', 'versions').map((version) => String(version.get('key')));
    for (const key of Object.keys(this.texts))
      if (!known.includes(key))
        this.faults.push({ file: this.file, line: 1, column: 1, reason: `the article has no version "${key}"` });
  }

  private sealVersion(version: YAMLMap): void {
    if (version.get('kind') === 'DIGEST') return;
    const key = String(version.get('key'));
    const given = this.texts[key];
    const textFile = version.get('textFile') as string | undefined;
    const path = given ?? (textFile === undefined ? undefined : resolve(dirname(this.file), textFile));
    const raw = path === undefined ? (version.get('text') as string | undefined) : this.readText(path, version);
    if (raw === undefined) return;
    const text = new IndexedText(normaliseText(raw));
    const { sha256, length } = sealText(text);
    if (version.has('sha256') && version.get('sha256') !== sha256)
      return this.fault(version, `the text given for version "${key}" has another hash`);
    this.edits.push(
      ...replaceKeys(this.source, version, ['text', 'textFile', 'sha256', 'length'], {
        sha256: `"${sha256}"`,
        length: String(length),
      }),
    );
    this.sealed.set(key, text);
  }

  private sealSpan(span: unknown): void {
    if (!isMap(span) || !span.has('quote')) return;
    const text = this.sealed.get(String(span.get('version')));
    if (!text) return this.faultUnlessDigest(span);
    const found = anchorQuote(
      text,
      normaliseText(String(span.get('quote'))),
      span.get('occurrence') as number | undefined,
    );
    if ('error' in found) return this.fault(span, found.error);
    const { start, end, sha256 } = sealSpan(text, found);
    this.edits.push(
      asFlow(this.source, span, ['quote', 'occurrence'], { at: `[${start}, ${end}]`, sha256: `"${sha256}"` }),
    );
    this.spans += 1;
  }

  private faultUnlessDigest(span: YAMLMap): void {
    const key = String(span.get('version'));
    const version = this.maps('article', 'versions').find((one) => one.get('key') === key);
    if (version?.get('kind') !== 'DIGEST')
      this.fault(
        span,
        version
          ? `the text of version "${key}" is not at hand: name it with --text ${key}=PATH`
          : `the article has no version "${key}"`,
      );
  }

  private readText(path: string, version: YAMLMap): string | undefined {
    try {
      const text = decodeUtf8(readFileSync(path));
      if (text === null) this.fault(version, `${path} is not UTF-8`);
      return text ?? undefined;
    } catch (error) {
      this.fault(version, `${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
      return undefined;
    }
  }

  private maps(...path: string[]): YAMLMap[] {
    return mapsIn(this.document.getIn(path, true));
  }

  private fault(node: YAMLMap, reason: string): void {
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    this.faults.push({ file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), reason });
  }
}

const mapsIn = (list: unknown): YAMLMap[] => (isSeq(list) ? list.items.filter((item) => isMap(item)) : []);
