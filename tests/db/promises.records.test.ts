import { describe, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { expectAllowed, expectRefused } from './attempt.js';
import { id, promised } from './world.js';

const database = await freshDatabase(promised);

type Case = readonly [title: string, rule: RegExp, ...statements: string[]];

const refuses = (cases: readonly Case[]) =>
  it.each(cases)('refuses %s', (_title, rule, ...statements) => expectRefused(database, rule, ...statements));
const allows = (cases: readonly (readonly [string, ...string[]])[]) =>
  it.each(cases)('allows %s', (_title, ...statements) => expectAllowed(database, ...statements));

const assessed = (columns: Readonly<Record<string, string>>) => {
  const all = {
    id: id('assessment'),
    scale: `'SOURCE_RELIABILITY'`,
    value: `'B'`,
    made_by: `'desk'`,
    made_on: `'2020-01-01'`,
    reason: `'Long record.'`,
    ...columns,
  };
  return `insert into assessment (${Object.keys(all).join(', ')}) values (${Object.values(all).join(', ')})`;
};

const role = (columns = '', values = '') =>
  `insert into actor_relation (id, key, from_id, to_id, type${columns})
   values (${id('role')}, 'role', ${id('speaker')}, ${id('outlet')}, 'EMPLOYMENT'${values})`;

const name = (columns = '', values = '') =>
  `insert into actor_name (id, actor_id, value, folded, kind${columns})
   values (${id('name')}, ${id('speaker')}, 'Speaker', 'speaker', 'PRIMARY'${values})`;

/** Tables with a vague date: its prefix and an insert or update that sets the three columns. */
const dated: readonly (readonly [string, string, (edtf: string, earliest: string, latest: string) => string])[] = [
  ...(
    [
      ['article', 'published', 'story'],
      ['actor', 'active', 'other'],
      ['event', 'time', 'departure'],
      ['claim', 'asserted', 'draft'],
      ['claim', 'stated', 'draft'],
    ] as const
  ).map(
    ([table, prefix, row]) =>
      [
        table,
        prefix,
        (edtf: string, earliest: string, latest: string) =>
          `update ${table} set ${prefix}_edtf = ${edtf}, ${prefix}_earliest = ${earliest}, ${prefix}_latest = ${latest}
           where id = ${id(row)}`,
      ] as const,
  ),
  ['actor_name', 'valid', (...days) => name(', valid_edtf, valid_earliest, valid_latest', `, ${days.join(', ')}`)],
  ['actor_relation', 'valid', (...days) => role(', valid_edtf, valid_earliest, valid_latest', `, ${days.join(', ')}`)],
  [
    'assessment',
    'period',
    (edtf, earliest, latest) =>
      assessed({ outlet_id: id('outlet'), period_edtf: edtf, period_earliest: earliest, period_latest: latest }),
  ],
];

describe.each(dated)('a vague date of %s, %s,', (table, prefix, set) => {
  const rule = new RegExp(`${table}_${prefix}`);
  const [edtf, first, last] = [`'2014-12'`, `'2014-12-01'`, `'2014-12-31'`];
  refuses([
    ['an end before its start', rule, set(edtf, last, first)],
    ['no notation', rule, set('null', first, last)],
    ['no first day', rule, set(edtf, 'null', last)],
    ['no last day', rule, set(edtf, first, 'null')],
  ]);
  allows([
    ['a month', set(edtf, first, last)],
    ['an open end', set(`'2014-12-01/..'`, first, `'infinity'`)],
    ['not to be known', set('null', 'null', 'null')],
  ]);
});

describe('a judgement', () => {
  const rule = /can be withdrawn once, and not be changed or deleted/;
  const set = (assignment: string) => `update identity_judgement set ${assignment}`;
  const withdraw = set(`withdrawn_on = '2020-02-01', withdrawn_by = 'desk'`);
  const added = (a: string, b: string) =>
    `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
     values (gen_random_uuid(), ${id(a)}, ${id(b)}, 'SAME', 'desk', '2020-01-01', 'One person.')`;
  refuses([
    ['another verdict', rule, set(`verdict = 'SAME'`)],
    ['another reason', rule, set(`reason = 'x'`)],
    ['another author', rule, set(`made_by = 'x'`)],
    ['another day', rule, set(`made_on = '2019-01-01'`)],
    ['other actors', rule, set(`a_id = b_id, b_id = a_id`)],
    ['to be deleted', rule, 'delete from identity_judgement'],
    ['another verdict while it is withdrawn', rule, set(`withdrawn_on = '2020-02-01', verdict = 'SAME'`)],
    ['to be withdrawn twice', rule, withdraw, set(`withdrawn_on = '2020-03-01'`)],
    ['to be put in force again', rule, withdraw, set('withdrawn_on = null, withdrawn_by = null')],
    ['to be withdrawn before it was made', /judgement_withdrawn/, set(`withdrawn_on = '2019-12-31'`)],
    ['to be withdrawn by somebody at no time', /judgement_withdrawn_by/, set(`withdrawn_by = 'desk'`)],
    ['an actor beside itself', /between_two/, added('other', 'other')],
    ['an actor that is not there', /foreign key/, added('other', 'nobody')],
    ['its actor to be deleted', /foreign key/, 'delete from mention', `delete from actor where id = ${id('other')}`],
    ['to be truncated', /not truncated/, 'truncate identity_judgement'],
    ['to be truncated with the actors', /not truncated/, 'truncate actor cascade'],
  ]);
  allows([
    ['to be withdrawn', withdraw],
    ['another judgement of the same two', added('speaker', 'other')],
  ]);
});

describe('the change log', () => {
  const rule = /append-only/;
  const entry = `insert into change_log (id, who, tool, record_kind, record_id, field)
    select id, 'x', tool, record_kind, record_id, field from change_log`;
  refuses([
    ['another author', rule, `update change_log set who = 'x'`],
    ['another number', rule, 'update change_log set id = id + 100'],
    ['to forget', rule, 'delete from change_log'],
    [
      'to forget what is told anew',
      rule,
      'with gone as (delete from change_log returning *) insert into change_log select * from gone',
    ],
    ['a change by way of a conflict', rule, `${entry} on conflict (id) do update set who = excluded.who`],
    ['a number twice', /change_log_pkey/, entry],
    ['to be truncated', /not truncated/, 'truncate change_log restart identity'],
  ]);
  allows([['one more entry', entry.replace('select id', 'select id + 100')]]);
});

describe('a relation, an assessment, a quantity, a place', () => {
  const related = (columns: string, from = 'draft', to = 'accepted') =>
    `insert into claim_relation (id, from_id, to_id, basis, type${columns.split(' = ')[0]}) values
     (${id('new')}, ${id(from)}, ${id(to)}, 'HUMAN', ${columns.split(' = ')[1]})`;
  const amounts = (columns: string, values: string) =>
    `insert into quantity (claim_id, position, unit, ${columns}) values (${id('draft')}, 1, 'boat', ${values})`;
  const place = (latitude: string, longitude: string) =>
    `update event set latitude = ${latitude}, longitude = ${longitude}`;
  refuses([
    ['a relation of a claim with itself', /between_two/, related(` = 'SUPPORTS'`, 'draft', 'draft')],
    ['a relation twice', /claim_relation_once/, related(` = 'SUPPORTS'`)],
    ['a kind of contradiction in a support', /sub_kind/, related(`, sub_kind = 'SUPPORTS', 'TIME'`)],
    ['an actor that is related to itself', /between_two/, role().replace(id('outlet'), id('speaker'))],
    ['an actor of its own family', /own_family/, 'update actor set family_id = id'],
    ['an event that is part of itself', /own_parent/, 'update event set parent_id = id'],
    ['an address of no web page', /article_url/, `update article set url = 'javascript:alert(1)'`],
    ['an assessment of nothing', /one_target/, assessed({})],
    ['an assessment of two', /one_target/, assessed({ outlet_id: id('outlet'), article_id: id('story') })],
    ['a number on the scale of letters', /assessment_value/, assessed({ outlet_id: id('outlet'), value: `'3'` })],
    [
      'a letter on the scale of numbers',
      /assessment_value/,
      assessed({ claim_id: id('draft'), scale: `'INFORMATION_CREDIBILITY'` }),
    ],
    ['a quantity without a number', /has_a_number/, amounts('words', `'a few'`)],
    ['a range from high to low', /low_high/, amounts('low, high', '5, 3')],
    ['half a place', /coordinates/, place('1', 'null')],
    ['a place beyond the pole', /coordinates/, place('91', '0')],
    ['a place beyond the date line', /coordinates/, place('0', '181')],
  ]);
  allows([
    ['a contradiction of a kind', related(`, sub_kind = 'CONTRADICTS', 'TIME'`)],
    ['a role', role()],
    [
      'a letter and a number, each on its scale',
      assessed({ outlet_id: id('outlet') }),
      assessed({ id: id('second'), claim_id: id('draft'), scale: `'INFORMATION_CREDIBILITY'`, value: `'6'` }),
    ],
    ['a range', amounts('low, high', '3, 5')],
    ['a place', place('31.5', '34.45')],
  ]);
});
