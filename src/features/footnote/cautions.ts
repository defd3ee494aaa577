import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { existsIn, mayQuote, type At } from '../base/index.js';
import { noticeOf } from '../claim/index.js';
import { contradicting } from '../review/index.js';

const notices = (claim: At, ...kinds: readonly string[]): Sql =>
  sql`${noticeOf(claim)} in (${join(kinds.map((kind) => raw(`'${kind}'`)))})`;

const article = (claim: At, condition: Sql): Sql =>
  sql`exists (select from article a where a.id = ${claim.column('article_id')} and ${condition})`;

/** What a reader of the footnote has to be told, the gravest first, and when. */
const cautions: readonly (readonly [name: string, holds: (claim: At) => Sql])[] = [
  ['RETRACTED', (claim) => sql`${claim.column('review_state')} = 'RETRACTED' or ${notices(claim, 'RETRACTION')}`],
  ['SUPERSEDED', (claim) => sql`${claim.column('review_state')} = 'SUPERSEDED'`],
  ['CORRECTED', (claim) => notices(claim, 'CORRECTION', 'CLARIFICATION')],
  ['DISPUTED', (claim) => sql`${claim.column('review_state')} = 'DISPUTED'`],
  ['NOT_ACCEPTED', (claim) => sql`${claim.column('review_state')} in ('DRAFT', 'IN_REVIEW')`],
  ['CONTRADICTED', (claim) => existsIn(contradicting, claim)],
  ['DENIED', (claim) => sql`${claim.column('polarity')} = 'NEGATIVE'`],
  ['NOT_CERTAIN', (claim) => sql`${claim.column('certainty')} <> 'CERTAIN'`],
  ['RELAYED', (claim) => sql`${claim.column('relay')} = 'RELAYED'`],
  [
    'SOURCE_UNNAMED',
    (claim) => sql`exists (select from attribution_link l
      left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
      where l.claim_id = ${claim.column('id')} and l.position = ${claim.column('link_count')} - 1
      and coalesce(a.kind, 'UNNAMED_SOURCE') = 'UNNAMED_SOURCE')`,
  ],
  ['DATE_UNKNOWN', (claim) => article(claim, sql`a.published_edtf is null`)],
  ['DATE_INFERRED', (claim) => article(claim, sql`a.published_basis = 'INFERRED'`)],
  ['OUTLET_INFERRED', (claim) => article(claim, sql`a.outlet_basis = 'INFERRED'`)],
  ['ADDRESS_UNKNOWN', (claim) => article(claim, sql`a.url is null`)],
  [
    'WORDS_UNAVAILABLE',
    (claim) => sql`exists (select from citation c join article_version v on v.id = c.version_id
      left join version_text x on x.version_id = v.id where c.claim_id = ${claim.column('id')}
      and (x.version_id is null or c.anchor_start is null or not ${mayQuote(sql`v.text_right`, claim.viewer)}))`,
  ],
];

export const cautionsOf = (claim: At): Sql =>
  sql`array_remove(array[${join(
    cautions.map(([name, holds]) => sql`case when ${holds(claim)} then ${raw(`'${name}'`)} end`),
  )}]::text[], null)`;
