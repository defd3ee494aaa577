import { beforeAll, describe, expect, it } from '@jest/globals';
import { withDrafts, withoutDrafts } from '../support/drafts.js';
import { loadSchema } from '../../src/server/index.js';
import { byResolvers } from '../support/resolvers.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Hit {
  readonly type: string;
  readonly score: number;
  readonly reason: string;
  readonly record: { readonly id: string; readonly key?: string };
  readonly snippets: readonly Snippet[];
}

interface Snippet {
  readonly field: string;
  readonly text: string;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
  readonly place: {
    readonly start: number;
    readonly end: number;
    readonly version: { readonly text: string | null };
  } | null;
}

interface Found {
  readonly totalCount: number;
  readonly types: readonly { readonly type: string; readonly count: number; readonly capped: boolean }[];
  readonly edges: readonly { readonly cursor: string; readonly node: Hit }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

const SEARCH = `query ($query: String!, $types: [SearchType!], $first: Int, $after: String, $last: Int, $before: String,
    $articles: ArticleFilter, $claims: ClaimFilter, $citations: CitationFilter, $events: EventFilter, $actors: ActorFilter) {
  search(query: $query, types: $types, first: $first, after: $after, last: $last, before: $before, articles: $articles,
      claims: $claims, citations: $citations, events: $events, actors: $actors) {
    totalCount types { type count capped } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { type score reason
      record { ... on Article { id key } ... on Claim { id key } ... on Event { id key } ... on Actor { id key } ... on Citation { id } }
      snippets { field text highlights { start end } place { start end version { text } } } } } } }`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
});

async function search(query: string, more: Record<string, unknown> = {}, of = server): Promise<Found> {
  const { data, errors } = await of.run(SEARCH, { query, ...more });
  expect(errors).toBeUndefined();
  return (data as { search: Found }).search;
}

const hitsOf = async (query: string, more: Record<string, unknown> = {}, of = server) =>
  (await search(query, { first: 100, ...more }, of)).edges.map(({ node }) => node);
const idsOf = (hits: readonly Hit[]) => hits.map(({ record }) => record.id).sort();
const keysOf = (hits: readonly Hit[]) => hits.map(({ record }) => record.key).sort();

const queries = [
  'haniyeh',
  'restore relations',
  'damascus or meshaal',
  '"quds force"',
  'missile -fajr',
  'iran hamas',
  'the',
];

describe('what is found', () => {
  /** Counted in the dossiers of `seeds/`. */
  it.each([
    // Alias of haniyeh; the name of nobody else has the word.
    ['Haniya', { types: ['ACTOR'] }, ['ismail-haniyeh']],
    // Of the two records of Abu Marzouk one answers for both.
    ['Marzook', { types: ['ACTOR'] }, ['mousa-abu-marzouk']],
    // Same surname in English, other persons: Nasr and Nassar.
    // The name of the latter in Arabic letters may be read as Nassar, too.
    ['Nassar', { types: ['ACTOR'] }, ['emad-nassar', 'mohammad-nasr']],
    ['nasr', { types: ['ACTOR'] }, ['mohammad-nasr']],
    // Two Khaleds, of whom one represents Hamas in Tehran.
    ['khaled -mashaal', { types: ['ACTOR'] }, ['khaled-qaddoumi']],
    ['Fajr', { types: ['EVENT'] }, ['fajr-5-transfer-hamas-2012']],
    ['Fajr', { types: ['CLAIM'] }, ['fajr-5-handed-over-2012']],
    ['Fajr', { types: ['ARTICLE'] }, ['the-tower-2017-08-hamas-turn-a-new-page']],
    // The headline of Radio Farda; the others do not mend any.
    ['"mending fences"', { types: ['ARTICLE'] }, ['radio-farda-2017-08-iran-mending-fences']],
    // Statements of the Free Beacon with missiles.
    [
      'missiles',
      { types: ['CLAIM'], claims: { outlet: { key: { eq: 'washington-free-beacon' } } } },
      ['iran-armed-hamas-with-missiles', 'iran-enabled-missile-production', 'missiles-reach-israeli-cities'],
    ],
    ['soleimani', { types: ['ACTOR'], actors: { kind: { eq: 'STATE' } } }, []],
  ])('%s, %j', async (query, more, keys) => {
    expect(keysOf(await hitsOf(query, more))).toEqual(keys);
  });

  /** Each kind in one plain condition without any index. */
  const plain: Readonly<Record<string, string>> = {
    ARTICLE: `select 'article_' || replace(a.id::text, '-', '') as id from article a join article_version v on v.article_id = a.id and v.text_right = 'OPEN'
      join version_text t on t.version_id = v.id
      where to_tsvector('english', a.headline) || to_tsvector('english', t.text) @@ websearch_to_tsquery('english', $1)`,
    CLAIM: `select 'claim_' || replace(id::text, '-', '') as id from claim
      where review_state <> 'DRAFT' and to_tsvector('english', statement) @@ websearch_to_tsquery('english', $1)`,
    CITATION: `select 'citation_' || replace(c.id::text, '-', '') as id from citation c join claim k on k.id = c.claim_id and k.review_state <> 'DRAFT'
      join article_version v on v.id = c.version_id and v.text_right <> 'RESTRICTED' join version_text t on t.version_id = v.id
      where to_tsvector('english', substr(t.text, c.anchor_start + 1, c.anchor_end - c.anchor_start)) @@ websearch_to_tsquery('english', $1)`,
    EVENT: `select 'event_' || replace(id::text, '-', '') as id from event
      where to_tsvector('english', concat_ws(' ', title, '.', place_name, '.', description)) @@ websearch_to_tsquery('english', $1)`,
  };

  it.each(queries)('of %s all that plain SQL finds, and no more', async (query) => {
    for (const [type, statement] of Object.entries(plain)) {
      const rows = await server.database.query<{ id: string }>(statement, [query]);
      expect([type, ...idsOf(await hitsOf(query, { types: [type] }))]).toEqual([
        type,
        ...rows.map(({ id }) => id).sort(),
      ]);
    }
  });

  it('is the same by the resolvers', async () => {
    for (const query of queries) {
      const { data } = await byResolvers(loadSchema(), server.database, server.viewer, SEARCH, { query, first: 30 });
      expect(data).toEqual({ search: await search(query, { first: 30 }) });
    }
  });

  it('takes filters of each kind of record', async () => {
    const key = { eq: 'the-tower-2017-08-hamas-turn-a-new-page' };
    const filters = { articles: { key }, claims: { article: { key } }, citations: { version: { article: { key } } } };
    const found = await search('"quds force"', filters);
    expect(found.types.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  });

  it('stems words in the language of the version, claims and events in English', async () => {
    const own = await startTestServer({ template: seeds });
    await own.database.query(`
      insert into article (id, key, headline, outlet_id, outlet_basis, language, genre, text_right)
        select md5('fr')::uuid, 'fr', 'Une dépêche', id, 'STATED', 'fr', 'NEWS', 'OPEN' from actor where key = 'radio-farda';
      insert into article_version (id, article_id, key, kind, language, sha256, length, text_right)
        select md5('fr')::uuid, md5('fr')::uuid, 'fr', 'PUBLISHED', 'fr', sha256_hex(t), char_length(t), 'OPEN' from (values ('Les négociations continuaient.')) x (t);
      insert into version_text (version_id, text, sha256, length, source)
        select md5('fr')::uuid, t, sha256_hex(t), char_length(t), 'test' from (values ('Les négociations continuaient.')) x (t)`);
    const [hit, ...others] = await hitsOf('négociation continuer', { types: ['ARTICLE'] }, own);
    expect([hit?.record.key, hit?.reason, others]).toEqual(['fr', 'TEXT', []]);
    expect(hit?.snippets.at(-1)).toMatchObject({
      field: 'TEXT',
      text: 'négociations continuaient',
      highlights: [
        { start: 0, end: 12 },
        { start: 13, end: 25 },
      ],
    });
  });
});

describe('the list', () => {
  it.each(queries)('of %s is ordered by score and walked in pages both ways', async (query) => {
    const whole = await search(query, { first: 100 });
    const scores = whole.edges.map(({ node }) => node.score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
    expect(whole.types.reduce((sum, { count }) => sum + count, 0)).toBe(whole.totalCount);
    const [forward, backward]: [Found['edges'][number][], Found['edges'][number][]] = [[], []];
    for (let after: string | null = null, more = true; more;) {
      const { edges, pageInfo }: Found = await search(query, { first: 7, after });
      forward.push(...edges);
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    for (let before: string | null = null, more = true; more;) {
      const { edges, pageInfo }: Found = await search(query, { last: 7, before });
      backward.unshift(...edges);
      ({ startCursor: before, hasPreviousPage: more } = pageInfo);
    }
    expect(forward.length).toBe(whole.totalCount);
    expect(backward).toEqual(forward);
    expect(forward.slice(0, 100)).toEqual(whole.edges);
  });

  it('says when more was found than is ranked', async () => {
    const own = await startTestServer({ template: seeds });
    const add = (from: number, to: number) =>
      own.database.query(`insert into event (id, key, title, type, status)
        select md5('many ' || n)::uuid, 'many-' || n, 'Zebra ' || n, 'AID', 'OCCURRED' from generate_series(${from}, ${to}) n`);
    await add(1, 1000);
    expect(await search('zebra', { first: 0 }, own)).toMatchObject({
      totalCount: 1000,
      types: expect.arrayContaining([{ type: 'EVENT', count: 1000, capped: false }]),
    });
    await add(1001, 1010);
    expect(await search('zebra', { first: 0 }, own)).toMatchObject({
      totalCount: 1000,
      types: expect.arrayContaining([{ type: 'EVENT', count: 1000, capped: true }]),
    });
    expect(await search('zebra', { first: 0, events: { key: { startsWith: 'many-100' } } }, own)).toMatchObject({
      totalCount: 11,
    });
  });
});

describe('snippets', () => {
  const stem = async (words: readonly string[]) =>
    server.database.query<{ found: boolean }>(
      `select to_tsvector('english', w) @@ any_word_of(websearch_to_tsquery('english', $2)) as found from unnest($1::text[]) w`,
      [words, 'missiles or relation or restored or iran'],
    );

  it('stand in the text at their place, and mark the words that were looked for', async () => {
    const hits = await hitsOf('missiles or "restored relation" or iran', {
      types: ['ARTICLE', 'CITATION', 'CLAIM', 'EVENT'],
    });
    const snippets = hits.flatMap(({ snippets }) => snippets);
    const marked = snippets.flatMap(({ text, highlights }) =>
      highlights.map(({ start, end }) => [...text].slice(start, end).join('')),
    );
    expect(marked.length).toBeGreaterThan(100);
    expect((await stem(marked)).every(({ found }) => found)).toBe(true);
    const placed = snippets.filter(({ place }) => place !== null);
    expect(placed.length).toBeGreaterThan(10);
    for (const { text, place } of placed) {
      const whole = place!.version.text;
      expect(whole).not.toBeNull();
      expect([...whole!].slice(place!.start, place!.end).join('')).toBe(text);
    }
    for (const { snippets } of hits) expect(snippets.length).toBeGreaterThan(0);
  });

  it.each([
    ['tags & <b>bold</b> words', 'bold', 'bold'],
    ['x\u{1F600} 𝔄lpha \uFDD0 beta', 'beta', 'beta'],
    ['first line\nsecond “line”', 'second', 'second'],
  ])('keep %j as it stands', async (text, query, marked) => {
    const [row] = await server.database.query<{
      words: string;
      highlights: { start_offset: number; end_offset: number }[];
    }>(`select words, highlights from search_fragments('english', $1, websearch_to_tsquery('english', $2), 0)`, [
      text,
      query,
    ]);
    expect(row!.words).toBe(text);
    expect(row!.highlights.map((h) => [...text].slice(h.start_offset, h.end_offset).join(''))).toEqual([marked]);
  });
});

describe('visibility', () => {
  it('hides drafts as if they were not there', async () => {
    const hidden = await startTestServer({ template: withDrafts });
    const absent = await startTestServer({ template: withoutDrafts });
    const operator = await startTestServer({ template: withDrafts, viewer: 'operator' });
    for (const query of queries) {
      const found = await search(query, { first: 100 }, hidden);
      expect(found).toEqual(await search(query, { first: 100 }, absent));
    }
    const drafts = await operator.database.query<{ id: string; statement: string }>(
      `select 'claim_' || replace(id::text, '-', '') as id, statement from claim where review_state = 'DRAFT' order by id`,
    );
    const asked = drafts[0]!.statement
      .replaceAll(/[^\p{L} ]/gu, ' ')
      .split(/\s+/)
      .slice(0, 8)
      .join(' ');
    const all = { types: ['CLAIM'] };
    expect(idsOf(await hitsOf(asked, all, operator))).toContain(drafts[0]!.id);
    expect(idsOf(await hitsOf(asked, all, hidden))).not.toContain(drafts[0]!.id);
  });
});

describe('refusals', () => {
  const codeOf = async (query: string, more = {}) =>
    (await server.run(SEARCH, { query, ...more })).errors?.map(({ message, extensions }) => [
      extensions?.['code'],
      message,
    ]);

  it.each([
    ['', 'BAD_USER_INPUT', 'query: there is no word to look for.'],
    ['- " ?!', 'BAD_USER_INPUT', 'query: there is no word to look for.'],
    ['-iran', 'BAD_USER_INPUT', 'query: only excluded words cannot be looked for; each part needs a word to be found.'],
    [
      'hamas or -"iran deal"',
      'BAD_USER_INPUT',
      'query: only excluded words cannot be looked for; each part needs a word to be found.',
    ],
    ['x'.repeat(301), 'QUERY_LIMIT_EXCEEDED', 'query: at most 300 characters can be asked for, not 301.'],
    ['a '.repeat(21), 'QUERY_LIMIT_EXCEEDED', 'query: at most 20 words can be asked for, not 21.'],
  ])('%j: %s', async (query, code, message) => {
    expect(await codeOf(query)).toEqual([[code, message]]);
  });

  it('of cursors of other lists, pages too long and null filters', async () => {
    const { data } = await server.run('{ claims(first: 1) { pageInfo { endCursor } } }');
    const { endCursor } = (data as { claims: { pageInfo: { endCursor: string } } }).claims.pageInfo;
    expect(await codeOf('iran', { after: endCursor })).toEqual([
      ['INVALID_CURSOR', 'after: the cursor belongs to another list.'],
    ]);
    expect((await codeOf('iran', { first: 101 }))?.[0]?.[0]).toBe('QUERY_LIMIT_EXCEEDED');
    expect((await codeOf('iran', { claims: null }))?.[0]?.[0]).toBe('BAD_USER_INPUT');
    expect(await codeOf('iran', { types: ['CLAIM'], actors: { names: { some: null } } })).toEqual([
      ['BAD_USER_INPUT', 'actors.names.some: null is no operand; leave the field out, or test with isNull.'],
    ]);
    expect(await codeOf('iran', { types: ['CLAIM'], events: { id: { eq: 'claim_1' } } })).toMatchObject([
      ['BAD_USER_INPUT', expect.stringMatching(/^events\.id/)],
    ]);
    expect(await codeOf('iran', { types: [] })).toEqual([
      ['BAD_USER_INPUT', 'types: there is no type of record to look for.'],
    ]);
  });

  it('of nothing that is merely odd', async () => {
    for (const query of [
      'or',
      '"',
      '"iran',
      "iran' & !x | (",
      '\\',
      '%',
      'iran:*',
      '<->',
      'ن',
      '😀 iran',
      'iran OR hamas',
      'x'.repeat(300),
    ]) {
      const { errors } = await server.run(SEARCH, { query });
      for (const { extensions } of errors ?? []) expect(extensions?.['code']).toBe('BAD_USER_INPUT');
    }
  });
});
