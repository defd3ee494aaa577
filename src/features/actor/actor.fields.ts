import { globalIdOf } from '../../lib/ids.js';
import { sql } from '../../lib/sql.js';
import { articles, textSpan } from '../article/index.js';
import {
  every,
  id,
  list,
  many,
  mayQuote,
  one,
  single,
  theOne,
  vagueDate,
  value,
  type At,
  type FieldsOfTypes,
} from '../base/index.js';
import * as actor from './actor.entity.js';
import { actorJudgements, judgedRecords } from './judgement.entity.js';
import * as mention from './mention.entity.js';
import { actorNames } from './name.entity.js';
import { actorInverseRoles, actorRoles } from './role.entity.js';

const { actors } = actor;

/** Ids of the records that answer as an actor, its own first. */
const identifiedIds = (at: At) => sql`(
  select array_agg(${globalIdOf('actor', sql`actor_id`)} order by actor_id <> canonical_id, actor_id)
  from actor_identity where canonical_id = ${at.column('id')})`;

/** Words of a mention, as far as the viewer may read them. */
const words = (at: At) => sql`(
  select substr(x.text, ${at.column('anchor_start')} + 1, ${at.column('anchor_end')} - ${at.column('anchor_start')})
  from article_version v join version_text x on x.version_id = v.id
  where v.id = ${at.column('version_id')} and ${mayQuote(sql`v.text_right`, at.viewer)})`;

export const actorFields: FieldsOfTypes = {
  Query: { actor: single(actors), actors: list(actors) },
  Actor: {
    id: id('actor'),
    active: vagueDate('active'),
    family: one(actors, 'family_id'),
    identifiedIds: value(actors, 'identifiedIds', identifiedIds),
    names: many(actorNames),
    roles: many(actorRoles),
    inverseRoles: many(actorInverseRoles),
    mentions: many(mention.actorMentions),
    articles: many(mention.actorArticles),
    published: many(actor.actorPublished),
    authored: many(actor.actorAuthored),
    outlets: many(actor.actorOutlets),
    judgements: many(actorJudgements),
    collections: every(actor.actorCollections),
  },
  ActorName: {
    id: id('name'),
    valid: vagueDate('valid'),
    article: one(articles, 'article_id'),
    actor: theOne(actors, 'actor_id'),
  },
  ActorRelation: {
    id: id('relation'),
    from: theOne(actors, 'from_id'),
    to: theOne(actors, 'to_id'),
    valid: vagueDate('valid', 'words'),
  },
  IdentityJudgement: { id: id('judgement'), a: theOne(judgedRecords, 'a_id'), b: theOne(judgedRecords, 'b_id') },
  IdentifiedRecord: { id: id('actor'), actor: theOne(actors, 'id') },
  Mention: {
    id: id('mention'),
    actor: theOne(actors, 'actor_id'),
    span: textSpan,
    words: value(mention.mentions, 'words', words),
  },
  Article: {
    outlet: theOne(actors, 'outlet_id'),
    authors: every(actor.articleAuthors),
    mentions: many(mention.articleMentions),
    mentionedActors: many(mention.articleMentionedActors),
  },
  ArticleVersion: { mentions: many(mention.versionMentions) },
  Collection: { actors: many(actor.collectionActors) },
};
