import type * as Api from '../../generated/resolvers.js';
import { sql } from '../../lib/sql.js';
import { keyedVersion, publishedWithVersion, titledArticle, titledCollection } from '../article/index.js';
import {
  byEnum,
  byPlain,
  byRecord,
  byText,
  byValues,
  onDay,
  vague,
  type DatesOf,
  type FacetsOf,
  type Labelled,
} from '../base/index.js';
import { actors } from './actor.entity.js';

/** Actors as values of facets. */
export const namedActor: Labelled = { of: actors, label: 'name' };

/** Values of the actor that answers for a record: SELECT of `id`, the record, and `value`. */
export const kindsOfActors = sql`select i.actor_id as id, a.kind as value
  from actor_identity i join actor a on a.id = i.canonical_id`;

export const actorFacets: FacetsOf<Exclude<Api.ActorFacet, 'EVENT_TYPE' | 'PARTICIPANT_ROLE'>> = {
  KIND: byEnum('kind'),
  COUNTRY: byText('country'),
  WIRE_AGENCY: byPlain('wire_agency', 'wireAgency'),
  FAMILY: byRecord(namedActor, 'family_id', 'family.id.eq'),
  ROLE_TYPE: byValues({
    values: sql`select i.canonical_id as id, r.type as value from actor_relation r join actor_identity i on i.actor_id = r.from_id`,
    many: 'SEVERAL',
    is: 'enum',
    path: 'roles.some.type.eq',
  }),
  ROLE_TO: byValues({
    values: sql`select i.canonical_id as id, t.canonical_id as value from actor_relation r
      join actor_identity i on i.actor_id = r.from_id join actor_identity t on t.actor_id = r.to_id`,
    many: 'SEVERAL',
    is: namedActor,
    path: 'roles.some.to.id.eq',
  }),
  ARTICLE: byValues({
    values: sql`select actor_id as id, article_id as value from mentioned_actor`,
    many: 'DISTINCT',
    is: titledArticle,
    path: 'articles.some.id.eq',
  }),
  COLLECTION: byValues({
    values: sql`select i.canonical_id as id, m.collection_id as value
      from collection_actor m join actor_identity i on i.actor_id = m.actor_id`,
    many: 'SEVERAL',
    is: titledCollection,
    path: 'collections.some.id.eq',
  }),
};

export const actorDates: DatesOf<Api.ActorDate> = { ACTIVE: vague('active') };

export const nameFacets: FacetsOf<Api.ActorNameFacet> = {
  KIND: byEnum('kind'),
  LANGUAGE: byText('language'),
  SCRIPT: byText('script'),
  ARTICLE: byRecord(titledArticle, 'article_id', 'article.id.eq'),
};

export const nameDates: DatesOf<Api.ActorNameDate> = { VALID: vague('valid') };

export const roleFacets: FacetsOf<Api.ActorRelationFacet> = {
  TYPE: byEnum('type'),
  TITLE: byText('title'),
  FROM: byRecord(namedActor, 'from_id', 'from.id.eq'),
  TO: byRecord(namedActor, 'to_id', 'to.id.eq'),
};

export const roleDates: DatesOf<Api.ActorRelationDate> = { VALID: vague('valid') };

export const judgementFacets: FacetsOf<Api.IdentityJudgementFacet> = {
  VERDICT: byEnum('verdict'),
  MADE_BY: byText('made_by', 'madeBy.eq'),
  IN_FORCE: byPlain((at) => sql`(${at.column('withdrawn_on')} is null)`, 'inForce'),
};

export const judgementDates: DatesOf<Api.IdentityJudgementDate> = {
  MADE: onDay('made_on'),
  WITHDRAWN: onDay('withdrawn_on'),
};

export const mentionFacets: FacetsOf<Api.MentionFacet> = {
  ACTOR: byRecord(namedActor, 'actor_id', 'actor.id.eq'),
  ACTOR_KIND: byValues({ key: 'actor_id', values: kindsOfActors, many: 'ONE', is: 'enum', path: 'actor.kind.eq' }),
  VERSION: byRecord(keyedVersion, 'version_id', 'version.id.eq'),
  ARTICLE: byValues({
    key: 'version_id',
    values: sql`select id, article_id as value from article_version`,
    many: 'ONE',
    is: titledArticle,
    path: 'version.article.id.eq',
  }),
  STATUS: byEnum('anchor_status', 'status.eq'),
  CERTAINTY: byEnum('certainty'),
};

export const mentionDates: DatesOf<Api.MentionDate> = { PUBLISHED: publishedWithVersion };
