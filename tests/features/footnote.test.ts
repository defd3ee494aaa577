import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packageRoot } from '../../src/config.js';
import { loadSchema } from '../../src/server/index.js';
import { citationOf } from '../../src/features/footnote/press/press.js';
import type { Exchange, Source, Style } from '../../src/features/footnote/press/source.js';
import { withDrafts } from '../support/drafts.js';
import { byResolvers } from '../support/resolvers.js';
import { describeWithTexts, seeds, seedsWithTexts } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Footnote {
  readonly attribution: string;
  readonly cautions: readonly string[];
  readonly contradictingCount: number;
  readonly corroboratingCount: number;
  readonly notice: string;
  readonly pinpoints: readonly { readonly paragraph: number | null; readonly lastParagraph: number | null }[];
  readonly record: string;
}

const FOOTNOTE = `query ($article: String!, $key: String!) { claims(filter: { key: { eq: $key }, article: { key: { startsWith: $article } } }) {
  nodes { footnote { attribution cautions contradictingCount corroboratingCount notice
    pinpoints { paragraph lastParagraph citation { quote quoteUnavailable } } record(format: RIS) } } } }`;

async function footnoteOf(server: TestServer, article: string, key: string): Promise<Footnote> {
  const { data, errors } = await server.run(FOOTNOTE, { article, key });
  expect(errors).toBeUndefined();
  const { nodes } = (data as { claims: { nodes: { footnote: Footnote }[] } }).claims;
  expect(nodes).toHaveLength(1);
  return nodes[0]!.footnote;
}

describe('the footnote of a claim of the seeds', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  it.each([
    ['al-monitor', 'iran-quds-day-payment', 'Al-Monitor, in its own voice'],
    ['free-beacon', 'relations-strained-since-2012', 'Jonathan Schanzer, as reported by Washington Free Beacon'],
    ['the-tower-2017', 'halevi-50-million-a-year', 'Herzi Halevi, as reported by The Tower'],
    [
      'the-tower-2017',
      'soleimani-support-after-deal',
      'Qassem Soleimani, as passed on by an unnamed source (“a Hamas member”), as reported by The Tower',
    ],
  ])('says who said it: %s %s', async (article, key, attribution) => {
    expect((await footnoteOf(server, article, key)).attribution).toBe(attribution);
  });

  it.each([
    // Spans of the published version, by the ranges of kind BODY in the dossier.
    ['free-beacon', 'relations-strained-since-2012', 5],
    ['the-tower-2017', 'halevi-50-million-a-year', 8],
    ['the-tower-2017', 'soleimani-support-after-deal', 7],
  ])('counts paragraphs of the body: %s %s in %s', async (article, key, paragraph) => {
    const [published, digest] = (await footnoteOf(server, article, key)).pinpoints;
    expect(published).toMatchObject({ paragraph, lastParagraph: paragraph });
    // Nobody has said what the parts of the digest are.
    expect(digest).toMatchObject({ paragraph: null, lastParagraph: null });
  });

  it.each([
    ['free-beacon', 'iran-cut-off-cash', 'CONTRADICTED', true],
    ['free-beacon', 'iran-cut-off-cash', 'DATE_INFERRED', false],
    ['free-beacon', 'iran-cut-off-cash', 'OUTLET_INFERRED', true],
    ['radio-farda', 'iran-cut-military-aid', 'ADDRESS_UNKNOWN', true],
    ['the-tower-2017', 'halevi-50-million-a-year', 'ADDRESS_UNKNOWN', false],
    ['the-tower-2017', 'halevi-50-million-a-year', 'WORDS_UNAVAILABLE', true],
    ['the-tower-2017', 'form-of-support-unclear', 'NOT_CERTAIN', true],
    ['the-tower-2017', 'soleimani-support-after-deal', 'RELAYED', true],
    ['the-tower-2017', 'halevi-50-million-a-year', 'RELAYED', false],
  ])('tells what has to be said beside it: %s %s %s %s', async (article, key, caution, isSaid) => {
    expect((await footnoteOf(server, article, key)).cautions.includes(caution)).toBe(isSaid);
  });

  it('tells that the article was retracted, in the record, too', async () => {
    const own = await startTestServer({ template: seeds });
    await own.database.query(`begin; alter table article_version disable trigger user;
      update article_version set notice = 'RETRACTION' where article_id = (select id from article where key like 'free-beacon%');
      alter table article_version enable trigger user; commit`);
    const footnote = await footnoteOf(own, 'free-beacon', 'iran-cut-off-cash');
    expect(footnote.notice).toBe('RETRACTION');
    expect(footnote.cautions[0]).toBe('RETRACTED');
    expect(footnote.record).toContain('Notice of the publisher: RETRACTION');
  });

  it('is refused for more texts than are written for an answer, by either way', async () => {
    const texts = ['CHICAGO', 'APA', 'MLA'].flatMap((style) =>
      ['TEXT', 'HTML'].map((markup) => `${style}${markup}: citation(style: ${style}, markup: ${markup})`),
    );
    const document = `{ claims(first: 100) { nodes { footnote { ${texts.join(' ')} } } } }`;
    const { data, errors } = await server.run(document);
    expect(data).toEqual({ claims: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_LIMIT_EXCEEDED', what: 'writtenTexts', limit: 500 });
  });
});

describe('a draft', () => {
  it('is not counted beside a claim for those who may not see it', async () => {
    const anybody = await startTestServer({ template: withDrafts });
    const operator = await startTestServer({ template: withDrafts, viewer: 'operator' });
    const contradicted = await anybody.database.query<{ id: string; count: number }>(
      `select 'claim_' || replace(c.id::text, '-', '') as id,
         count(distinct o.id) filter (where o.review_state <> 'DRAFT')::int as count
       from claim c left join claim_relation r on c.id in (r.from_id, r.to_id) and r.type = 'CONTRADICTS'
       left join claim o on o.id in (r.from_id, r.to_id) and o.id <> c.id group by c.id`,
    );
    const counts = new Map(contradicted.map(({ id, count }) => [id, count]));
    const document = `{ claims(filter: { reviewState: { neq: DRAFT } }, first: 100) { nodes { id footnote { contradictingCount } } } }`;
    const countedBy = async (server: TestServer) => {
      const { data } = await server.run(document);
      const { nodes } = (data as { claims: { nodes: { id: string; footnote: Footnote }[] } }).claims;
      return nodes;
    };
    const [seen, all] = [await countedBy(anybody), await countedBy(operator)];
    for (const { id, footnote } of seen) expect(footnote.contradictingCount).toBe(counts.get(id));
    const total = (nodes: typeof seen) => nodes.reduce((sum, { footnote }) => sum + footnote.contradictingCount, 0);
    expect(total(all)).toBeGreaterThan(total(seen));
  });
});

describeWithTexts('with the texts at hand', () => {
  it.each([
    ['QUOTES', false],
    ['NONE', true],
  ] as const)('a viewer with the right to %s misses words: %s', async (texts, misses) => {
    const server = await startTestServer({
      template: seedsWithTexts,
      anonymous: { texts, reviewStates: ['ACCEPTED'] },
    });
    const { cautions } = await footnoteOf(server, 'the-tower-2017', 'halevi-50-million-a-year');
    expect(cautions.includes('WORDS_UNAVAILABLE')).toBe(misses);
  });
});

const source: Source = {
  key: 'a-key',
  headline: 'Ferries Stop',
  url: 'https://news.example/ferries',
  language: 'en',
  edtf: '2014-12-10',
  earliest: '2014-12-10',
  latest: '2014-12-10',
  basis: 'STATED',
  outlet: 'Harbour Times',
  outletKind: 'MEDIA_OUTLET',
  authors: [],
  captured: '2026-11-22',
  sha256: null,
  notice: 'NONE',
  paragraph: null,
  lastParagraph: null,
};

const reference = (style: Style, changes: Partial<Source>): Promise<string> =>
  citationOf({ ...source, ...changes }, { form: 'reference', style, markup: 'TEXT' });
const record = (format: Exchange, changes: Partial<Source>): Promise<string> =>
  citationOf({ ...source, ...changes }, { form: 'record', format });

const dates: readonly (readonly [string | null, string | null, string | null, string, string, string])[] = [
  ['2014-12', '2014-12-01', '2014-12-31', 'December 2014', '2014, December', 'Dec. 2014'],
  ['2012~', '2012-01-01', '2012-12-31', '[2012]', 'ca. 2012', '[2012]'],
  ['2014-12-10?', '2014-12-10', '2014-12-10', '[December 10, 2014]', 'ca. 2014, December 10', '[10 Dec. 2014]'],
  ['2015-22', '2015-06-01', '2015-08-31', 'Summer 2015', '2015, Summer', 'Summer 2015'],
  [
    '2014-12-30/2015-01-02',
    '2014-12-30',
    '2015-01-02',
    'December 30, 2014–January 2, 2015',
    '2014–2015, December 30–January 2',
    '30 Dec. 2014–2 Jan. 2015',
  ],
  [
    '../2014-12-10',
    '-infinity',
    '2014-12-10',
    '2014-12-10 or earlier',
    '2014-12-10 or earlier',
    '2014-12-10 or earlier',
  ],
  ['../..', '-infinity', 'infinity', 'n.d.', 'n.d.', ''],
  [null, null, null, 'n.d.', 'n.d.', ''],
];

describe('a vague date', () => {
  it.each(dates)('%s is told as far as it is known', async (edtf, earliest, latest, chicago, apa, mla) => {
    const changes = { edtf, earliest, latest, url: null };
    expect(await reference('CHICAGO', changes)).toBe(`Harbour Times. “Ferries Stop.” ${chicago}`.replace(/\.?$/, '.'));
    expect(await reference('APA', changes)).toBe(`Ferries Stop. (${apa}). Harbour Times.`);
    expect(await reference('MLA', changes)).toBe(`“Ferries Stop.” Harbour Times${mla && `, ${mla}`}.`);
  });

  it('is told by records as far as their format goes, and in their note', async () => {
    const between = { edtf: '2014-12-30/2015-01-02', earliest: '2014-12-30', latest: '2015-01-02' };
    expect(await record('BIBLATEX', between)).toContain('date = {2014-12-30/2015-01-02}');
    expect(await record('BIBLATEX', { edtf: '2012~', earliest: '2012-01-01', latest: '2012-12-31' })).toContain(
      'date = {2012~}',
    );
    for (const format of ['BIBTEX', 'RIS'] as const) {
      const written = await record(format, between);
      expect(written).toContain('Date of publication: 2014-12-30/2015-01-02');
      expect(written).not.toMatch(/year|PY {2}|DA {2}/);
    }
    expect(await record('RIS', {})).toContain('\nDA  - 2014/12/10/\n');
    const early = { edtf: '0001-01-01', earliest: '0001-01-01', latest: '0001-01-01' };
    expect(await record('RIS', early)).toMatch(/\nPY {2}- 0001\n[^]*\nDA {2}- 0001\/01\/01\/\n/);
    expect(await record('BIBTEX', {})).toContain('year = {2014},\n\tmonth = dec,\n\tday = {10},');
  });
});

describe('an author', () => {
  const authors = [
    { name: 'Ludwig van der Beek', kind: 'PERSON' },
    { name: 'The Harbour Board', kind: 'ORGANIZATION' },
    { name: 'محمد علي', kind: 'PERSON' },
    { name: 'Zoë', kind: 'PERSON' },
  ];

  it('has a family name when it is a person whose names are in Latin letters', async () => {
    const [item] = JSON.parse(await record('CSL_JSON', { authors })) as [{ author: object[] }];
    expect(item.author).toEqual([
      expect.objectContaining({ given: 'Ludwig', family: 'Beek' }),
      { literal: 'The Harbour Board' },
      { literal: 'محمد علي' },
      { literal: 'Zoë' },
    ]);
    expect(await record('RIS', { authors })).toContain(
      '\nAU  - van der Beek, Ludwig\nAU  - The Harbour Board\nAU  - محمد علي\nAU  - Zoë\n',
    );
    expect(await record('BIBTEX', { authors: authors.slice(0, 2) })).toContain(
      'author = {van der Beek, Ludwig and {The Harbour Board}},',
    );
  });

  it('who is not named has the outlet in its place in a bibliography by Chicago alone', async () => {
    expect(await reference('CHICAGO', {})).toBe(
      'Harbour Times. “Ferries Stop.” December 10, 2014. https://news.example/ferries.',
    );
    expect(await reference('MLA', {})).toBe(
      '“Ferries Stop.” Harbour Times, 10 Dec. 2014, https://news.example/ferries.',
    );
  });
});

/** That braces balance, also for BibTeX, which counts those behind a backslash, and that TeX reads no comment. */
function expectSound(entry: string): void {
  let depth = 0;
  for (const character of entry) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
  expect(entry.replaceAll(/^\t(url|date) = .*$/gm, '')).not.toMatch(/(?<!\\)[%&#$_~^]/);
}

const fieldsOf = (entry: string): Record<string, string> =>
  Object.fromEntries(
    [...entry.matchAll(/^\t(\w+) = \{(.*)\},$/gm)].map(([, field = '', value = '']) => [field, value]),
  );

describe('a record for TeX', () => {
  it.each([
    ['Встреча в Тегеране', 'Коммерсантъ', 'Иван Петров'],
    ['哈马斯与伊朗', '人民日报', '李明'],
    ['حماس وإيران', 'القدس العربي', 'محمد علي'],
    ['Συνάντηση στην Αθήνα', 'Η Καθημερινή', 'Νίκος Παπάς'],
    ['한국 제목 and Ελληνικά 日本 Ünï é', 'dağ und Söhne', 'Nguyễn'],
  ])('has words of every script as they are: %s', async (headline, outlet, name) => {
    const changes = { headline, outlet, authors: [{ name, kind: 'PERSON' }] };
    expect(fieldsOf(await record('BIBTEX', changes))).toMatchObject({
      title: headline,
      journal: outlet,
      author: `{${name}}`,
    });
    expect(fieldsOf(await record('BIBLATEX', changes))).toMatchObject({
      title: headline,
      journaltitle: outlet,
      author: `{${name}}`,
    });
    const ris = await record('RIS', changes);
    for (const line of [`TI  - ${headline}`, `T2  - ${outlet}`, `AU  - ${name}`])
      expect(ris.split('\n')).toContain(line);
    for (const style of ['CHICAGO', 'APA', 'MLA'] as const)
      for (const words of [headline, outlet, name]) expect(await reference(style, changes)).toContain(words);
  });

  it.each(['BIBTEX', 'BIBLATEX'] as const)('escapes the syntax of TeX in every field: %s', async (format) => {
    const url = 'https://news.example/100%25_a?b=1&c={2}#d~e';
    const written = await record(format, {
      outlet: 'R&D_Daily',
      url,
      edtf: '2014-12-10%',
      basis: 'INFERRED',
      authors: [
        { name: '50% Group #1 & Co', kind: 'ORGANIZATION' },
        { name: '{Brace} & Söhne', kind: 'ORGANIZATION' },
        { name: 'Open { Brace', kind: 'PERSON' },
        { name: 'A, B, C, D', kind: 'PERSON' },
      ],
    });
    expectSound(written);
    const { author, url: address, note, journal, journaltitle } = fieldsOf(written);
    expect(author?.split(' and ')).toEqual([
      String.raw`{50\% Group \#1 \& Co}`,
      String.raw`{\textbraceleft{}Brace\textbraceright{} \& Söhne}`,
      String.raw`Brace, Open \textbraceleft{}`,
      'A, {B, C}, D',
    ]);
    expect(journal ?? journaltitle).toBe(String.raw`R\&D\_Daily`);
    expect(address).toBe(url.replace('{2}', '%7B2%7D'));
    expect(note).toContain(String.raw`inferred: 2014-12-10\%`);
  });
});

describe('what stands in a headline', () => {
  const headline = 'A {brace} & 50% of_it #1 <b>bold</b> Ünï “quoted”\n~tilde^ \\back $5';

  it('is escaped in BibTeX, and one line in RIS', async () => {
    const [, title] = /\ttitle = \{([^]*?)\},\n\t/.exec(await record('BIBTEX', { headline })) ?? [];
    expect(title).toBe(
      String.raw`A \textbraceleft{}brace\textbraceright{} \& 50\% of\_it \#1 \textless{}b\textgreater{}bold\textless{}/b\textgreater{} ` +
        String.raw`Ünï “quoted” \textasciitilde{}tilde\textasciicircum{} \textbackslash{}back \$5`,
    );
    expect(await record('RIS', { headline })).toContain(
      '\nTI  - A {brace} & 50% of_it #1 <b>bold</b> Ünï “quoted” ~tilde^ \\back $5\n',
    );
  });

  it('is escaped in HTML', async () => {
    const html = await citationOf(
      { ...source, headline: 'A <script>alert(1)</script> & "more"', outlet: '<img src=x>' },
      { form: 'reference', style: 'MLA', markup: 'HTML' },
    );
    expect(html.replaceAll(/<\/?i>/g, '')).not.toMatch(/[<>]/);
    expect(html).toContain('&#60;script&#62;');
  });

  it('is no markup in styles', async () => {
    const marked = {
      headline: '<div>a <b>sub</b>title <sc>x</sc>',
      authors: [{ name: '<i>Foo</i> Bar', kind: 'PERSON' }],
    };
    expect(await reference('MLA', marked)).toContain('<i>Foo</i> Bar. “<div>a <b>sub</b>title <sc>x</sc>.”');
    const html = await citationOf({ ...source, ...marked }, { form: 'citation', style: 'CHICAGO', markup: 'HTML' });
    expect(html).toContain('“&#60;div&#62;a &#60;b&#62;sub&#60;/b&#62;title &#60;sc&#62;x&#60;/sc&#62;,”');
    expect(html).toContain('&#60;i&#62;Foo&#60;/i&#62; Bar');
  });

  it('whatever it is, leaves records that can be read', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(words, words, async (headline, outlet) => {
        const lines = (await record('RIS', { headline, outlet })).split('\n');
        for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /);
        expect(lines.at(-1)).toBe('ER  - ');
        const authors = [{ name: outlet, kind: 'ORGANIZATION' }];
        expectSound(await record('BIBTEX', { headline, outlet, authors }));
        expectSound(await record('BIBLATEX', { headline, outlet, authors }));
        const [item] = JSON.parse(await record('CSL_JSON', { headline, outlet })) as [Record<string, unknown>];
        expect(item).toMatchObject({ title: headline, 'container-title': outlet });
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

describe('the library of citations', () => {
  it('is loaded by the thread that writes them alone', () => {
    const files = readdirSync(join(packageRoot, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    const loading = files.filter((file) =>
      /from ?"@citation-js\//.test(readFileSync(join(packageRoot, 'dist', file), 'utf8')),
    );
    expect(loading).toEqual(['features/footnote/press/worker.js']);
  });

  it('is asked by resolvers as by the one statement', async () => {
    const server = await startTestServer({ template: seeds });
    const document = `{ claims(first: 8) { nodes { footnote { attribution cautions pinpoints { kind paragraph citation { quote } }
      reference(style: MLA) citation(style: APA, markup: HTML) record(format: BIBLATEX) } } } }`;
    const { data } = await server.run(document);
    expect(server.statements).toBe(1);
    const resolved = await byResolvers(loadSchema(), server.database, server.viewer, document);
    expect(resolved.errors).toEqual([]);
    expect(resolved.data).toEqual(data);
  });
});
