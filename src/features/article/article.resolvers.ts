import type { Resolvers } from '../../generated/resolvers.js';
import { present } from '../../lib/errors.js';
import { addNodeKinds, collections, edtfDate, globalId, storedId } from '../base/index.js';
import {
  articleCollections,
  articles,
  articleVersions,
  collectionArticles,
  versionRanges,
  versionRevisions,
  versions,
} from './article.entity.js';
import { versionText } from './article.loaders.js';

addNodeKinds({
  article: { typename: 'Article', load: (loaders, id) => loaders.byId(articles, id) },
  version: { typename: 'ArticleVersion', load: (loaders, id) => loaders.byId(versions, id) },
  collection: { typename: 'Collection', load: (loaders, id) => loaders.byId(collections, id) },
});

export const articleResolvers: Resolvers = {
  Query: {
    article: (_root, { id }, { loaders }) => loaders.byId(articles, storedId('article', id, 'id')),
    articles: (_root, args, { loaders }) => loaders.list(articles, args),
  },
  Article: {
    id: globalId('article'),
    published: (row) => edtfDate(row.publishedEdtf, row.publishedEarliest, row.publishedLatest),
    recordedAt: ({ createdAt }) => createdAt,
    versions: ({ id }, args, { loaders }) => loaders.related(articleVersions, id, args),
    collections: ({ id }, _args, { loaders }) => loaders.all(articleCollections, id),
  },
  ArticleVersion: {
    id: globalId('version'),
    article: async ({ articleId }, _args, { loaders }) =>
      present(await loaders.byId(articles, articleId), 'ArticleVersion.article'),
    text: async ({ id }, _args, { loaders }) => (await versionText(loaders, id))?.text ?? null,
    textUnavailable: async ({ id, textHeld }, _args, { loaders }) =>
      !textHeld ? 'TEXT_NOT_HELD' : (await versionText(loaders, id)) ? null : 'TEXT_RESTRICTED',
    revisionOf: ({ revisionOfId }, _args, { loaders }) => loaders.byId(versions, revisionOfId),
    ranges: ({ id }, args, { loaders }) => loaders.related(versionRanges, id, args),
    revisions: ({ id }, args, { loaders }) => loaders.related(versionRevisions, id, args),
  },
  VersionRange: {
    start: ({ startOffset }) => startOffset,
    end: ({ endOffset }) => endOffset,
  },
  TextSpan: {
    version: async ({ versionId }, _args, { loaders }) =>
      present(await loaders.byId(versions, versionId), 'TextSpan.version'),
    start: ({ startOffset }) => startOffset,
    end: ({ endOffset }) => endOffset,
    sha256: ({ quoteSha256 }) => quoteSha256,
    status: ({ anchorStatus }) => anchorStatus,
  },
  Collection: {
    articles: ({ id }, args, { loaders }) => loaders.related(collectionArticles, id, args),
  },
};
