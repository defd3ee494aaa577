import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeUtf8, IndexedText, normaliseText, sealText, sha256 } from '../../src/provenance/index.js';

describe('normaliseText', () => {
  it.each([
    ['a byte order mark at the start', '\ufeffa\ufeffb', 'a\ufeffb'],
    ['line ends', 'a\r\nb\rc\n', 'a\nb\nc\n'],
    ['letters with marks', 'e\u0301', '\u00e9'],
  ])('evens out %s', (_what, raw, text) => expect(normaliseText(raw)).toBe(text));

  it('keeps spaces, no-break spaces and curly quotes', () => {
    const text = '  \u201cno\u00a0break\u201d \u2019 \t\n\n ';
    expect(normaliseText(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const once = normaliseText(raw.replace(/^\ufeff+/, ''));
        return normaliseText(once) === once;
      }),
    );
  });
});

describe('decodeUtf8', () => {
  it('reads UTF-8 and refuses what is not', () => {
    expect(decodeUtf8(Buffer.from('\ufeffé😀'))).toBe('\ufeffé😀');
    expect(decodeUtf8(Buffer.from([0x61, 0xe9]))).toBeNull();
    expect(decodeUtf8(Buffer.from([0xed, 0xa0, 0x80]))).toBeNull();
  });
});

describe('IndexedText', () => {
  const text = new IndexedText('a😀b\u00e9c😀');

  it('counts code points', () => {
    expect(text.length).toBe(6);
    expect(text.slice(1, 3)).toBe('😀b');
    expect([0, 1, 2, 5, 6].map((point) => text.unitOf(point))).toEqual([0, 1, 3, 6, 8]);
    expect([0, 1, 3, 6, 8].map((unit) => text.pointOf(unit))).toEqual([0, 1, 2, 5, 6]);
  });

  it('agrees with a list of code points everywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), fc.nat(40), (raw, a, b) => {
        const points = Array.from(raw);
        const [start, end] = [Math.min(a, b, points.length), Math.min(Math.max(a, b), points.length)];
        const indexed = new IndexedText(raw);
        expect(indexed.length).toBe(points.length);
        expect(indexed.slice(start, end)).toBe(points.slice(start, end).join(''));
        expect(indexed.pointOf(indexed.unitOf(start))).toBe(start);
      }),
    );
  });

  it('knows which spans lie inside', () => {
    expect(text.contains({ start: 0, end: 6 })).toBe(true);
    for (const [start, end] of [
      [-1, 2],
      [2, 2],
      [3, 2],
      [5, 7],
    ] as const)
      expect(text.contains({ start, end })).toBe(false);
  });

  it('is sealed by the hash of its UTF-8 bytes and its code points', () => {
    expect(sealText(new IndexedText('abc'))).toEqual({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      length: 3,
    });
    expect(sealText(text)).toEqual({ sha256: sha256(text.text), length: 6 });
  });
});
