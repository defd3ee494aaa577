/** Records of a corpus of so many claims. The proportions are those of the seeds, as far as a corpus keeps them when it grows. */
const corpusOf = (claims) => ({
  claims,
  articles: claims / 20,
  events: claims / 8,
  outlets: Math.round(20 * Math.sqrt(claims / 100_000)),
  actors: claims / 50,
  sentences: 20_000,
  words: 4_000,
  firstDay: '2005-01-01',
  days: 7_300,
  every: Math.ceil(claims / 100_000),
});

export const sizes = {
  '10k': corpusOf(10_000),
  '100k': corpusOf(100_000),
  '1m': corpusOf(1_000_000),
  '10m': corpusOf(10_000_000),
};

export function sizeOf(name) {
  const size = sizes[name];
  if (!size) throw new Error(`There is no size ${name}; there are ${Object.keys(sizes).join(', ')}.`);
  return size;
}
