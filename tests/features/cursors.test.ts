import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor } from '../../src/lib/cursor.js';
import { DomainError } from '../../src/lib/errors.js';
import { key, nullableDate, sortOrder, textKey } from '../../src/lib/keyset.js';
import { Scope } from '../../src/lib/scope.js';
import { crowd } from '../support/crowd.js';
import { startTestServer, type TestServer } from '../support/server.js';

const SEED = 20141210;

interface Titles {
  readonly collections: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly key: string } }[];
  };
}

const page = `query ($first: Int, $after: String, $last: Int, $before: String) {
  collections(first: $first, after: $after, last: $last, before: $before, orderBy: [{ field: KEY }]) {
    edges { cursor node { key } }
  }
}`;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor whose row is gone', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: crowd });
  });

  const read = async (variables: Record<string, unknown>) => {
    const { data, errors } = await server.run(page, variables);
    expect(errors).toBeUndefined();
    return (data as Titles).collections.edges.map(({ cursor, node }) => ({ cursor, key: node.key }));
  };

  it('keeps its place, while rows come and go around it', async () => {
    const before = await read({ first: 4 });
    const { cursor, key: gone } = before[3]!;
    for (const member of ['article', 'actor', 'event', 'claim'])
      await server.database.query(
        `delete from collection_${member} using collection c where collection_id = c.id and c.key = $1`,
        [gone],
      );
    await server.database.query('delete from collection where key = $1', [gone]);
    await server.database.query(`insert into collection (id, key, title)
      select md5(key)::uuid, key, 'New' from unnest(array['collection-0', 'collection-4+', 'collection-99']) key`);

    const keys = async (variables: Record<string, unknown>) => (await read(variables)).map(({ key }) => key);
    expect(await keys({ first: 100, after: cursor })).toEqual([
      'collection-4+',
      ...[5, 6, 7, 8, 9].map((n) => `collection-${n}`),
      'collection-99',
    ]);
    expect(await keys({ last: 100, before: cursor })).toEqual([0, 1, 2, 3].map((n) => `collection-${n}`));
  });
});

describe('a cursor', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: crowd, limits: { aliases: 200, rootFields: 200, tokens: 50_000 } });
  });

  const orders = ['{ field: READING_ORDER }', '{ field: ASSERTED_EARLIEST }', '{ field: LINK_COUNT }'];

  /** Code of the error that each cursor gets in every order, null for none. */
  async function codesOf(cursors: readonly string[], from: 'after' | 'before' = 'after'): Promise<Set<unknown>> {
    const fields = cursors.flatMap((_, index) =>
      orders.map(
        (order, o) =>
          `c${index}o${o}: claims(${from}: $c${index}, orderBy: [${order}]) { totalCount edges { cursor } }`,
      ),
    );
    const variables = cursors.map((_, index) => `$c${index}: String`);
    const { data, errors } = await server.run(
      `query (${variables.join()}) { ${fields.join('\n')} }`,
      Object.fromEntries(cursors.map((cursor, index) => [`c${index}`, cursor])),
    );
    const codes = new Set<unknown>((errors ?? []).map(({ extensions }) => extensions.code));
    for (const list of Object.values(data ?? {})) if (list !== null) codes.add(null);
    for (const error of errors ?? []) expect(error).toMatchObject({ extensions: { argument: from } });
    return codes;
  }

  const cursorOf = async (list: string): Promise<string> => {
    const { data, errors } = await server.run(`{ list: ${list} { edges { cursor } } }`);
    expect(errors).toBeUndefined();
    return (data as { list: { edges: { cursor: string }[] } }).list.edges[0]!.cursor;
  };

  it.each([
    ['of another list', 'citations(first: 1)'],
    ['of another field of the same list', 'claims(first: 1, orderBy: [{ field: STATED_EARLIEST }])'],
    ['of another direction', 'claims(first: 1, orderBy: [{ field: LINK_COUNT, direction: DESC }])'],
    ['of another place of nulls', 'claims(first: 1, orderBy: [{ field: ASSERTED_EARLIEST, nulls: FIRST }])'],
    ['of more terms', 'claims(first: 1, orderBy: [{ field: LINK_COUNT }, { field: READING_ORDER }])'],
  ])('%s is refused', async (_what, list) => {
    const cursor = await cursorOf(list);
    expect(await codesOf([cursor])).toEqual(new Set(['INVALID_CURSOR']));
    expect(await codesOf([cursor], 'before')).toEqual(new Set(['INVALID_CURSOR']));
  });

  it('that was cut, prolonged or written otherwise is refused', async () => {
    const cursor = await cursorOf('claims(first: 1)');
    const cut = Array.from({ length: 20 }, (_, index) => cursor.slice(0, Math.floor((cursor.length * index) / 20)));
    const like = [`${cursor}=`, `${cursor}!`, ` ${cursor}`, `${cursor}\n`, `${cursor}${cursor}`, cursor.toUpperCase()];
    expect(await codesOf([...cut, ...like])).toEqual(new Set(['INVALID_CURSOR']));
  });

  const uuid = '0123456789abcdef0123456789abcdef'.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const asserted = (...values: unknown[]) => encode([1, 'claim', 'ASSERTED_EARLIEST ASC LAST', ...values]);
  const linkCount = (...values: unknown[]) => encode([1, 'claim', 'LINK_COUNT ASC LAST', ...values]);

  it.each([
    ['a day that no month has', asserted('false', '2014-02-30', uuid)],
    ['a day beyond the calendar', asserted('false', '9999-99-99', uuid)],
    ['the year 0', asserted('false', '0000-01-01', uuid)],
    ['a day with words around it', asserted('false', '2014-02-03 BC', uuid)],
    ['a day that is null', asserted('false', null, uuid)],
    ['a flag that is no flag', asserted('maybe', '2014-02-03', uuid)],
    ['a flag as such', asserted(false, '2014-02-03', uuid)],
    ['an id that is none', asserted('false', '2014-02-03', 'x')],
    ['an id with U+0000', asserted('false', '2014-02-03', `${uuid}\0`)],
    ['half of a character', asserted('false', '2014-02-03', '\ud800')],
    ['a value too few', asserted('false', '2014-02-03')],
    ['a value too many', asserted('false', '2014-02-03', uuid, 'x')],
    ['a number beyond the type', linkCount('99999999999', uuid)],
    ['a number just beyond the type', linkCount('2147483648', uuid)],
    ['a number just below the type', linkCount('-2147483649', uuid)],
    ['an infinite number', linkCount('-infinity', uuid)],
    ['a number as such', linkCount(3, uuid)],
    ['a number with a fraction', linkCount('3.5', uuid)],
    ['an object', encode({ version: 1 })],
    ['nothing', encode([])],
    ['another version', encode([2, 'claim', 'LINK_COUNT ASC LAST', '1', uuid])],
    ['the version as text', encode(['1', 'claim', 'LINK_COUNT ASC LAST', '1', uuid])],
    ['the empty text', ''],
  ])('that holds %s is refused', async (_what, cursor) => {
    expect(await codesOf([cursor])).toEqual(new Set(['INVALID_CURSOR']));
  });

  it.each(['2147483647', '-2147483648', '1000000000'])(
    'that holds the number %s is a place in the order',
    async (n) => {
      expect(await codesOf([linkCount(n, uuid)])).toContain(null);
      expect(await codesOf([linkCount(n, uuid)], 'before')).toContain(null);
    },
  );

  it('made of any values is either a place in the order or refused', async () => {
    const value = fc.oneof(
      fc.constantFrom('false', 'true', '2014-12-10', '-infinity', 'infinity', '0', '2147483647', '-1', uuid, ''),
      fc.date({ noInvalidDate: false }).map((date) => String(date)),
      fc.string({ unit: 'binary' }),
      fc.jsonValue(),
      fc.double().map(String),
    );
    const start = fc.constantFrom(
      ...['ASSERTED_EARLIEST', 'LINK_COUNT', 'READING_ORDER'].map((field) => [1, 'claim', `${field} ASC LAST`]),
    );
    const cursor = fc
      .tuple(start, fc.array(value, { minLength: 1, maxLength: 5 }))
      .map(([head, rest]) => encode([...head, ...rest]));
    const anything = fc.array(
      fc.oneof({ weight: 5, arbitrary: cursor }, fc.base64String(), fc.string({ unit: 'binary' })),
      { minLength: 20, maxLength: 20 },
    );
    const check = fc.asyncProperty(anything, async (cursors) => {
      const storable = cursors.filter((text) => !/[\0\p{Surrogate}]/u.test(text));
      for (const code of await codesOf(storable)) expect([null, 'INVALID_CURSOR']).toContain(code);
    });
    await fc.assert(check, { seed: SEED, numRuns: 25 });
  });
});

describe('decoding a cursor', () => {
  const at = Scope.root(null as never, 't');
  const keys = { TITLE: [textKey('title')], TIME: [nullableDate('time', 'earliest')] };
  const order = sortOrder([{ field: 'TITLE' }, { field: 'TIME' }], keys, [key('id', 'uuid')], at);

  it('gives back what was encoded', () => {
    const uuid = fc.uuid();
    const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    const values = fc.tuple(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.boolean().map(String),
      fc.oneof(
        fc.constantFrom('infinity', '-infinity'),
        day.map((date) => date.toISOString().slice(0, 10)),
      ),
      uuid,
    );
    const roundTrip = fc.property(values, (row) => {
      expect(decodeCursor('list', order, encode([1, 'list', order.signature, ...row]), 'after')).toEqual(row);
    });
    fc.assert(roundTrip, { seed: SEED });
  });

  it('gives back every number that the type of the key has, and no other', () => {
    const counts = sortOrder([{ field: 'COUNT' }], { COUNT: [key('count', 'int4')] }, [key('number', 'int8')], at);
    const decode = (...row: bigint[]) => {
      const cursor = encode([1, 'list', counts.signature, ...row.map(String)]);
      return decodeCursor('list', counts, cursor, 'after').map(BigInt);
    };
    const [int4, int8] = [2n ** 31n, 2n ** 63n];
    const rows = fc.tuple(fc.bigInt({ min: -int4, max: int4 - 1n }), fc.bigInt({ min: -int8, max: int8 - 1n }));
    fc.assert(
      fc.property(rows, (row) => expect(decode(...row)).toEqual(row)),
      { seed: SEED },
    );
    for (const row of [
      [int4, 0n],
      [-int4 - 1n, 0n],
      [0n, int8],
      [0n, -int8 - 1n],
    ] as const)
      expect(() => decode(...row)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });

  it('never fails otherwise than with INVALID_CURSOR', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    const refuses = fc.property(noise, (text) => {
      const decode = () => decodeCursor('list', order, text, 'after');
      expect(decode).toThrow(DomainError);
      expect(decode).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
    });
    fc.assert(refuses, { seed: SEED, numRuns: 500 });
  });
});
