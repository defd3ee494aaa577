import { describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { attempt, content, expectAllowed, expectRefused } from './attempt.js';
import { copyIn } from './copy.js';
import {
  citationRow,
  claimRows,
  closedText,
  copiedText,
  id,
  idText,
  openText,
  promised,
  quoted,
  textRow,
  versionRow,
} from './world.js';

const database = await freshDatabase(promised);

type Case = readonly [title: string, rule: RegExp, ...statements: string[]];

const refuses = (cases: readonly Case[]) =>
  it.each(cases)('refuses %s', (_title, rule, ...statements) => expectRefused(database, rule, ...statements));
const allows = (cases: readonly (readonly [string, ...string[]])[]) =>
  it.each(cases)('allows %s', (_title, ...statements) => expectAllowed(database, ...statements));

/** A draft that cites `closed`, whose text is not held, by 19 code points of a hash of one's choice. */
const draftCiting = (hash: string) => [
  ...claimRows('new', ['citation 1']),
  citationRow('new', 1, 'closed', 0, 19, hash),
];

describe('a version', () => {
  const immutable = /is immutable/;
  const set = (assignment: string) => `update article_version set ${assignment} where id = ${id('open')}`;
  refuses([
    ['another hash', immutable, set(`sha256 = sha256_hex('x')`)],
    ['another length', immutable, set('length = length + 1')],
    ['another language', immutable, set(`language = 'fr'`)],
    ['another kind', immutable, set(`kind = 'DIGEST'`)],
    ['another key', immutable, set(`key = 'x'`)],
    ['another article', immutable, set(`article_id = ${id('other-story')}`)],
    ['another id', /keeps its id/, set(`id = ${id('x')}`)],
    ['a change of all at once', immutable, 'update article_version set length = length * 2'],
    [
      'a change by way of a conflict',
      immutable,
      `${versionRow('open', 'story', openText, 'OPEN')} on conflict (id) do update set length = 7`,
    ],
    [
      'a change by way of MERGE',
      immutable,
      `merge into article_version v using (values (7)) x (n) on v.id = ${id('open')} when matched then update set length = x.n`,
    ],
    ['a hash that is none', /sha256_hex/, versionRow('v', 'story', 'x', 'OPEN').replace(`sha256_hex('x')`, `'abc'`)],
    ['a text of no length', /version_length/, versionRow('v', 'story', '', 'OPEN')],
    ['to be its own revision', /own_revision/, set(`revision_of_id = ${id('open')}`)],
  ]);
  allows([
    ['a notice, and other rights', set(`notice = 'CORRECTION', text_right = 'QUOTATION'`)],
    ['another version of the same article', versionRow('next', 'story', 'Other words.', 'OPEN')],
  ]);
});

describe('a text', () => {
  const mismatch = /does not have the hash and length/;
  const held = `where version_id = ${id('open')}`;
  refuses([
    ['other words', /is immutable/, `update version_text set text = 'x', sha256 = sha256_hex('x'), length = 1 ${held}`],
    ['another source', /is immutable/, `update version_text set source = 'x' ${held}`],
    ['to move to another version', /is immutable/, `update version_text set version_id = ${id('closed')} ${held}`],
    [
      'a change by way of a conflict',
      /is immutable/,
      `${textRow('open', 'x')} on conflict (version_id) do update set text = 'x'`,
    ],
    ['to be taken down while it is open', /cannot be deleted/, `delete from version_text ${held}`],
    ['a hash of other words', mismatch, textRow('closed', 'Words.').replace(`sha256_hex('Words.')`, `sha256_hex('x')`)],
    ['a length in UTF-16 units', mismatch, textRow('closed', 'The 😀').replace(`char_length('The 😀')`, '6')],
    ['letters that are not composed', /not normalised/, textRow('closed', 'Cafe\u0301')],
    ['line ends of Windows', /not normalised/, textRow('closed', 'a\r\nb')],
    ['to be truncated', /not truncated/, 'truncate version_text cascade'],
    ['to be truncated with its version', /not truncated/, 'truncate article_version cascade'],
    ['to be truncated with its article', /not truncated/, 'truncate article cascade'],
    [
      'to be the version’s own when a citation has other words',
      /do not have the hash of the quote/,
      ...draftCiting(quoted(closedText, 1, 20)),
      textRow('closed', closedText),
    ],
  ]);
  allows([
    ['to be supplied where the citations have its words', textRow('closed', closedText)],
    ['to be taken down where it is under rights', `delete from version_text where version_id = ${id('copied')}`],
  ]);
});

describe('a citation', () => {
  const cite = (version: string, start: number, end: number, hash: string, anchor?: string) =>
    citationRow('draft', 2, version, start, end, hash, anchor);
  const length = [...openText].length;
  const words = quoted(openText, 4, 11);
  const outside = /lies outside/;
  const otherWords = /do not have the hash of the quote/;
  refuses([
    ['a start before the text', outside, cite('open', -1, 3, quoted(openText, 0, 3))],
    ['no words', outside, cite('open', 3, 3, quoted('', 0, 0))],
    ['an end before its start', outside, cite('open', 5, 3, words)],
    ['an end after the text', outside, cite('open', length - 2, length + 1, quoted(openText, length - 2, length))],
    ['an end after a text that is not held', outside, cite('closed', 0, 1000, words)],
    ['a hash of other words', otherWords, cite('open', 4, 11, quoted(openText, 4, 12))],
    ['offsets in UTF-16 units', otherWords, cite('open', 4, 12, words)],
    ['offsets in bytes', otherWords, cite('open', 4, 14, words)],
    ['a hash that is none', /sha256_hex/, cite('closed', 0, 3, `'${'Z'.repeat(64)}'`)],
    ['no hash', /quote_sha256/, cite('closed', 0, 3, 'null')],
    ['no start', /start_offset/, cite('closed', 0, 3, words).replace(', 0, 3,', ', null, 3,')],
    ['a version of another article', /citation_version_id_article_id/, cite('elsewhere', 0, 19, words)],
    ['a version that is not there', /citation_version_id_article_id/, cite('nowhere', 0, 19, words)],
    [
      'an anchor at other words of a copy',
      otherWords,
      cite('copied', 0, 19, quoted(closedText, 0, 19), `'MOVED', 0, 19, 1`),
    ],
    ['an anchor outside the copy', outside, cite('copied', 0, 19, words, `'MOVED', 10, ${copiedText.length + 1}, 1`)],
    ['a likeness without a score', /score/, cite('copied', 0, 19, words, `'FUZZY', 0, 19, null`)],
    ['a likeness that is certain', /score/, cite('copied', 0, 19, words, `'FUZZY', 0, 19, 1`)],
    [
      'several at once when one is wrong',
      otherWords,
      `${cite('open', 4, 11, words)};
      ${citationRow('draft', 3, 'open', 0, 3, words)}`,
    ],
  ]);

  const change = (assignment: string) => `update citation set ${assignment} where id = ${id('draft/0')}`;
  refuses([
    ['another start', /span of citation is immutable/, change('start_offset = 1')],
    ['another end', /span of citation is immutable/, change('end_offset = 3')],
    ['another version', /span of citation is immutable/, change(`version_id = ${id('closed')}`)],
    ['another hash', /span of citation is immutable/, change(`quote_sha256 = ${words}`)],
    [
      'another span with its right hash',
      /immutable/,
      change(`start_offset = 4, end_offset = 11, quote_sha256 = ${words}`),
    ],
    ['another article', /citation_.*article_id/, change(`article_id = ${id('other-story')}`)],
    ['another id', /keeps its id/, change(`id = ${id('x')}`)],
    [
      'a change by way of a conflict',
      /immutable/,
      `${citationRow('draft', 0, 'open', 0, 19, quoted(openText, 0, 19))} on conflict (id) do update set end_offset = 20`,
    ],
    ['to be truncated', /not truncated/, 'truncate citation cascade'],
  ]);

  it('cannot be copied in past the rules', async () => {
    const row = ['x', 'draft', 'story', 'open'].map(idText).join('\t');
    const columns =
      'id, claim_id, article_id, version_id, position, start_offset, end_offset, quote_sha256, anchor_status';
    const before = await content(database);
    const copied = copyIn(database, `copy citation (${columns}) from stdin`, [
      `${row}\t2\t4\t12\t${words.slice(1, -1)}\tEXACT`,
    ]);
    await expect(copied).rejects.toMatchObject({ code: '23514', message: expect.stringMatching(otherWords) });
    expect(await content(database)).toEqual(before);
  });

  it.each([
    ['the version’s own text', 'open', 4, 11, words, 'EXACT', 4],
    ['a text that is not held', 'closed', 0, 19, quoted(closedText, 0, 19), 'TEXT_NOT_HELD', null],
    ['a copy in which the words are not found yet', 'copied', 0, 19, quoted(closedText, 0, 19), 'ORPHANED', null],
  ])(
    'of %s has the status that is true, whatever was asked for',
    async (...[, version, start, end, hash, status, at]) => {
      const copy = await freshDatabase(promised);
      const asked = version === 'open' ? `'ORPHANED', 1, 2, 0.5` : `'EXACT', 1, 2, 1`;
      expect(await attempt(copy, [cite(version, start, end, hash, asked)])).toBeNull();
      expect(await copy.query(`select anchor_status, anchor_start from citation where id = ${id('draft/2')}`)).toEqual([
        { anchor_status: status, anchor_start: at },
      ]);
    },
  );

  allows([
    ['words with characters beyond the basic plane', cite('open', 4, 11, words)],
    ['the whole text', cite('open', 0, length, quoted(openText, 0, length))],
    ['words found elsewhere in a copy', cite('copied', 0, 19, quoted(closedText, 0, 19), `'MOVED', 12, 31, 1`)],
    ['a likeness with its score', cite('copied', 0, 19, words, `'FUZZY', 12, 31, 0.8`)],
  ]);
});

describe('a span of a mention or of a link', () => {
  const named = `update attribution_link set version_id = ${id('open')}, start_offset = 4, end_offset = 11,
    quote_sha256 = ${quoted(openText, 4, 11)} where claim_id = ${id('draft')} and position = 1`;
  const link = (columns: string, values: string) =>
    `insert into attribution_link (claim_id, position, actor_id, role, quotation, relay, certainty, polarity, ${columns})
     values (${id('draft')}, 2, ${id('other')}, 'ORIGINAL_SPEAKER', 'DIRECT', 'UNKNOWN', 'CERTAIN', 'POSITIVE', ${values})`;
  const span = 'version_id, start_offset, end_offset, quote_sha256';
  refuses([
    ['a mention to move', /span of mention is immutable/, 'update mention set end_offset = end_offset - 1'],
    [
      'a mention another hash',
      /span of mention is immutable/,
      `update mention set quote_sha256 = ${quoted('x', 0, 1)}`,
    ],
    ['a link to be given words afterwards', /span of attribution_link is immutable/, named],
    ['a link half a span', /span_whole_or_absent/, link('version_id', id('closed'))],
    ['a link a hash that is none', /sha256_hex/, link(span, `${id('closed')}, 0, 3, 'abc'`)],
    ['a link words outside its version', /lies outside/, link(span, `${id('closed')}, 0, 99, ${quoted('x', 0, 1)}`)],
    ['a link other words', /hash of the quote/, link(span, `${id('open')}, 0, 3, ${quoted('x', 0, 1)}`)],
    [
      'a range outside its version',
      /lies outside/,
      `insert into version_range values (${id('open')}, 0, 'BODY', 0, ${openText.length + 1})`,
    ],
  ]);
  allows([
    ['a mention to be resolved to another actor', `update mention set actor_id = ${id('speaker')}`],
    ['a link its words from the start', link(span, `${id('open')}, 4, 11, ${quoted(openText, 4, 11)}`)],
    [
      'a range of the whole version',
      `insert into version_range values (${id('open')}, 0, 'BODY', 0, ${[...openText].length})`,
    ],
  ]);

  it('without words has no place in a text', async () => {
    const copy = await freshDatabase(promised);
    expect(await attempt(copy, [link('anchor_status, anchor_start', `'EXACT', 5`)])).toBeNull();
    expect(await copy.query(`select anchor_status, anchor_start from attribution_link where position = 2`)).toEqual([
      { anchor_status: null, anchor_start: null },
    ]);
  });
});

describe('a record that is referred to', () => {
  const drop = (table: string, name: string) => `delete from ${table} where id = ${id(name)}`;
  refuses([
    ['a cited version to be deleted', /citation_version_id/, drop('article_version', 'closed')],
    ['a cited article to be deleted', /article/, drop('article', 'story')],
    ['the article to be deleted with its claims', /cannot be deleted/, 'delete from claim', drop('article', 'story')],
    ['an actor of a chain to be deleted', /foreign key/, drop('actor', 'speaker')],
    ['an outlet to be deleted', /outlet_id/, drop('actor', 'outlet')],
    ['an event with claims to be deleted', /event_id/, drop('event', 'departure')],
    ['a claim that others refer to to be deleted', /claim_relation/, drop('claim', 'draft')],
    ...['article', 'actor', 'event', 'claim', 'mention', 'claim_relation', 'identity_judgement'].map((table): Case => [
      `another id to a row of ${table}`,
      /keeps its id/,
      `update ${table} set id = gen_random_uuid()`,
    ]),
  ]);
  allows([
    ['what nobody refers to to be deleted', drop('article_version', 'elsewhere'), drop('article', 'other-story')],
    ['a mention to be deleted', 'delete from mention'],
  ]);
});
