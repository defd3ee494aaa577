import type * as Api from '../../generated/resolvers.js';
import { key, nullableDate } from '../../lib/keyset.js';
import { sql, type Sql } from '../../lib/sql.js';
import {
  besideOrders,
  claimVisible,
  collectionsOf,
  columns,
  entity,
  idKey,
  inCollection,
  relation,
  owned,
  type At,
} from '../base/index.js';

/** Where a claim comes from, by numbers that are kept for it; see the feature `corroboration`. */
export const claimNumbers = {
  table: 'claim_corroboration',
  id: 'claim_id',
  compute: 'corroboration_of_claim',
  orders: {
    ARTICLE_COUNT: 'article_count',
    OUTLET_COUNT: 'outlet_count',
    INDEPENDENT_ORIGIN_COUNT: 'independent_origin_count',
    NOT_ESTABLISHED_COUNT: 'not_established_count',
  },
};

export const claims = entity<Api.ClaimFilter, Api.ClaimOrderField>()({
  type: 'Claim',
  table: 'claim',
  prefix: 'claim',
  columns: columns(`id key article_id statement speech_act polarity certainty temporality event_id event_type outlet_id
    asserted_edtf asserted_earliest asserted_latest asserted_words stated_edtf stated_earliest stated_latest stated_words
    review_state reviewed_by reviewed_on origin version_number supersedes_id link_count relay created_at`),
  primaryKey: idKey,
  orders: {
    READING_ORDER: [nullableDate('published', 'earliest'), key('article_id', 'uuid'), key('position', 'int4')],
    ASSERTED_EARLIEST: [nullableDate('asserted', 'earliest')],
    ASSERTED_LATEST: [nullableDate('asserted', 'latest')],
    STATED_EARLIEST: [nullableDate('stated', 'earliest')],
    PUBLISHED_EARLIEST: [nullableDate('published', 'earliest')],
    LINK_COUNT: [key('link_count', 'int4')],
    ...besideOrders(claimNumbers),
  },
  defaultOrder: [{ field: 'READING_ORDER' }],
  beside: claimNumbers,
  visible: claimVisible,
});

/** Subquery: a column of the claims that are there for the viewer and meet a condition. */
export function visibleClaims(column: string, condition: (claim: At) => Sql, at: At): Sql {
  const claim = at.related();
  return sql`select ${claim.column(column)} from claim ${claim.table} where ${condition(claim)} and ${claimVisible(claim)}`;
}

export const claimCollections = collectionsOf('claim');

export const collectionClaims = relation(
  'collection.claims',
  () => claims,
  (at, parent) => inCollection('claim', at.column('id'), parent),
);

export const articleClaims = owned('article.claims', () => claims, 'article_id');

export const eventClaims = owned('event.claims', () => claims, 'event_id');

export const roleClaims = relation(
  'role.claims',
  () => claims,
  (at, parent) =>
    sql`${at.column('id')} in (select r.claim_id from actor_relation_claim r where r.relation_id = ${parent})`,
);

/** The claim that supersedes a claim: one at most. */
export const claimSuccessors = owned('claim.supersededBy', () => claims, 'supersedes_id');
