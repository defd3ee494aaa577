import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { crowd } from '../support/crowd.js';
import { addressOf, type Asked, exported, linesOf, read, refused, type Json } from '../support/exports.js';
import { filters, sourceOf, type Source } from '../support/oracle/filters.js';
import { readWorld } from '../support/oracle/world.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { exportNames } from '../../src/features/index.js';
import { packageRoot } from '../../src/config.js';
import { records } from '../../src/server/export/records.js';

const SEED = 20141210;

/** What the records of the seeds are, counted in the dossiers. */
const counted = [
  { list: 'articles', rows: 5, why: 'files in seeds/articles' },
  { list: 'actors', rows: 110, why: '113 in seeds/actors.yaml, of which 3 judgements say that two are the same' },
  { list: 'events', rows: 99, why: 'seeds/events.yaml' },
  { list: 'claims', rows: 237, why: '76 + 51 + 40 + 36 + 34 in the five articles' },
  { list: 'citations', rows: 492, why: '156 + 105 + 84 + 75 + 72 of those claims' },
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds, limits: { cost: 10_000_000 } });
});

describe('a whole list', () => {
  it.each(counted)('of $list has $rows records ($why), each once, in the order of ids', async ({ list, rows }) => {
    const { status, headers, trailers, records, end } = await exported(server, list);

    const ids = records.map(({ id }) => id as string);
    expect({ status, rows: ids.length, end }).toEqual({ status: 200, rows, end: { complete: true, rows, next: null } });
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${list}.ndjson"`,
      trailer: 'x-export-complete, x-export-rows, x-export-next',
    });
    expect(trailers).toEqual({ 'x-export-complete': 'true', 'x-export-rows': String(rows), 'x-export-next': '' });
  });

  it('under a filter, the claims of one speaker in one article, has those of the dossier', async () => {
    const filter = { speaker: { key: { eq: 'osama-hamdan' } }, article: { key: { startsWith: 'the-tower-2014' } } };
    const { records } = await exported(server, 'claims', { filter });

    expect(records.map(({ key }) => key).sort()).toEqual(hamdan);
  });

  it.each(exportNames)('of %s holds in every line what a query answers', async (name) => {
    const { records: lines } = await exported(server, name, { limit: 100 });

    const query = `query ($filter: ${filterTypes[name]}) { ${name}(first: 100, filter: $filter) { nodes ${whole(records[name])} } }`;
    const { data, errors } = await server.run(query, { filter: { id: { in: lines.map(({ id }) => id) } } });
    expect(errors).toBeUndefined();
    const nodes = (data as Record<string, { nodes: Json[] }>)[name]!.nodes;
    expect(lines).toEqual(nodes.map(unwrapped).sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1)));
  });

  it.each(exportNames)('of %s has the fields that docs/export.md tells', (name) => {
    const told = readFileSync(join(packageRoot, 'docs/export.md'), 'utf8').replaceAll('[', '{').replaceAll(']', '}');
    const fields = records[name]
      .replaceAll(/\{ nodes (\{.*\}) \}$/gm, '$1')
      .replaceAll(/\s+/g, ' ')
      .slice(2, -2);

    expect(told.replaceAll(/\s+/g, ' ')).toContain(`${name}: ${fields}`);
  });

  it('holds some fields of a record, in their usual order, when they are named', async () => {
    const { records } = await exported(server, 'articles', { columns: 'language, headline', limit: 1 });

    expect(Object.keys(records[0]!)).toEqual(['id', 'headline', 'language']);
  });
});

/** Claims whose chain ends with Osama Hamdan, in seeds/articles/the-tower-2014-12-hamas-delegation-tehran.yaml. */
const hamdan = [
  'crackdown-called-internal',
  'hamas-left-damascus-january-2012',
  'israel-hostile-acts-at-al-aqsa',
  'left-damascus-for-practical-reasons',
  'mashaal-visit-about-al-aqsa',
  'mashaal-visit-to-tehran-hoped-for',
  'no-dispute-behind-leaving-damascus',
  'policy-rests-on-stance-on-palestine',
  'relations-with-syria-not-severed',
  'syria-pillar-of-resistance',
];

const filterTypes: Record<string, string> = {
  articles: 'ArticleFilter',
  actors: 'ActorFilter',
  events: 'EventFilter',
  claims: 'ClaimFilter',
  citations: 'CitationFilter',
};

/** The selection with the longest pages, so that lists are whole in the answer, too. */
const whole = (selection: string): string => selection.replaceAll('{ nodes', '(first: 100) { nodes');

/** A list without the connection around it. */
function unwrapped(value: unknown): Json {
  const walk = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    if ('nodes' in inner) return walk(inner.nodes);
    return Object.fromEntries(Object.entries(inner).map(([name, part]) => [name, walk(part)]));
  };
  return walk(value) as Json;
}

describe('on invented records', () => {
  let many: TestServer;
  let source: Source;
  beforeAll(async () => {
    many = await startTestServer({ template: crowd });
    source = sourceOf(await readWorld(many.database));
  });

  it.each(exportNames)('the rows of %s are as many as totalCount says, under any filter', async (name) => {
    const type = filterTypes[name]!;
    const agrees = fc.asyncProperty(filters(source, type, 2), async (filter) => {
      const { data, errors } = await many.run(
        `query ($filter: ${type}) { list: ${name}(first: 0, filter: $filter) { totalCount } }`,
        { filter },
      );
      if (errors) {
        const { extensions } = await refused(addressOf(many, `${name}.ndjson`, { filter }));
        return expect(extensions['code']).toBe(errors[0]!.extensions.code);
      }
      const { end } = await exported(many, name, { filter, columns: 'id' });
      const rows = (data as { list: { totalCount: number } }).list.totalCount;
      expect(end).toEqual({ complete: true, rows, next: null });
    });
    await fc.assert(agrees, { seed: SEED, numRuns: 25 });
  });

  it.each(exportNames)('%s in parts, cut anywhere, are those in one go', async (name) => {
    const asked: Asked = name === 'actors' ? {} : { filter: { not: { id: { in: [] } } } };
    const all = (await exported(many, name, asked)).records;
    const inParts = fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: all.length + 1 }), { minLength: 1, maxLength: 4 }),
      async (sizes) => {
        const found: Json[] = [];
        let after: Asked = {};
        for (const limit of sizes) {
          const { records, end } = await exported(many, name, { ...asked, ...after, limit });
          found.push(...records);
          expect(end).toEqual({
            complete: found.length === all.length,
            rows: records.length,
            next: found.length === all.length ? null : found.at(-1)!['id'],
          });
          if (end['complete'] === true) break;
          after = { after: end['next'] as string };
        }
        if (found.length < all.length) found.push(...(await exported(many, name, { ...asked, ...after })).records);
        expect(found).toEqual(all);
      },
    );
    await fc.assert(inParts, { seed: SEED, numRuns: 8 });
  });
});

describe('a table', () => {
  const table = async (list: string, asked: object = {}) => {
    const { headers, trailers, body } = await read(addressOf(server, `${list}.csv`, { ...asked }));
    return { headers, trailers, text: body.toString() };
  };
  /** Cells by the names of their columns; what no quotes stand around and is empty is null. */
  const rowsOf = (text: string): Record<string, string | null>[] =>
    parse(text, {
      columns: true,
      bom: true,
      record_delimiter: '\r\n',
      cast: (value, { quoting, header }) => (value === '' && !quoting && !header ? null : value),
    });

  it.each(exportNames)('of %s says what the lines say', async (name) => {
    const [{ text, headers, trailers }, { records }] = [
      await table(name, { formulas: 'keep' }),
      await exported(server, name),
    ];

    const rows = rowsOf(text);
    expect(rows.map(filled)).toEqual(records.map((record) => flatAsTable(record)));
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(trailers['x-export-rows']).toBe(String(records.length));
    expect(trailers['x-export-complete']).toBe('true');
  });

  it('keeps commas, quotes and breaks of lines, and disarms formulas unless told otherwise', async () => {
    const headlines = [
      '=HYPERLINK("http://x")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\nx',
      'a, "b"\r\nc',
      `'=1`,
      'plain',
    ];
    const own = await startTestServer({ template: seeds });
    await own.database.query(
      `insert into article (id, key, headline, outlet_id, outlet_basis, language, genre, text_right)
       select md5('formula ' || n)::uuid, 'formula-' || lpad(n::text, 2, '0'), h, (select id from actor where key = 'the-tower'),
         'STATED', 'en', 'NEWS', 'OPEN' from unnest($1::text[]) with ordinality x (h, n)`,
      [headlines],
    );
    const filter = JSON.stringify({ key: { startsWith: 'formula-' } });
    const cells = async (formulas: string) => {
      const { body } = await read(addressOf(own, 'articles.csv', { filter, columns: 'key,headline', formulas }));
      const rows = rowsOf(body.toString());
      return rows.sort((a, b) => (a['key']! < b['key']! ? -1 : 1)).map(({ headline }) => headline);
    };

    expect(await cells('keep')).toEqual(headlines);
    expect(await cells('escape')).toEqual(headlines.map((text, index) => (index < 7 ? `'${text}` : text)));
  });

  it('leaves numbers below zero as they are', async () => {
    const own = await startTestServer({ template: seeds });
    await own.database.query(
      `update event set latitude = -31.5, longitude = -0.25, place_name = '-x' where key = (select min(key) from event)`,
    );
    const filter = JSON.stringify({ place: { eq: '-x' } });
    const { body } = await read(addressOf(own, 'events.csv', { filter }));

    expect(rowsOf(body.toString())).toMatchObject([
      { 'place.name': `'-x`, 'place.latitude': '-31.5', 'place.longitude': '-0.25' },
    ]);
  });

  it('begins with a byte order mark when told so', async () => {
    const [plain, marked] = [await table('articles', { limit: 1 }), await table('articles', { limit: 1, bom: 'yes' })];

    expect(marked.text).toBe(`\uFEFF${plain.text}`);
    expect(plain.text.startsWith('id,key,headline')).toBe(true);
  });

  it('has its header and nothing else when nothing passes', async () => {
    const { text } = await table('articles', { filter: '{"key":{"in":[]}}', columns: 'key' });

    expect(text).toBe('id,key\r\n');
  });
});

/** A record with its inner records spread out under dotted names; lists are their JSON. */
function flatAsTable(record: Json, before = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, unknown][] => {
      if (Array.isArray(value)) return [[before + name, JSON.stringify(value)]];
      if (typeof value === 'object' && value !== null)
        return Object.entries(flatAsTable(value as Json, `${before}${name}.`));
      return value === null ? [] : [[before + name, typeof value === 'string' ? value : JSON.stringify(value)]];
    }),
  );
}

/** The cells that have a value. */
const filled = (row: Record<string, string | null>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null));

describe('compression', () => {
  it('gives the same bytes after gunzip, and trailers', async () => {
    const url = addressOf(server, 'claims.ndjson');
    const [plain, zipped] = [await read(url), await read(url, { headers: { 'accept-encoding': 'br, gzip;q=0.5' } })];

    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.body.length).toBeLessThan(plain.body.length / 3);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(zipped.trailers['x-export-rows']).toBe('237');
  });

  it.each([undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip;q=0, *'])(
    'is left out for accept-encoding %j',
    async (coding) => {
      const headers = coding === undefined ? {} : { 'accept-encoding': coding };
      const answer = await read(addressOf(server, 'articles.ndjson'), { headers });

      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(linesOf(answer.body.toString()).records).toHaveLength(5);
      expect(answer.headers['vary']).toBe('Accept-Encoding');
    },
  );

  it.each(['gzip', 'GZIP', '*', 'deflate, gzip;q=1.0'])('is used for accept-encoding %j', async (coding) => {
    const answer = await read(addressOf(server, 'articles.ndjson'), { headers: { 'accept-encoding': coding } });

    expect(linesOf(gunzipSync(answer.body).toString()).records).toHaveLength(5);
  });
});

describe('what is wrong', () => {
  const manyValues = { filter: { key: { in: Array.from({ length: 201 }, () => 'x') } }, toJSON: () => '201 values' };
  const deepValue = { filter: '['.repeat(200) + ']'.repeat(200), toJSON: () => '200 brackets' };

  it.each([
    ['claims.xml', {}, 404, 'NOT_FOUND', /claims, citations, each as \.ndjson and \.csv/],
    ['names.csv', {}, 404, 'NOT_FOUND', /"names\.csv"/],
    ['claims.csv.gz', {}, 404, 'NOT_FOUND', /claims\.csv\.gz/],
    ['claims.ndjson', { fliter: '{}' }, 400, 'BAD_USER_INPUT', /^fliter: is no parameter/],
    ['claims.ndjson', { bom: 'yes' }, 400, 'BAD_USER_INPUT', /^bom: is no parameter/],
    ['claims.csv', { bom: 'perhaps' }, 400, 'BAD_USER_INPUT', /^bom: no or yes is expected/],
    ['claims.ndjson', { filter: '{' }, 400, 'BAD_USER_INPUT', /^filter: is no JSON/],
    ['claims.ndjson', { filter: 'null' }, 400, 'BAD_USER_INPUT', /^filter: null is no operand/],
    ['claims.ndjson', { filter: { statment: {} } }, 400, 'BAD_USER_INPUT', /^filter: Field "statment" is not defined/],
    ['claims.ndjson', { filter: { linkCount: { gt: 'x' } } }, 400, 'BAD_USER_INPUT', /^filter\.linkCount\.gt: /],
    ['claims.ndjson', { filter: { id: { eq: 'x' } } }, 400, 'BAD_USER_INPUT', /^filter\.id\.eq: .*claim_/],
    ['claims.ndjson', { filter: { key: { eq: '\0' } } }, 400, 'BAD_USER_INPUT', /U\+0000/],
    ['claims.ndjson', manyValues, 400, 'QUERY_LIMIT_EXCEEDED', /200 values/],
    ['claims.ndjson', deepValue, 400, 'QUERY_LIMIT_EXCEEDED', /nested/],
    ['claims.ndjson', { columns: 'id,nothing' }, 400, 'BAD_USER_INPUT', /^columns: "nothing" is none/],
    ['claims.ndjson', { limit: 0 }, 400, 'BAD_USER_INPUT', /^limit: /],
    ['claims.ndjson', { limit: '1e3' }, 400, 'BAD_USER_INPUT', /^limit: /],
    ['claims.ndjson', { after: 'x' }, 400, 'INVALID_CURSOR', /^after: .*"claim_"/],
    ['claims.ndjson', { after: `actor_${'0'.repeat(32)}` }, 400, 'INVALID_CURSOR', /^after: /],
  ] as const)('in %s with %j is answered with %i %s', async (file, asked, status, code, message) => {
    const parameters = Object.fromEntries(Object.entries(asked as Asked).filter(([name]) => name !== 'toJSON'));
    const answer = await refused(addressOf(server, file, parameters));

    expect({ status: answer.status, code: answer.extensions['code'] }).toEqual({ status, code });
    expect(answer.message).toMatch(message);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('names the argument', async () => {
    const { extensions } = await refused(addressOf(server, 'claims.ndjson', { filter: { linkCount: { gt: 'x' } } }));

    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'filter.linkCount.gt' });
  });

  it('is a parameter that stands twice', async () => {
    const { message } = await refused(`${server.url}/export/claims.ndjson?limit=1&limit=2`);

    expect(message).toBe('limit: is given more than once.');
  });

  it.each(['POST', 'PUT', 'DELETE'])('is the method %s', async (method) => {
    const { status, headers, extensions } = await refused(addressOf(server, 'claims.ndjson'), { method });

    expect({ status, allow: headers['allow'], code: extensions['code'] }).toEqual({
      status: 405,
      allow: 'GET',
      code: 'BAD_USER_INPUT',
    });
  });

  it('is the method HEAD, which would read a whole list for nothing', async () => {
    expect((await read(addressOf(server, 'claims.ndjson'), { method: 'HEAD' })).status).toBe(405);
  });
});

describe('a network', () => {
  interface Graph {
    readonly directed: string;
    readonly nodes: Map<string, Record<string, string>>;
    readonly edges: (Record<string, string> & { source: string; target: string })[];
  }

  /** Reads with a parser that takes nothing but well-formed XML. */
  function graphOf(xml: string): Graph {
    const parser = new SaxesParser();
    const graph = { directed: '', nodes: new Map<string, Record<string, string>>(), edges: [] as Graph['edges'] };
    let part: Record<string, string> = {};
    let key = '';
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (name === 'graph') graph.directed = given['edgedefault']!;
      if (name === 'node') graph.nodes.set(given['id']!, (part = {}));
      if (name === 'edge') graph.edges.push((part = { ...given }) as Graph['edges'][number]);
      if (name === 'data') key = given['key']!;
    });
    parser.on('text', (text) => {
      if (key !== '') part[key] = (part[key] ?? '') + text;
    });
    parser.on('closetag', () => (key = ''));
    parser.write(xml).close();
    return graph;
  }

  const network = async (from: TestServer, asked: Asked = {}) => {
    const { status, headers, body } = await read(addressOf(from, 'network.graphml', asked));
    return { status, type: headers['content-type'], graph: graphOf(body.toString()) };
  };

  it.each([
    ['quotationNetwork', 'claims { quotationNetwork', 'directed'],
    ['coMentionNetwork', 'claims { coMentionNetwork', 'undirected'],
    ['articleCoMentionNetwork', 'articles { coMentionNetwork', 'undirected'],
    ['coParticipationNetwork', 'events { coParticipationNetwork', 'undirected'],
    ['relationNetwork', 'relationNetwork', 'directed'],
  ])('%s has the nodes and ties that a query tells', async (of, path, directed) => {
    const { status, type, graph } = await network(server, { of });

    const ends = path.includes('{') ? '}' : '';
    const query = `{ ${path}(limit: 500, examples: 0) { nodeCount tieCount
      ties { source { id name } sourceUnnamed target { id name } targetUnnamed weight articleCount } } ${ends} }`;
    const { data, errors } = await server.run(query);
    expect(errors).toBeUndefined();
    interface Tie {
      source: { id: string; name: string } | null;
      sourceUnnamed: string | null;
      target: { id: string; name: string } | null;
      targetUnnamed: string | null;
      weight: number;
      articleCount: number | null;
    }
    interface Told {
      nodeCount: number;
      tieCount: number;
      ties: Tie[];
    }
    const told = path
      .split(' { ')
      .reduce<unknown>((value, field) => (value as Record<string, unknown>)[field], data) as Told;
    expect({ status, type, directed: graph.directed, nodes: graph.nodes.size, edges: graph.edges.length }).toEqual({
      status: 200,
      type: 'application/graphml+xml; charset=utf-8',
      directed,
      nodes: told.nodeCount,
      edges: told.tieCount,
    });
    const tie = (source: string, target: string, weight: number, articles: number | null) =>
      JSON.stringify([source, target, weight, articles]);
    const nameOf = (id: string) => graph.nodes.get(id)!['name']!;
    const strongest = told.ties.map(({ source, sourceUnnamed, target, targetUnnamed, weight, articleCount }) =>
      tie(source?.name ?? sourceUnnamed!, target?.name ?? targetUnnamed!, weight, articleCount),
    );
    const edges = graph.edges.map(({ source, target, weight, articles }) =>
      tie(nameOf(source), nameOf(target), Number(weight), articles === undefined ? null : Number(articles)),
    );
    expect(edges).toEqual(expect.arrayContaining(strongest));
  });

  it('takes the filter of its list, and a least weight', async () => {
    const filter = { article: { key: { startsWith: 'the-tower-2014' } } };
    const { graph } = await network(server, { filter, minWeight: 2 });
    const { data } = await server.run(
      `query ($filter: ClaimFilter) { claims(filter: $filter) { quotationNetwork(minWeight: 2) { nodeCount tieCount } } }`,
      { filter },
    );

    expect(data).toEqual({
      claims: { quotationNetwork: { nodeCount: graph.nodes.size, tieCount: graph.edges.length } },
    });
    expect(graph.edges.length).toBeGreaterThan(0);
  });

  it('of relations takes their filter', async () => {
    const { graph } = await network(server, { of: 'relationNetwork', filter: { heldOn: '2017-06-15' } });
    const { data } = await server.run('{ relationNetwork(filter: { heldOn: "2017-06-15" }) { nodeCount tieCount } }');

    expect(data).toEqual({ relationNetwork: { nodeCount: graph.nodes.size, tieCount: graph.edges.length } });
    expect(graph.edges.length).toBeGreaterThan(0);
  });

  it('keeps markup in names, and has a mark for characters that XML cannot have', async () => {
    const own = await startTestServer({ template: seeds });
    await own.database.query(`update actor set name = $1 where key = 'hamas'`, [
      '<a b="c">&amp;]]>\u0007\r\n \u{1F4F0}',
    ]);
    const { graph } = await network(own, { of: 'coParticipationNetwork' });

    expect([...graph.nodes.values()].map(({ name }) => name)).toContain('<a b="c">&amp;]]>\uFFFD\r\n \u{1F4F0}');
  });

  it.each([
    [{ of: 'nothing' }, /^of: quotationNetwork or coMentionNetwork/],
    [{ minWeight: 0 }, /^minWeight: /],
    [{ limit: 3 }, /^limit: is no parameter/],
    [{ of: 'coParticipationNetwork', filter: { speechAct: {} } }, /^filter: Field "speechAct" is not defined/],
  ])('with %j is refused', async (asked, message) => {
    const answer = await refused(addressOf(server, 'network.graphml', asked));

    expect({ status: answer.status, code: answer.extensions['code'] }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(answer.message).toMatch(message);
  });
});
