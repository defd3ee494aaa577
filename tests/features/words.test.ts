import { beforeAll, expect, it } from '@jest/globals';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds, limits: { aliases: 1000, rootFields: 1000, cost: 1_000_000 } });
});

/** What the words of headline and digest say, looked at one by one. */
const expectedOf = async (words: string): Promise<string[]> => {
  const rows = await server.database.query<{ key: string }>(
    `select a.key from article a
     join article_version v on v.article_id = a.id and v.text_right = 'OPEN' join version_text t on t.version_id = v.id
     where (to_tsvector('english', a.headline) || to_tsvector('english', t.text)) @@ websearch_to_tsquery('english', $1) order by a.key collate "C"`,
    [words],
  );
  return rows.map(({ key }) => key);
};

const queries = [
  ...['hamas', 'HANIYEH', 'damascus tehran', 'damascus or meshaal', '"quds force"', '"force quds"'],
  ...[
    'iran -hamas',
    'iran -nuclear',
    '-nuclear',
    'nuclear or -iran',
    '"iran deal" -"quds force"',
    'relations -"nuclear deal"',
  ],
  ...[
    'missiles hezbollah or cash',
    'bid restore',
    '"restore relations" iran',
    'the',
    'or',
    '',
    '-',
    '"',
    '50 -million',
    'x',
  ],
];

it.each(queries)('articles by the words %j', async (words) => {
  const { data, errors } = await server.run(
    'query ($words: String!) { articles(filter: { words: $words }, orderBy: [{ field: KEY }]) { totalCount nodes { key } } }',
    { words },
  );
  expect(errors).toBeUndefined();
  const expected = await expectedOf(words);
  expect(data).toEqual({ articles: { totalCount: expected.length, nodes: expected.map((key) => ({ key })) } });
});

it('tries queries that some articles answer and others do not', async () => {
  const counts = await Promise.all(queries.map(async (words) => (await expectedOf(words)).length));
  expect(counts.filter((count) => count > 0 && count < 5).length).toBeGreaterThan(4);
});

const orders = ['PUBLISHED_EARLIEST', 'PUBLISHED_LATEST', 'HEADLINE'].flatMap((field) =>
  ['ASC', 'DESC'].flatMap((direction) =>
    ['FIRST', 'LAST'].map((nulls) => `orderBy: [{ field: ${field}, direction: ${direction}, nulls: ${nulls} }]`),
  ),
);

it.each(['', 'language: { eq: "en" }', 'published: { during: "1990/2030" }'])(
  'articles by words and %s are the same, read along the texts or not',
  async (more) => {
    const ask = async (filter: string, after?: readonly string[]) => {
      const lists = orders.map((order, i) => {
        const place = after ? `after: "${after[i]}",` : '';
        return `l${i}: articles(first: 2, ${place} filter: ${filter}, ${order}) {
          totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }
          facets(by: LANGUAGE) { total buckets { value count } }
          timeline(interval: YEAR, by: PUBLISHED) { undated steps { period certainly possibly } }
        }`;
      });
      const { data, errors } = await server.run(`{ ${lists.join('\n')} }`);
      expect(errors).toBeUndefined();
      return Object.values(data as Record<string, { totalCount: number; pageInfo: { endCursor: string } }>);
    };
    const [along, plain] = [`{ words: "iran or hamas", ${more} }`, `{ and: [{ words: "iran or hamas", ${more} }] }`];
    const found = await ask(along);
    expect(found).toEqual(await ask(plain));
    expect(found[0]!.totalCount).toBeGreaterThan(2);
    const ends = found.map(({ pageInfo }) => pageInfo.endCursor);
    expect(await ask(along, ends)).toEqual(await ask(plain, ends));
  },
);
