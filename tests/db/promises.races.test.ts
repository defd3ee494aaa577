import { expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { race } from './race.js';
import { accept, citationRow, closedText, id, linkRow, promised, quoted, textRow } from './world.js';

const levels = ['read committed', 'repeatable read', 'serializable'];

const REFUSED = /^(23|40)/;

it.each(levels)('two that each take one of two citations away do not leave a claim without (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const drop = (citation: string) => [`delete from citation where id = ${id(citation)}`];
  const ends = await race(database, level, drop('draft/0'), drop('draft/1'));
  expect(ends).toEqual(['committed', expect.stringMatching(REFUSED)]);
  expect(await database.query(`select id from citation where claim_id = ${id('draft')}`)).toHaveLength(1);
});

it.each(levels)('a citation is not taken away while its claim is accepted (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const drop = [`delete from citation where id = ${id('draft/0')}`];
  expect(await race(database, level, [accept('draft')], drop)).toEqual(['committed', expect.stringMatching(REFUSED)]);
  expect(await database.query(`select id from citation where claim_id = ${id('draft')}`)).toHaveLength(2);
});

it.each(levels)('two that change one chain do not leave a hole (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const add = [linkRow('draft', 2, 'other', 'ORIGINAL_SPEAKER')];
  const drop = [`delete from attribution_link where claim_id = ${id('draft')} and position = 1`];
  expect(await race(database, level, drop, add)).toEqual(['committed', expect.stringMatching(REFUSED)]);
  expect(
    await database.query(`select position from attribution_link where claim_id = ${id('draft')} order by 1`),
  ).toEqual([{ position: 0 }]);
});

/** The product reads and writes at the first; at `repeatable read` a span added beside a text is not seen by it. */
const snapshots = ['read committed', 'serializable'];
const wrong = [citationRow('draft', 2, 'closed', 0, 19, quoted(closedText, 1, 20))];

it.each(snapshots)('a citation of other words does not slip in beside the text (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const ends = await race(database, level, [textRow('closed', closedText)], wrong);
  expect(ends).toEqual(['committed', expect.stringMatching(REFUSED)]);
});

it.each(snapshots)('a text does not slip in beside a citation of other words (%s)', async (level) => {
  const database = await freshDatabase(promised);
  const ends = await race(database, level, wrong, [textRow('closed', closedText)]);
  expect(ends).toEqual(['committed', expect.stringMatching(REFUSED)]);
});
