import type * as Api from '../../generated/resolvers.js';
import { sql } from '../../lib/sql.js';
import { byRecord, byValues, type FacetsOf } from '../base/index.js';
import { namedActor } from './actor.facets.js';

/** Articles with the actor that answers for their outlet. */
export const outletsOfArticles = sql`select r.id, i.canonical_id as value
  from article r join actor_identity i on i.actor_id = r.outlet_id`;

/** Fields of actors in the facets of articles and versions. */
export const articleActorFacets: FacetsOf<
  Extract<Api.ArticleFacet, 'OUTLET' | 'OUTLET_COUNTRY' | 'OUTLET_FAMILY' | 'AUTHOR' | 'MENTIONED_ACTOR'>
> = {
  OUTLET: byRecord(namedActor, 'outlet_id', 'outlet.id.eq'),
  OUTLET_COUNTRY: byValues({
    key: 'outlet_id',
    values: sql`select i.actor_id as id, o.country as value
      from actor_identity i join actor o on o.id = i.canonical_id where o.country is not null`,
    many: 'ONE',
    is: 'text',
    path: 'outlet.country.eq',
  }),
  OUTLET_FAMILY: byValues({
    key: 'outlet_id',
    values: sql`select i.actor_id as id, f.canonical_id as value from actor_identity i
      join actor o on o.id = i.canonical_id join actor_identity f on f.actor_id = o.family_id`,
    many: 'ONE',
    is: namedActor,
    path: 'outlet.family.id.eq',
  }),
  AUTHOR: byValues({
    values: sql`select w.article_id as id, i.canonical_id as value
      from article_author w join actor_identity i on i.actor_id = w.actor_id`,
    many: 'SEVERAL',
    is: namedActor,
    path: 'authors.some.id.eq',
  }),
  MENTIONED_ACTOR: byValues({
    values: sql`select article_id as id, actor_id as value from mentioned_actor`,
    many: 'DISTINCT',
    is: namedActor,
    path: 'mentionedActors.some.id.eq',
  }),
};

export const versionActorFacets: FacetsOf<Extract<Api.ArticleVersionFacet, 'OUTLET'>> = {
  OUTLET: byValues({
    key: 'article_id',
    values: outletsOfArticles,
    many: 'ONE',
    is: namedActor,
    path: 'article.outlet.id.eq',
  }),
};
