import type { Resolvers } from '../../generated/resolvers.js';
import { toGlobalId } from '../../lib/ids.js';
import { articles } from '../article/index.js';
import { addNodeKinds, edtfDate, globalId, storedId } from '../base/index.js';
import * as actor from './actor.entity.js';
import { actorOf, authorsOf, findActor, identifiedIds, mentionWords, recordOf } from './actor.loaders.js';
import { actorJudgements, judgements } from './judgement.entity.js';
import * as mention from './mention.entity.js';
import { actorNames, names } from './name.entity.js';
import { actorInverseRoles, actorRoles, roles } from './role.entity.js';

addNodeKinds({
  actor: { typename: 'Actor', load: findActor },
  name: { typename: 'ActorName', load: (loaders, id) => loaders.byId(names, id) },
  relation: { typename: 'ActorRelation', load: (loaders, id) => loaders.byId(roles, id) },
  judgement: { typename: 'IdentityJudgement', load: (loaders, id) => loaders.byId(judgements, id) },
  mention: { typename: 'Mention', load: (loaders, id) => loaders.byId(mention.mentions, id) },
});

export const actorResolvers: Resolvers = {
  Query: {
    actor: (_root, { id }, { loaders }) => findActor(loaders, storedId('actor', id, 'id')),
    actors: (_root, args, { loaders }) => loaders.list(actor.actors, args),
  },
  Actor: {
    id: globalId('actor'),
    active: (row) => edtfDate(row.activeEdtf, row.activeEarliest, row.activeLatest),
    family: ({ familyId }, _args, { loaders }) => findActor(loaders, familyId),
    identifiedIds: async ({ id }, _args, { loaders }) =>
      (await identifiedIds(loaders, id)).map((recordId) => toGlobalId('actor', recordId)),
    names: ({ id }, args, { loaders }) => loaders.related(actorNames, id, args),
    roles: ({ id }, args, { loaders }) => loaders.related(actorRoles, id, args),
    inverseRoles: ({ id }, args, { loaders }) => loaders.related(actorInverseRoles, id, args),
    mentions: ({ id }, args, { loaders }) => loaders.related(mention.actorMentions, id, args),
    articles: ({ id }, args, { loaders }) => loaders.related(mention.actorArticles, id, args),
    published: ({ id }, args, { loaders }) => loaders.related(actor.actorPublished, id, args),
    authored: ({ id }, args, { loaders }) => loaders.related(actor.actorAuthored, id, args),
    outlets: ({ id }, args, { loaders }) => loaders.related(actor.actorOutlets, id, args),
    judgements: ({ id }, args, { loaders }) => loaders.related(actorJudgements, id, args),
    collections: ({ id }, _args, { loaders }) => loaders.all(actor.actorCollections, id),
  },
  ActorName: {
    id: globalId('name'),
    valid: (row) => edtfDate(row.validEdtf, row.validEarliest, row.validLatest),
    article: ({ articleId }, _args, { loaders }) => loaders.byId(articles, articleId),
    actor: ({ actorId }, _args, { loaders }) => actorOf(loaders, actorId, 'ActorName.actor'),
  },
  ActorRelation: {
    id: globalId('relation'),
    from: ({ fromId }, _args, { loaders }) => actorOf(loaders, fromId, 'ActorRelation.from'),
    to: ({ toId }, _args, { loaders }) => actorOf(loaders, toId, 'ActorRelation.to'),
    valid: (row) => edtfDate(row.validEdtf, row.validEarliest, row.validLatest, row.validWords),
  },
  IdentityJudgement: {
    id: globalId('judgement'),
    a: ({ aId }, _args, { loaders }) => recordOf(loaders, aId),
    b: ({ bId }, _args, { loaders }) => recordOf(loaders, bId),
  },
  IdentifiedRecord: {
    id: globalId('actor'),
    actor: ({ id }, _args, { loaders }) => actorOf(loaders, id, 'IdentifiedRecord.actor'),
  },
  Mention: {
    id: globalId('mention'),
    actor: ({ actorId }, _args, { loaders }) => actorOf(loaders, actorId, 'Mention.actor'),
    span: (row) => row,
    words: async ({ id }, _args, { loaders }) => (await mentionWords(loaders, id))?.words ?? null,
  },
  Article: {
    outlet: ({ outletId }, _args, { loaders }) => actorOf(loaders, outletId, 'Article.outlet'),
    authors: ({ id }, _args, { loaders }) => authorsOf(loaders, id),
    mentions: ({ id }, args, { loaders }) => loaders.related(mention.articleMentions, id, args),
    mentionedActors: ({ id }, args, { loaders }) => loaders.related(mention.articleMentionedActors, id, args),
  },
  ArticleVersion: {
    mentions: ({ id }, args, { loaders }) => loaders.related(mention.versionMentions, id, args),
  },
  Collection: {
    actors: ({ id }, args, { loaders }) => loaders.related(actor.collectionActors, id, args),
  },
};
