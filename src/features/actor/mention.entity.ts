import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { articles, spanColumns } from '../article/index.js';
import { among, columns, entity, everywhere, idKey, relation, owned } from '../base/index.js';
import { actors } from './actor.entity.js';
import { besideActor, groupOf, joinedByGroup } from './group.js';
import { actorNamedIn } from './named.js';

export const mentions = entity<Api.MentionFilter, Api.MentionOrderField>()({
  type: 'Mention',
  table: 'mention',
  prefix: 'mention',
  columns: ['id', 'actor_id', 'certainty', 'detector', ...spanColumns],
  primaryKey: idKey,
  orders: { READING_ORDER: [key('version_id', 'uuid'), key('start_offset', 'int4'), key('end_offset', 'int4')] },
  defaultOrder: [{ field: 'READING_ORDER' }],
  visible: everywhere,
});

export const versionMentions = owned('version.mentions', () => mentions, 'version_id');

export const articleMentions = relation(
  'article.mentions',
  () => mentions,
  (at, parent) =>
    sql`${at.column('version_id')} in (select v.id from article_version v where v.article_id = ${parent})`,
);

export const actorMentions = relation(
  'actor.mentions',
  () => mentions,
  (at, parent) => sql`${at.column('actor_id')} in (${groupOf(parent)})`,
  { joined: joinedByGroup('actor_id') },
);

export const actorArticles = relation(
  'actor.articles',
  () => articles,
  (at, parent) =>
    sql`exists (select from mentioned_actor m where m.actor_id = ${parent} and m.article_id = ${at.column('id')})`,
  besideActor('mentioned_actor', 'article_id', columns('outlet_id published_earliest published_latest')),
);

export const articleMentionedActors = among(
  'article.mentionedActors',
  () => actors,
  (parent) => sql`select m.actor_id from mentioned_actor m where m.article_id = ${parent}`,
  (at, parent) => ({
    from: sql`mentioned_actor m`,
    where: sql`m.article_id = ${parent} and m.actor_id = ${at.column('id')}`,
  }),
);

/** Articles that mention one actor are read along its mentions. */
export const articleActorDrivers = {
  mentionedActors: { relation: actorArticles, parent: actorNamedIn('some') },
};
