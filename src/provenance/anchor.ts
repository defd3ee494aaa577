import type { IndexedText, Span } from './indexedText.js';

type Anchored = Span | { readonly error: string };

/**
 * Finds where `quote` stands in the text, letter for letter. When the words stand more than once `occurrence` (from 1)
 * decides; without it the answer is an error, because a citation that may point at the wrong place is worse than none.
 */
export function anchorQuote(text: IndexedText, quote: string, occurrence?: number): Anchored {
  const found = occurrencesOf(text.text, quote);
  if (found.length === 0) return { error: nearMiss(text.text, quote) };
  if (occurrence === undefined && found.length > 1)
    return { error: `the words stand ${found.length} times in the text; say which with "occurrence"` };
  const unit = found[(occurrence ?? 1) - 1];
  if (unit === undefined) return { error: `occurrence ${occurrence} of words that stand ${found.length} times` };
  return { start: text.pointOf(unit), end: text.pointOf(unit + quote.length) };
}

/** More are never told apart by number. */
const MAX_OCCURRENCES = 10_000;

/** UTF-16 offsets, overlapping ones too. */
function occurrencesOf(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0 && found.length < MAX_OCCURRENCES; at = text.indexOf(quote, at + 1))
    found.push(at);
  return found;
}

function nearMiss(text: string, quote: string): string {
  const plain = plainly(quote);
  const stands = plain !== '' && plainly(text).includes(plain);
  return stands
    ? 'the words stand in the text only with other spaces, quotation marks or dashes; copy them exactly'
    : 'the words do not stand in the text';
}

const plainly = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\u2018\u2019\u201a\u201b]/gu, "'")
    .replace(/[\u201c-\u201f]/gu, '"')
    .replace(/[\u2010-\u2015]/gu, '-');
