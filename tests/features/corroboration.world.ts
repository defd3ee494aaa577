import { id } from '../db/world.js';

/** Somebody in a chain beyond the outlet: whom it names (or nobody), as what, and how the link before came by the words. */
export type Link = readonly [actor: string | null, role?: string, relay?: string];

export interface Told {
  /** Also names its article. */
  readonly claim: string;
  readonly outlet: string;
  readonly chain?: readonly Link[];
  readonly event?: string;
  readonly text?: string;
  readonly held?: boolean;
  readonly kind?: 'PUBLISHED' | 'DIGEST';
  readonly state?: string;
  readonly polarity?: string;
  readonly act?: string;
}

export const actorRow = (key: string, kind: string, family?: string, wire = false): string =>
  `insert into actor (id, key, kind, name, family_id, wire_agency)
   values (${id(key)}, '${key}', '${kind}', '${key}', ${family ? id(family) : 'null'}, ${wire})`;

export const eventRow = (key: string, status = 'OCCURRED'): string =>
  `insert into event (id, key, title, type, status) values (${id(key)}, '${key}', '${key}', 'RETREAT', '${status}')`;

export const linkRow = (claim: string, position: number, [actor, role, relay]: Link): string =>
  `insert into attribution_link (claim_id, position, actor_id, unnamed, role, quotation, relay, certainty, polarity)
   values (${id(claim)}, ${position}, ${actor ? id(actor) : 'null'}, ${actor ? 'null' : "'reportedly'"},
     '${role ?? 'ORIGINAL_SPEAKER'}', 'INDIRECT', '${relay ?? 'FIRSTHAND'}', 'CERTAIN', 'POSITIVE')`;

export const relationRow = (from: string, to: string, type: string, basis = 'HUMAN'): string =>
  `insert into claim_relation (id, from_id, to_id, type, basis)
   values (${id(`${from}/${to}/${type}`)}, ${id(from)}, ${id(to)}, '${type}', '${basis}')`;

export const roleRow = (from: string, to: string, type = 'EMPLOYMENT'): string =>
  `insert into actor_relation (id, key, from_id, to_id, type)
   values (${id(`${from}/${to}`)}, '${from}/${to}', ${id(from)}, ${id(to)}, '${type}')`;

export const sameRow = (a: string, b: string): string =>
  `insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
   values (gen_random_uuid(), ${id(a)}, ${id(b)}, 'SAME', 'desk', '2020-01-01', 'x')`;

export const textRow = (claim: string, text: string): string =>
  `insert into version_text (version_id, text, sha256, length, source)
   values (${id(`${claim} text`)}, '${text}', sha256_hex('${text}'), char_length('${text}'), 'test')`;

/** An article with one claim; `day` puts it in its place in reading order. */
export function told(one: Told, day: number): string[] {
  const { claim, outlet, chain = [], text = `Words of ${claim} alone.`, held = true, kind = 'PUBLISHED' } = one;
  const state = one.state ?? 'ACCEPTED';
  const date = `date '2020-01-01' + ${day}`;
  return [
    `insert into article (id, key, headline, outlet_id, outlet_basis, language, genre, text_right, published_edtf,
       published_earliest, published_latest)
     values (${id(`${claim} article`)}, '${claim}', '${claim}', ${id(outlet)}, 'STATED', 'en', 'NEWS', 'QUOTATION',
       '2020', ${date}, ${date})`,
    `insert into article_version (id, article_id, key, kind, language, sha256, length, text_right)
     values (${id(`${claim} text`)}, ${id(`${claim} article`)}, 'one', '${kind}', 'en', sha256_hex('${text}'),
       char_length('${text}'), 'RESTRICTED')`,
    ...(held ? [textRow(claim, text)] : []),
    `insert into claim (id, key, article_id, event_id, statement, speech_act, polarity, certainty, temporality)
     values (${id(claim)}, '${claim}', ${id(`${claim} article`)}, ${one.event ? id(one.event) : 'null'}, '${claim}',
       '${one.act ?? 'STATE'}', '${one.polarity ?? 'POSITIVE'}', 'CERTAIN', 'PAST')`,
    linkRow(claim, 0, [outlet, 'REPORTING_OUTLET']),
    ...chain.map((link, index) => linkRow(claim, index + 1, link)),
    `insert into citation (id, claim_id, article_id, version_id, position, start_offset, end_offset, quote_sha256, anchor_status)
     values (${id(`${claim} citation`)}, ${id(claim)}, ${id(`${claim} article`)}, ${id(`${claim} text`)}, 0, 0, 1,
       sha256_hex(left('${text}', 1)), 'TEXT_NOT_HELD')`,
    `update claim set review_state = '${state}', reviewed_by = 'desk', reviewed_on = '2020-01-02' where id = ${id(claim)}`,
  ];
}

/** Outlets: the daily and the weekly belong to one house, the house to a holding that owns the mirror, too. */
export const people = [
  actorRow('holding', 'COMPANY'),
  actorRow('house', 'COMPANY', 'holding'),
  actorRow('daily', 'MEDIA_OUTLET', 'house'),
  actorRow('weekly', 'MEDIA_OUTLET', 'house'),
  actorRow('mirror', 'MEDIA_OUTLET', 'holding'),
  actorRow('herald', 'MEDIA_OUTLET'),
  actorRow('gazette', 'MEDIA_OUTLET'),
  actorRow('gazette-online', 'MEDIA_OUTLET'),
  actorRow('agency', 'MEDIA_OUTLET', undefined, true),
  actorRow('bureau', 'COMPANY'),
  actorRow('minister', 'PERSON'),
  actorRow('the-minister', 'PERSON'),
  actorRow('mayor', 'PERSON'),
  actorRow('deputy', 'PERSON'),
  actorRow('town', 'PUBLIC_BODY'),
  actorRow('official', 'UNNAMED_SOURCE'),
  actorRow('report', 'ORGANIZATION'),
  sameRow('gazette', 'gazette-online'),
  sameRow('minister', 'the-minister'),
  roleRow('mayor', 'town', 'LEADERSHIP'),
  roleRow('deputy', 'town', 'EMPLOYMENT'),
];
