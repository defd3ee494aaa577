import { describe, expect, it } from '@jest/globals';
import { anchorQuote, holds, IndexedText, sealSpan } from '../../src/provenance/index.js';

const text = new IndexedText('😀 The ship left. The ship \u201ccame back\u201d at no\u00a0time. aaa');

describe('anchorQuote', () => {
  it('counts code points', () => {
    expect(anchorQuote(text, 'The ship left.')).toEqual({ start: 2, end: 16 });
  });

  it('asks which one is meant when the words stand more than once', () => {
    expect(anchorQuote(text, 'The ship')).toEqual({
      error: 'the words stand 2 times in the text; say which with "occurrence"',
    });
    expect(anchorQuote(text, 'The ship', 2)).toEqual({ start: 17, end: 25 });
    expect(anchorQuote(text, 'The ship', 3)).toEqual({ error: 'occurrence 3 of words that stand 2 times' });
    expect(anchorQuote(text, 'aa', 2)).toEqual({ start: 51, end: 53 });
  });

  it('tells other typography from other words', () => {
    expect(anchorQuote(text, '"came back" at no time')).toEqual({
      error: 'the words stand in the text only with other spaces, quotation marks or dashes; copy them exactly',
    });
    expect(anchorQuote(text, 'the boat')).toEqual({ error: 'the words do not stand in the text' });
  });
});

describe('a sealed span', () => {
  it('is held by the text it was taken from and by no other', () => {
    const span = sealSpan(text, { start: 2, end: 16 });
    expect(holds(text, span)).toBe(true);
    expect(holds(text, { ...span, end: 15 })).toBe(false);
    expect(holds(new IndexedText('x'), span)).toBe(false);
  });
});
