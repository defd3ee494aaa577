/** Letters that have no decomposition, and variants of one letter in Arabic and Persian writing. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ک: 'ك',
  ی: 'ي',
  ى: 'ي',
  ة: 'ه',
  ـ: '',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** Apostrophes and letters that transliterations write like one (hamza, ayn), also the invisible joiners. */
const APOSTROPHES = /['’‘‛ʼʻʾʿ`´′\u200b-\u200f\u2060\ufeff]/gu;

/**
 * A name as names are compared: without accents and other marks, in lower case, apostrophes dropped, all other
 * punctuation as one space. `Ḥamās`, `HAMAS` and `Hamas` fold alike, so do `al-Qassam` and `Al Qassam`. Folding what is
 * folded changes nothing. Empty for a text without letters or digits.
 */
export const fold = (name: string): string =>
  name
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(APOSTROPHES, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
