import type * as Api from '../../generated/resolvers.js';
import { sql, type Sql } from '../../lib/sql.js';
import { namedActor, outletsOfArticles } from '../actor/index.js';
import { keyedVersion, titledArticle } from '../article/index.js';
import {
  byColumnOf,
  byEnum,
  byRecord,
  byValues,
  claimVisible,
  dateThrough,
  vague,
  type At,
  type DatesOf,
  type FacetsOf,
} from '../base/index.js';
import { titledEvent } from '../event/index.js';
import { claims } from './claim.entity.js';
import { actorsAs } from './parts.entity.js';

/** Claims as values of facets. */
export const statedClaim = { of: claims, label: 'statement' };

const ofClaim = (column: string, path: string) => byColumnOf('claim', 'claim_id', column, 'enum', path);

export const citationFacets: FacetsOf<Api.CitationFacet> = {
  STATUS: byEnum('anchor_status', 'status.eq'),
  CLAIM: byRecord(statedClaim, 'claim_id', 'claim.id.eq'),
  VERSION: byRecord(keyedVersion, 'version_id', 'version.id.eq'),
  ARTICLE: byRecord(titledArticle, 'article_id', 'version.article.id.eq'),
  OUTLET: byValues({
    key: 'article_id',
    values: outletsOfArticles,
    many: 'ONE',
    is: namedActor,
    path: 'version.article.outlet.id.eq',
  }),
  SPEAKER: byValues({
    key: 'claim_id',
    values: actorsAs('SPEAKER'),
    many: 'ONE',
    is: namedActor,
    path: 'claim.speaker.id.eq',
  }),
  SPEECH_ACT: ofClaim('speech_act', 'claim.speechAct.eq'),
  EVENT: byValues({
    key: 'claim_id',
    values: sql`select id, event_id as value from claim where event_id is not null`,
    many: 'ONE',
    is: titledEvent,
    path: 'claim.event.id.eq',
  }),
  EVENT_TYPE: byValues({
    key: 'claim_id',
    values: sql`select id, event_type as value from claim where event_type is not null`,
    many: 'ONE',
    is: 'enum',
    path: 'claim.eventType.eq',
    missing: { not: { claim: { event: {} } } },
  }),
  REVIEW_STATE: ofClaim('review_state', 'claim.reviewState.eq'),
};

const datesOfClaim = (prefix: string) => dateThrough('claim_id', 'claim', vague(prefix));

export const citationDates: DatesOf<Api.CitationDate> = {
  PUBLISHED: datesOfClaim('published'),
  ASSERTED: datesOfClaim('asserted'),
  STATED: datesOfClaim('stated'),
};

/** Columns of the claims that the viewer can see: the record that they belong to, and a value. */
const seen =
  (id: string, value: string) =>
  (claim: At): Sql =>
    sql`select ${claim.column(id)} as id, ${claim.column(value)} as value from claim ${claim.table}
    where ${claim.column(id)} is not null and ${claim.column(value)} is not null and ${claimVisible(claim)}`;

/** The same with the speakers of those claims. */
const heard =
  (id: string) =>
  (claim: At): Sql =>
    sql`select ${claim.column(id)} as id, p.value from claim ${claim.table} join (${actorsAs('SPEAKER')}) p on p.id = ${claim.column('id')}
    where ${claim.column(id)} is not null and ${claimVisible(claim)}`;

const several = 'SEVERAL' as const;
const withoutEvent = { claims: { none: { event: {} } } };

/** Fields of claims in the facets of earlier records. */
export const articleClaimFacets: FacetsOf<Extract<Api.ArticleFacet, 'EVENT' | 'EVENT_TYPE' | 'SPEAKER'>> = {
  EVENT: byValues({
    values: seen('article_id', 'event_id'),
    many: several,
    is: titledEvent,
    path: 'claims.some.event.id.eq',
  }),
  EVENT_TYPE: byValues({
    values: seen('article_id', 'event_type'),
    many: several,
    is: 'enum',
    path: 'claims.some.eventType.eq',
    missing: withoutEvent,
  }),
  SPEAKER: byValues({ values: heard('article_id'), many: several, is: namedActor, path: 'claims.some.speaker.id.eq' }),
};

export const eventClaimFacets: FacetsOf<Extract<Api.EventFacet, 'ARTICLE' | 'OUTLET' | 'SPEAKER'>> = {
  ARTICLE: byValues({
    values: seen('event_id', 'article_id'),
    many: several,
    is: titledArticle,
    path: 'claims.some.article.id.eq',
  }),
  OUTLET: byValues({
    values: (claim) =>
      sql`select c.id, i.canonical_id as value from (${seen('event_id', 'outlet_id')(claim)}) c join actor_identity i on i.actor_id = c.value`,
    many: several,
    is: namedActor,
    path: 'claims.some.outlet.id.eq',
  }),
  SPEAKER: byValues({ values: heard('event_id'), many: several, is: namedActor, path: 'claims.some.speaker.id.eq' }),
};
