import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Template } from '../support/database.js';

/** A UUID, as an SQL literal, that is always the same for a name. */
export const id = (name: string): string => `'${idText(name)}'`;

export const idText = (name: string): string =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Text of version `open`; the first words hold two characters beyond the basic plane. */
export const openText = 'The 😀 envoy 𝔄 left. The office denied it.';
/** Text of version `closed`, which is not held. */
export const closedText = 'Boats stay in port. Nobody sails.';
/** What is held of version `copied`: the same words behind others. */
export const copiedText = `Home | News\n${closedText}`;

/** A claim of the story as a draft, its parts without the ones that `without` names. */
export const claimRows = (name: string, without: readonly string[] = []): string[] =>
  [
    ['claim', claimRow(name)],
    ['link 0', linkRow(name, 0, 'outlet', 'REPORTING_OUTLET')],
    ['link 1', linkRow(name, 1, 'speaker', 'ORIGINAL_SPEAKER')],
    ['citation 0', citationRow(name, 0, 'open', 0, 19, quoted(openText, 0, 19))],
    ['citation 1', citationRow(name, 1, 'closed', 0, 19, quoted(closedText, 0, 19))],
    ['actor', `insert into claim_actor values (${id(name)}, 0, ${id('other')}, 'SUBJECT')`],
    ['quantity', `insert into quantity (claim_id, position, amount, unit) values (${id(name)}, 0, 3, 'boat')`],
  ]
    .filter(([part]) => !without.includes(part!))
    .map(([, statement]) => statement!);

export const claimRow = (name: string, columns: Readonly<Record<string, string>> = {}): string => {
  const all: Record<string, string> = {
    id: id(name),
    key: `'${name}'`,
    article_id: id('story'),
    event_id: id('departure'),
    statement: `'The envoy left.'`,
    speech_act: `'STATE'`,
    polarity: `'POSITIVE'`,
    certainty: `'CERTAIN'`,
    temporality: `'PAST'`,
    ...columns,
  };
  return `insert into claim (${Object.keys(all).join(', ')}) values (${Object.values(all).join(', ')})`;
};

export const linkRow = (claim: string, position: number, actor: string, role: string): string =>
  `insert into attribution_link (claim_id, position, actor_id, role, quotation, relay, certainty, polarity)
   values (${id(claim)}, ${position}, ${id(actor)}, '${role}', 'INDIRECT', 'FIRSTHAND', 'CERTAIN', 'POSITIVE')`;

/** Hash of the words between two offsets in code points, as an SQL literal. */
export const quoted = (text: string, start: number, end: number): string =>
  `'${createHash('sha256')
    .update([...text].slice(start, end).join(''))
    .digest('hex')}'`;

export const citationRow = (
  claim: string,
  position: number,
  version: string,
  start: number,
  end: number,
  hash: string,
  anchor = `'TEXT_NOT_HELD', null, null, null`,
): string =>
  `insert into citation (id, claim_id, article_id, version_id, position, start_offset, end_offset, quote_sha256,
     anchor_status, anchor_start, anchor_end, anchor_score)
   values (${id(`${claim}/${position}`)}, ${id(claim)}, ${id('story')}, ${id(version)}, ${position}, ${start}, ${end},
     ${hash}, ${anchor})`;

export const accept = (name: string): string =>
  `update claim set review_state = 'ACCEPTED', reviewed_by = 'desk', reviewed_on = '2020-01-02' where id = ${id(name)}`;

export const versionRow = (name: string, article: string, text: string, right: string): string =>
  `insert into article_version (id, article_id, key, kind, language, sha256, length, text_right)
   values (${id(name)}, ${id(article)}, '${name}', 'PUBLISHED', 'en', sha256_hex('${text}'), ${[...text].length}, '${right}')`;

export const textRow = (version: string, text: string): string =>
  `insert into version_text (version_id, text, sha256, length, source)
   values (${id(version)}, '${text}', sha256_hex('${text}'), char_length('${text}'), 'test')`;

const articleRow = (name: string): string =>
  `insert into article (id, key, headline, outlet_id, outlet_basis, language, genre, text_right, published_edtf,
     published_earliest, published_latest)
   values (${id(name)}, '${name}', 'The ${name}', ${id('outlet')}, 'STATED', 'en', 'NEWS', 'QUOTATION', '2020-01-01',
     '2020-01-01', '2020-01-01')`;

const actorRow = (name: string, kind: string): string =>
  `insert into actor (id, key, kind, name) values (${id(name)}, '${name}', '${kind}', 'The ${name}')`;

const statements = [
  actorRow('outlet', 'MEDIA_OUTLET'),
  actorRow('speaker', 'PERSON'),
  actorRow('other', 'PERSON'),
  `insert into event (id, key, title, type, status) values (${id('departure')}, 'departure', 'The departure', 'RETREAT', 'OCCURRED')`,
  articleRow('story'),
  articleRow('other-story'),
  versionRow('open', 'story', openText, 'OPEN'),
  textRow('open', openText),
  versionRow('closed', 'story', closedText, 'QUOTATION'),
  versionRow('copied', 'story', closedText, 'RESTRICTED'),
  textRow('copied', copiedText),
  versionRow('elsewhere', 'other-story', closedText, 'QUOTATION'),
  ...claimRows('draft'),
  ...claimRows('accepted'),
  accept('accepted'),
  `insert into mention (id, version_id, actor_id, start_offset, end_offset, quote_sha256, anchor_status, detector)
   values (${id('mention')}, ${id('open')}, ${id('other')}, 4, 11, ${quoted(openText, 4, 11)}, 'EXACT', 'test')`,
  `insert into claim_relation (id, from_id, to_id, type, basis)
   values (${id('relation')}, ${id('draft')}, ${id('accepted')}, 'SUPPORTS', 'HUMAN')`,
  `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
   values (${id('judgement')}, ${id('speaker')}, ${id('other')}, 'UNSURE', 'desk', '2020-01-01', 'They look alike.')`,
  `insert into change_log (who, tool, record_kind, record_id, field)
   values ('desk', 'test', 'actor', ${id('other')}, 'name')`,
];

/** A story, its versions with and without their texts, and one claim of it as a draft and one accepted. */
export const promised: Template = {
  name: 'promised',
  fill: async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`begin; ${statements.join(';\n')}; commit`);
    } finally {
      await client.end();
    }
  },
};
