import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  anchorQuote,
  IndexedText,
  reanchor,
  recognise,
  sealSpan,
  type SealedSpan,
  type Span,
} from '../../src/provenance/index.js';

const paragraphs = [
  'The harbour master of Exampleton said on Monday that two ferries would stop running in winter.',
  '\u201cThe island needs them,\u201d the mayor answered, and Exampleton\u2019s council agreed with her at once.',
  'Ferries had run since 1931 \u2013 with one break \u2013 and carried 40,000 people a year, 😀 the company wrote.',
  'The company denied that the ferries were for sale. The mayor said that she had heard otherwise.',
  'No date was given by the harbour master, and no reason either, though many were asked for in Exampleton.',
];
const original = new IndexedText(paragraphs.join('\n\n'));

/** Every sentence, and every word that stands somewhere as a name. */
const quotesOf = (text: IndexedText): SealedSpan[] => {
  const found = [...text.text.matchAll(/[^.\s][^.\n]*\./g)];
  return found.map((match) =>
    sealSpan(text, { start: text.pointOf(match.index), end: text.pointOf(match.index + match[0].length) }),
  );
};
/** Sentences, then the names inside them. */
const quotes = [...quotesOf(original), ...namesOf(original)].sort((a, b) => a.start - b.start);

function namesOf(text: IndexedText): SealedSpan[] {
  const found = [...text.text.matchAll(/Exampleton|mayor|[Ff]erries|harbour master|company/g)];
  return found.map((match) =>
    sealSpan(text, { start: text.pointOf(match.index), end: text.pointOf(match.index + match[0].length) }),
  );
}

/** Where each quote stands in a copy made of pieces of the original: the truth to compare with. */
function truth(quote: Span, pieces: readonly { at: number; from: number; to: number }[]): Span | null {
  const piece = pieces.find(({ from, to }) => quote.start >= from && quote.end <= to);
  return piece ? { start: quote.start - piece.from + piece.at, end: quote.end - piece.from + piece.at } : null;
}

/** A copy of some paragraphs of the original, in order, with other text before, between and after them. */
function copyOf(kept: readonly number[], noise: readonly string[]) {
  let text = noise[0] ?? '';
  const pieces = kept.map((index, i) => {
    const from = new IndexedText(paragraphs.slice(0, index).join('\n\n')).length + (index > 0 ? 2 : 0);
    const at = new IndexedText(text).length;
    text += `${paragraphs[index]}\n\n${noise[i + 1] ?? ''}`;
    return { at, from, to: from + new IndexedText(paragraphs[index]!).length };
  });
  return { copy: new IndexedText(text), pieces };
}

describe('reanchor', () => {
  it('finds everything in the text itself', () => {
    expect(reanchor(original, quotes)).toEqual(quotes.map(({ start, end }) => ({ start, end, score: 1 })));
  });

  it('finds everything under other boilerplate and around inserted paragraphs', () => {
    const noise = [
      'Menu | Ferries | Exampleton\n\n',
      'Read more: the mayor of Exampleton.\n\n',
      '',
      'Ferries!\n\n',
      '',
      '© company',
    ];
    const { copy, pieces } = copyOf([0, 1, 2, 3, 4], noise);
    reanchor(copy, quotes).forEach((place, i) => expect(place).toMatchObject(truth(quotes[i]!, pieces)!));
  });

  it('finds nothing of what is gone, also where the same word stands elsewhere', () => {
    const { copy, pieces } = copyOf([0, 2, 4], ['', 'Our mayor writes.\n\n']);
    reanchor(copy, quotes).forEach((place, i) => {
      const expected = truth(quotes[i]!, pieces);
      if (expected) expect(place).toMatchObject(expected);
      else expect(place).toBeNull();
    });
  });

  it('is never wrong, whatever was left out or put in', () => {
    const noise = fc.constantFrom(
      '',
      'x',
      'Ferries. ',
      'Exampleton and its mayor\n\n',
      paragraphs[3]!.slice(0, 30),
      'The company ',
    );
    fc.assert(
      fc.property(
        fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
        fc.array(noise, { maxLength: 6 }),
        (kept, between) => {
          const { copy, pieces } = copyOf(kept, between);
          reanchor(copy, quotes).forEach((place, i) => {
            const expected = truth(quotes[i]!, pieces);
            if (place && expected) expect(place).toMatchObject(expected);
            if (place && !expected)
              expect(copy.slice(place.start, place.end)).toBe(original.slice(quotes[i]!.start, quotes[i]!.end));
            if (expected && quotes[i]!.end - quotes[i]!.start > 60) expect(place).not.toBeNull();
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does not guess between two places', () => {
    const sentence = 'The company denied that the ferries were for sale.';
    const span = anchorQuote(original, sentence) as Span;
    const copy = new IndexedText(`${sentence} Something else. ${sentence}`);
    expect(reanchor(copy, [sealSpan(original, span)])).toEqual([null]);
  });

  it('lets the neighbours decide between two places', () => {
    const twice = new IndexedText(
      'One long first sentence here. It stayed so for years. One long second sentence here. It stayed so for years.',
    );
    const spans = [...twice.text.matchAll(/[A-Z][^.]+\./g)].map(({ index, 0: words }) =>
      sealSpan(twice, { start: index, end: index + words.length }),
    );
    const copy = new IndexedText(
      `Boilerplate above. ${twice.text.replace('One long second', 'Advertisement! One long second')}`,
    );
    expect(reanchor(copy, spans).map((place) => place && place.start)).toEqual([19, 49, 88, 119]);
  });

  it('finds words in other typography and says how alike they are', () => {
    const copy = new IndexedText(original.text.replace(/[\u201c\u201d]/g, '"').replace(/\u2019/g, "'"));
    const places = reanchor(copy, quotes);
    const curly = quotes.findIndex(({ start, end }) => /[\u201c\u2019]/.test(original.slice(start, end)));
    expect(places.every((place) => place !== null)).toBe(true);
    expect(places[curly]!.score).toBeGreaterThan(0.9);
    expect(places[curly]!.score).toBeLessThan(1);
  });

  it('finds words across broken lines', () => {
    const copy = new IndexedText(original.text.replace(/(.{40}\S*) /g, '$1\n'));
    expect(reanchor(copy, quotes).filter((place) => place === null)).toEqual([]);
  });

  it('is quick with ten thousand words', () => {
    const long = new IndexedText(
      Array.from({ length: 800 }, (_, i) => `Sentence ${i} speaks of ship ${i * 7} again.`).join(' '),
    );
    const spans = [...long.text.matchAll(/Sentence[^.]+\./g)].map(({ index, 0: words }) =>
      sealSpan(long, { start: index, end: index + words.length }),
    );
    const copy = new IndexedText(`Above. ${long.text.replace(/Sentence 4\d\d [^.]+\. /g, '')}`);
    const before = performance.now();
    expect(reanchor(copy, spans).filter(Boolean)).toHaveLength(700);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('recognise', () => {
  const other = new IndexedText(
    'A wholly other article that names Exampleton and its mayor twice. It has two sentences only.',
  );
  const candidates = [
    { version: 'ferries', quotes },
    { version: 'other', quotes: quotesOf(other) },
    { version: 'uncited', quotes: [] },
  ];

  it('tells versions apart by their words', () => {
    expect(recognise(original, candidates)).toEqual([{ version: 'ferries', share: 1 }]);
    expect(recognise(other, candidates)).toEqual([{ version: 'other', share: 1 }]);
  });

  it('takes half an article for a copy, and an article that quotes one sentence for none', () => {
    expect(recognise(copyOf([0, 1, 3], []).copy, candidates)[0]).toMatchObject({ version: 'ferries' });
    expect(recognise(new IndexedText(`As was reported: ${paragraphs[0]} And so on.`), candidates)).toEqual([]);
  });

  it('knows nothing of an empty text', () => expect(recognise(new IndexedText(''), candidates)).toEqual([]));
});
