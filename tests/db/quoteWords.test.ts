import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase } from '../support/database.js';
import { lookAfter } from './attempt.js';
import { closedText, copiedText, id, promised } from './world.js';

const database = await freshDatabase(promised);

const held = (text: string) => `insert into version_text (version_id, text, sha256, length, source)
  select ${id('closed')}, t, sha256_hex(t), char_length(t), 'test' from (values ('${text}')) x (t)
  where not exists (select from version_text where version_id = ${id('closed')})`;

/** Texts come, go and are exchanged, anchors are found, claims are deleted. */
const changes = [
  held(closedText),
  held(copiedText),
  `delete from version_text where version_id = ${id('closed')}`,
  `update citation set anchor_status = 'MOVED', anchor_start = 12, anchor_end = 31
    where version_id = ${id('closed')} and anchor_status = 'ORPHANED'`,
  `update citation set position = position where version_id = ${id('open')}`,
  `delete from claim_relation; delete from claim where id = ${id('draft')}`,
];

/** What the table has to hold, and what it holds. */
const compared = `select
  (select coalesce(json_agg(w.* order by citation_id), '[]') from citation_words w) as kept,
  (select coalesce(json_agg(json_build_object('citation_id', c.id, 'words',
      to_tsvector('english', substr(t.text, c.anchor_start + 1, c.anchor_end - c.anchor_start))::text)
      order by c.id), '[]')
    from citation c join version_text t on t.version_id = c.version_id where c.anchor_start is not null) as due`;

interface Words {
  readonly citation_id: string;
  readonly words: string;
}

const sorted = (rows: readonly Words[]) =>
  rows.map(({ citation_id, words }) => [citation_id, words.split(' ').sort().join(' ')]);

it('keeps the words of quotes as long as their texts are held, whatever is changed', async () => {
  const quotes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...changes), { maxLength: 12 }), async (done) => {
      await lookAfter(database, done, async (client) => {
        const { rows } = await client.query<{ kept: Words[]; due: Words[] }>(compared);
        expect(sorted(rows[0]!.kept)).toEqual(sorted(rows[0]!.due));
        quotes.add(rows[0]!.due.length);
      });
    }),
    { numRuns: 100 },
  );
  expect([...quotes].sort()).toEqual([1, 2, 4]);
});
