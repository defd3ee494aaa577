import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase } from '../support/database.js';
import { lookAfter } from './attempt.js';
import { race } from './race.js';
import { closedText, id, promised, textRow } from './world.js';

const held = `where version_id = ${id('open')}`;
const supply = `${textRow('closed', closedText)} on conflict do nothing`;
const right = (name: string, value: string) =>
  `update article_version set text_right = '${value}' where id = ${id(name)}`;
const published = (day: string | null) =>
  `update article set (published_edtf, published_earliest, published_latest) =
   (select d, d::date, d::date from (values (${day ? `'${day}'` : 'null'})) x (d)) where id = ${id('story')}`;

/** Rights and dates change, texts come and go, somebody writes other copies. */
const changes = [
  supply,
  `${right('closed', 'QUOTATION')}; delete from version_text where version_id = ${id('closed')}`,
  ...['OPEN', 'QUOTATION', 'RESTRICTED'].flatMap((value) => [right('open', value), right('closed', value)]),
  ...['2021-05-06', '1999-01-01', null].map(published),
  `update article_version set text_right = 'OPEN'`,
  `update article set headline = 'Another story' where id = ${id('story')}`,
  `update version_text set text_right = 'RESTRICTED' ${held}`,
  `update version_text set published_earliest = '1900-01-01', language = 'fr', article_id = ${id('other-story')} ${held}`,
  `update version_text set words = to_tsvector('english', 'nothing of it') ${held}`,
];

const wrong = `select t.version_id from version_text t
  join article_version v on v.id = t.version_id join article a on a.id = v.article_id
  where (t.article_id, t.language, t.text_right, t.published_earliest, t.words)
    is distinct from (a.id, v.language, v.text_right, a.published_earliest, words_of_version(v.id, t.text))`;

it('keeps what stands beside the words of a text as its version and article say it, whatever is changed', async () => {
  const database = await freshDatabase(promised);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...changes), { maxLength: 12 }), async (done) => {
      await lookAfter(database, done, async (client) => {
        expect((await client.query(wrong)).rows).toEqual([]);
        const { rows } = await client.query<{ copy: string }>(
          `select concat(text_right, ' ', published_earliest) as copy from version_text ${held}`,
        );
        seen.add(rows[0]!.copy);
      });
    }),
    { numRuns: 100 },
  );
  expect(seen.size).toBeGreaterThan(5);
});

/** As for spans and texts: at `repeatable read` one that is added at the same time is not seen. */
const levels = ['read committed', 'serializable'];
const others = [
  ['the rights of its version', right('closed', 'RESTRICTED')],
  ['the date of its article', published('2021-05-06')],
  ['the headline of its article', `update article set headline = 'Another story' where id = ${id('story')}`],
] as const;

describe.each(levels)('at %s', (level) => {
  it.each(others)('a text that is supplied does not miss %s that changes', async (_what, change) => {
    const pairs = [
      [[supply], [change]],
      [[change], [supply]],
    ] as const;
    for (const [one, other] of pairs) {
      const database = await freshDatabase(promised);
      const [first] = await race(database, level, one, other);
      expect(first).toBe('committed');
      expect(await database.query(wrong)).toEqual([]);
    }
  });
});
