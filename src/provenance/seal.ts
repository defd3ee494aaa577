import type { IndexedText, Span } from './indexedText.js';
import { sha256 } from './text.js';

/** A span that can be passed on without its words. */
export interface SealedSpan extends Span {
  readonly sha256: string;
}

/** The span with the hash of its words. It must lie inside the text. */
export const sealSpan = (text: IndexedText, { start, end }: Span): SealedSpan => ({
  start,
  end,
  sha256: sha256(text.slice(start, end)),
});

/** Whether the text has exactly the sealed words there. */
export const holds = (text: IndexedText, span: SealedSpan): boolean =>
  text.contains(span) && sha256(text.slice(span.start, span.end)) === span.sha256;

/** What a version's text is known by. */
export const sealText = (text: IndexedText): { sha256: string; length: number } => ({
  sha256: sha256(text.text),
  length: text.length,
});
