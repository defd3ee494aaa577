import type * as Api from '../../generated/resolvers.js';
import { codeKey, textKey } from '../../lib/keyset.js';
import { sql, type Sql } from '../../lib/sql.js';
import { articles } from '../article/index.js';
import {
  among,
  collectionsOf,
  columns,
  entity,
  everywhere,
  idKey,
  inCollection,
  relation,
  type Rows,
} from '../base/index.js';
import { groupOf, joinedByGroup, joinedThrough } from './group.js';

const records = entity<Api.ActorFilter, Api.ActorOrderField>()({
  type: 'Actor',
  table: 'actor',
  prefix: 'actor',
  columns: columns(`id key kind name description wikidata active_edtf active_earliest active_latest family_id country
    wire_agency`),
  primaryKey: idKey,
  orders: { NAME: [textKey('name')], KEY: [codeKey('key')] },
  defaultOrder: [{ field: 'NAME' }],
  visible: everywhere,
  listed: (at) =>
    sql`exists (select from actor_identity i where i.actor_id = ${at.column('id')} and i.canonical_id = i.actor_id)`,
});

/** Actors as readers meet them: of records that are judged the same, the one that answers for all. */
export const actors = { ...records, answer: { table: 'actor_identity', of: 'actor_id', by: 'canonical_id' } };

/** The same, for ids that are known to be those of actors that answer for themselves. */
export const answeringActors: Rows = records;

export const actorOutlets = among(
  'actor.outlets',
  () => actors,
  (parent) => sql`select i.canonical_id from actor o join actor_identity i on i.actor_id = o.id
    where o.family_id in (${groupOf(parent)})`,
);

/** In the order of the byline. */
export const articleAuthors = relation(
  'article.authors',
  () => actors,
  (at, parent) => sql`${at.column('id')} in (select i.canonical_id ${byline(parent)})`,
  { placed: (parent) => sql`select i.canonical_id as id, min(w.position) as place ${byline(parent)} group by 1` },
);

const byline = (article: Sql) =>
  sql`from article_author w join actor_identity i on i.actor_id = w.actor_id where w.article_id = ${article}`;

/** The articles that an actor published, as outlet. */
export const actorPublished = relation(
  'actor.published',
  () => articles,
  (at, parent) => sql`${at.column('outlet_id')} in (${groupOf(parent)})`,
  { joined: joinedByGroup('outlet_id') },
);

export const actorAuthored = among(
  'actor.authored',
  () => articles,
  (parent) => sql`select w.article_id from article_author w where w.actor_id in (${groupOf(parent)})`,
  joinedThrough('article_author', 'article_id'),
);

/** Membership in a collection, of any record of the group. */
export const actorCollections = relation(
  'actor.collections',
  collectionsOf('actor').to,
  (at, parent) =>
    sql`${at.column('id')} in (select m.collection_id from collection_actor m where m.actor_id in (${groupOf(parent)}))`,
);

export const collectionActors = relation(
  'collection.actors',
  () => actors,
  (at, parent) =>
    sql`exists (select from actor_identity i where i.canonical_id = ${at.column('id')} and ${inCollection('actor', sql`i.actor_id`, parent)})`,
);
