import { IndexedText } from '../indexedText.js';

/**
 * Other spellings of a copy in which the same words may have been printed: copies differ in typography without differing
 * in words. Every rendering has the same code points but for the signs it exchanges, so that offsets are the same.
 */
export function renderingsOf(copy: IndexedText): IndexedText[] {
  const plain = copy.text.replace(/[\n\u00a0\u2007\u202f]/g, ' ');
  const spellings = [plain, straight(copy.text), straight(plain), curly(copy.text), curly(plain)];
  return [...new Set(spellings)].filter((text) => text !== copy.text).map((text) => new IndexedText(text));
}

/** Share of the code points of a span that both texts have alike. */
export function likeness(copy: IndexedText, rendering: IndexedText, start: number, end: number): number {
  const there = Array.from(rendering.slice(start, end));
  const same = Array.from(copy.slice(start, end)).filter((point, i) => point === there[i]).length;
  return same / (end - start);
}

const straight = (text: string): string => text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');

/** A quotation mark after white space or an opening sign opens, any other closes. */
const curly = (text: string): string =>
  text
    .replace(/(^|[\s([{\u2014\u2013\u201c])'/g, '$1\u2018')
    .replace(/'/g, '\u2019')
    .replace(/(^|[\s([{\u2014\u2013\u2018])"/g, '$1\u201c')
    .replace(/"/g, '\u201d');
