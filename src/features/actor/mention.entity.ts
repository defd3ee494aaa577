import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { articles, spanColumns } from '../article/index.js';
import { among, entity, everywhere, idKey, relation, owned } from '../base/index.js';
import { actors } from './actor.entity.js';
import { groupOf, joinedByGroup } from './group.js';

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

export const actorArticles = among(
  'actor.articles',
  () => articles,
  (parent) => sql`select v.article_id from mention m join article_version v on v.id = m.version_id
    where m.actor_id in (${groupOf(parent)})`,
  (at, parent) => ({
    from: sql`(actor_identity g join mention m on m.actor_id = g.actor_id join article_version v on v.id = m.version_id)`,
    where: sql`g.canonical_id = ${parent} and v.article_id = ${at.column('id')}`,
  }),
);

export const articleMentionedActors = among(
  'article.mentionedActors',
  () => actors,
  (parent) => sql`select i.canonical_id from article_version v join mention m on m.version_id = v.id
    join actor_identity i on i.actor_id = m.actor_id where v.article_id = ${parent}`,
  (at, parent) => ({
    from: sql`(actor_identity g join mention m on m.actor_id = g.actor_id join article_version v on v.id = m.version_id)`,
    where: sql`v.article_id = ${parent} and g.canonical_id = ${at.column('id')}`,
  }),
);
