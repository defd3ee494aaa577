import { describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { attempt, expectAllowed, expectRefused } from './attempt.js';
import {
  accept,
  citationRow,
  claimRow,
  claimRows,
  closedText,
  id,
  linkRow,
  openText,
  promised,
  quoted,
  textRow,
} from './world.js';

const database = await freshDatabase(promised);

type Case = readonly [title: string, rule: RegExp, ...statements: string[]];

const refuses = (cases: readonly Case[]) =>
  it.each(cases)('refuses %s', (_title, rule, ...statements) => expectRefused(database, rule, ...statements));
const allows = (cases: readonly (readonly [string, ...string[]])[]) =>
  it.each(cases)('allows %s', (_title, ...statements) => expectAllowed(database, ...statements));

const deferred = 'set constraints all deferred';

describe('no claim without a citation', () => {
  const uncited = /has no citation/;
  const drop = (name: string) => `delete from citation where claim_id = ${id(name)}`;
  refuses([
    ['a claim alone', uncited, claimRow('new')],
    ['a claim with a chain only', uncited, ...claimRows('new', ['citation 0', 'citation 1'])],
    ['one of two claims of a statement', uncited, ...claimRows('new'), claimRow('bare')],
    ['the last citations to be deleted', uncited, drop('draft')],
    [
      'the last citations to be deleted one by one',
      uncited,
      ...['draft/0', 'draft/1'].map((one) => `delete from citation where id = ${id(one)}`),
    ],
    ['the last citations to be deleted, checks deferred', uncited, deferred, drop('draft')],
    ['the last citations to be deleted before the claim is accepted', uncited, drop('draft'), accept('draft')],
    [
      'a citation to be put on another claim',
      /does not move/,
      ...claimRows('new'),
      `update citation set claim_id = ${id('draft')}, position = position + 5 where claim_id = ${id('new')}`,
    ],
    [
      'a citation to be put on another claim by a conflict',
      /does not move/,
      ...claimRows('new'),
      `${citationRow('draft', 0, 'open', 0, 19, quoted(openText, 0, 19))} on conflict (id) do update set claim_id = ${id('new')}, position = 9`,
    ],
    [
      'the citations to follow a claim that gets another id',
      /keeps its id/,
      `update claim set id = ${id('x')} where id = ${id('draft')}`,
    ],
    [
      'a claim in a data-modifying query that takes its citation away',
      uncited,
      `with gone as (delete from citation where claim_id = ${id('draft')} returning id) select count(*) from gone`,
    ],
    [
      'a claim to be added as accepted',
      /not edited in place/,
      claimRow('new', { review_state: `'ACCEPTED'`, reviewed_by: `'desk'`, reviewed_on: `'2020-01-02'` }),
      citationRow('new', 0, 'open', 0, 19, quoted(openText, 0, 19)),
    ],
    ['citations to be truncated with the claims', /not truncated/, 'truncate claim cascade'],
  ]);
  allows([
    ['a citation after its claim', ...claimRows('new')],
    ['one of two citations to be deleted', `delete from citation where id = ${id('draft/0')}`],
    ['all citations to be exchanged', drop('draft'), citationRow('draft', 5, 'open', 4, 11, quoted(openText, 4, 11))],
    [
      'a draft to be deleted with its parts',
      'delete from claim_relation',
      `delete from claim where id = ${id('draft')}`,
    ],
  ]);
});

describe('a chain', () => {
  const holes = /positions 0\.\.n without holes, the reporting outlet first/;
  const link = (position: number) => linkRow('draft', position, 'other', 'ORIGINAL_SPEAKER');
  const of = `where claim_id = ${id('draft')} and position`;
  refuses([
    ['no link', holes, ...claimRows('new', ['link 0', 'link 1'])],
    ['no first link', holes, ...claimRows('new', ['link 0'])],
    ['a hole', holes, link(3)],
    ['a hole in the middle', holes, link(2), `delete from attribution_link ${of} = 1`],
    ['the first link to be deleted', holes, `delete from attribution_link ${of} = 0`],
    ['all links to be deleted', holes, deferred, `delete from attribution_link ${of} >= 0`],
    ['a position below 0', /attribution_link_position/, link(-1)],
    ['a position twice', /attribution_link_pkey/, link(1)],
    ['a link to be moved away', holes, `update attribution_link set position = 4 ${of} = 1`],
    ['the chain to be moved up', holes, `update attribution_link set position = position + 10 ${of} >= 0`],
    ['another role of the first link', holes, `update attribution_link set role = 'DOCUMENT' ${of} = 0`],
    [
      'somebody else as the first link',
      holes,
      `update attribution_link set position = 2 - position ${of} >= 0`,
      `update attribution_link set position = 0 ${of} = 1`,
      `update attribution_link set position = 1 ${of} = 2`,
    ],
    [
      'a link to go to another claim',
      /does not move/,
      `update attribution_link set claim_id = ${id('accepted')}, position = 2 ${of} = 1`,
    ],
    ['a link of nobody', /somebody/, `update attribution_link set actor_id = null ${of} = 1`],
    ['to be truncated', /not truncated/, 'truncate attribution_link'],
  ]);
  allows([
    ['another link at the end', link(2)],
    ['the last link to be deleted', `delete from attribution_link ${of} = 1`],
    [
      'a link in the middle, its positions settled by the commit',
      `update attribution_link set position = 2 ${of} = 1`,
      link(1),
    ],
    ['a source without a name', `update attribution_link set actor_id = null, unnamed = 'an official' ${of} = 1`],
  ]);
});

describe('an accepted claim', () => {
  const edit = /not edited in place/;
  const set = (assignment: string) => `update claim set ${assignment} where id = ${id('accepted')}`;
  const of = `where claim_id = ${id('accepted')}`;
  refuses([
    ...[
      "statement = 'Other.'",
      `polarity = 'NEGATIVE'`,
      `certainty = 'POSSIBLE'`,
      `speech_act = 'DENY'`,
      `temporality = 'FUTURE'`,
      'event_id = null',
      `key = 'x'`,
      'version_number = 9',
      `asserted_words = 'then'`,
      `stated_words = 'then'`,
      `origin = 'HUMAN'`,
      `created_at = '2000-01-01'`,
      `supersedes_id = ${id('draft')}`,
      `article_id = ${id('other-story')}`,
    ].map((assignment): Case => [
      `the edit ${assignment.replaceAll(/'.{8}-.*'/g, '…')}`,
      /not edited in place|supersedes_id/,
      set(assignment),
    ]),
    ['an edit beside a decision', edit, set(`review_state = 'DISPUTED', statement = 'Other.'`)],
    [
      'an edit by way of a conflict',
      edit,
      `${claimRow('accepted')} on conflict (id) do update set statement = 'Other.'`,
    ],
    ['to become a draft again', /cannot become DRAFT again/, set(`review_state = 'DRAFT'`)],
    [
      'to become a draft, be edited and be accepted',
      /cannot become IN_REVIEW again/,
      set(`review_state = 'IN_REVIEW'`),
      set(`statement = 'Other.'`),
    ],
    [
      'to be deleted',
      /cannot be deleted/,
      'delete from claim_relation',
      `delete from claim where id = ${id('accepted')}`,
    ],
    [
      'to be deleted once it is retracted',
      /cannot be deleted/,
      'delete from claim_relation',
      set(`review_state = 'RETRACTED'`),
      `delete from claim where id = ${id('accepted')}`,
    ],
  ]);

  const parts = [
    ['citation', 'position = position + 5'],
    ['attribution_link', `cue = 'said'`, `actor_id = ${id('other')}`],
    ['claim_actor', `role = 'OBJECT'`, `actor_id = ${id('speaker')}`],
    ['quantity', 'amount = 4', `unit = 'ship'`],
  ] as const;
  refuses(
    parts.flatMap(([table, ...edits]): Case[] => [
      [`a part of ${table} to be deleted`, edit, `delete from ${table} ${of}`],
      ...edits
        .slice(table === 'citation' ? 1 : 0)
        .map((one): Case => [
          `an edit of a part of ${table}: ${one.split(' ')[0]}`,
          edit,
          `update ${table} set ${one} ${of}`,
        ]),
      [
        `a part of ${table} to go to a draft`,
        edit,
        `update ${table} set claim_id = ${id('draft')}, position = position + 7 ${of}`,
      ],
      [`parts of ${table} to be edited with those of a draft`, edit, `update ${table} set position = position + 3`],
      [`the table ${table} to be truncated`, /not truncated/, `truncate ${table} cascade`],
    ]),
  );
  refuses([
    ['another citation', edit, citationRow('accepted', 2, 'open', 4, 11, quoted(openText, 4, 11))],
    ['another link', edit, linkRow('accepted', 2, 'other', 'ORIGINAL_SPEAKER')],
    ['another actor', edit, `insert into claim_actor values (${id('accepted')}, 1, ${id('speaker')}, 'OBJECT')`],
    [
      'another quantity',
      edit,
      `insert into quantity (claim_id, position, low, unit) values (${id('accepted')}, 1, 3, 'boat')`,
    ],
    [
      'another quantity by way of a conflict',
      edit,
      `insert into quantity (claim_id, position, amount, unit) values (${id('accepted')}, 0, 3, 'boat') on conflict (claim_id, position) do update set amount = 5`,
    ],
    [
      'a part of a draft',
      /does not move/,
      `update quantity set claim_id = ${id('accepted')}, position = 1 where claim_id = ${id('draft')}`,
    ],
    [
      'actors to be exchanged through their id',
      /keeps its id/,
      `update actor set id = ${id('x')} where id = ${id('speaker')}`,
    ],
  ]);

  const successor = [
    ...claimRows('next').map((row, index) =>
      index === 0 ? claimRow('next', { supersedes_id: id('accepted'), version_number: '2' }) : row,
    ),
    set(`review_state = 'SUPERSEDED'`),
    accept('next'),
  ];
  allows([
    ['a new version that supersedes it', ...successor],
    ['to be disputed and accepted again', set(`review_state = 'DISPUTED'`), set(`review_state = 'ACCEPTED'`)],
    ['another order among the claims of the article', set('position = 7')],
  ]);
  refuses([
    [
      'two successors',
      /supersedes_id/,
      ...successor,
      ...claimRows('more').map((row, index) =>
        index === 0 ? claimRow('more', { supersedes_id: id('accepted') }) : row,
      ),
    ],
    ['a second version of nothing', /version_number/, claimRow('new', { version_number: '2' })],
    ['a claim to supersede itself', /own_successor/, `update claim set supersedes_id = id where id = ${id('draft')}`],
    [
      'a decision of nobody',
      /reviewed_by_somebody/,
      `update claim set review_state = 'ACCEPTED' where id = ${id('draft')}`,
    ],
    ['an empty statement', /claim_statement/, `update claim set statement = '' where id = ${id('draft')}`],
  ]);

  it('takes new anchors when a text is supplied, and only those', async () => {
    const copy = await freshDatabase(promised);
    expect(await attempt(copy, [textRow('closed', closedText)])).toBeNull();
    const statuses = await copy.query(`select distinct anchor_status from citation ${of}`);
    expect(statuses).toEqual([{ anchor_status: 'EXACT' }]);
  });
});
