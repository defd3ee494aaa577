import type * as Api from '../../generated/resolvers.js';
import { codeKey, key, nullableDate, textKey } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import {
  collectionsOf,
  columns,
  entity,
  everywhere,
  idKey,
  inCollection,
  relation,
  owned,
  type At,
} from '../base/index.js';

export const articles = entity<Api.ArticleFilter, Api.ArticleOrderField>()({
  type: 'Article',
  table: 'article',
  prefix: 'article',
  columns: columns(`id key headline url outlet_id outlet_basis outlet_note published_edtf published_earliest
    published_latest published_basis published_note section language genre text_right rights_holder rights_note created_at`),
  primaryKey: idKey,
  orders: {
    PUBLISHED_EARLIEST: [nullableDate('published', 'earliest')],
    PUBLISHED_LATEST: [nullableDate('published', 'latest')],
    HEADLINE: [textKey('headline')],
    KEY: [codeKey('key')],
  },
  defaultOrder: [{ field: 'PUBLISHED_EARLIEST' }],
  visible: everywhere,
});

/** Whether a text is held for a version. */
export const textHeld = (version: At) =>
  sql`exists (select from version_text where version_id = ${version.column('id')})`;

export const versions = entity<Api.ArticleVersionFilter, Api.ArticleVersionOrderField>()({
  type: 'ArticleVersion',
  table: 'article_version',
  prefix: 'version',
  columns: columns(`id article_id key kind language captured_on captured_how sha256 length text_right revision_of_id
    notice`),
  computed: { textHeld },
  primaryKey: idKey,
  orders: { KEY: [codeKey('key')], LENGTH: [key('length', 'int4')] },
  defaultOrder: [{ field: 'KEY' }],
  visible: everywhere,
});

export const ranges = entity<Api.VersionRangeFilter, Api.VersionRangeOrderField>()({
  type: 'VersionRange',
  table: 'version_range',
  columns: columns('version_id position kind start_offset end_offset'),
  primaryKey: [key('version_id', 'uuid'), key('position', 'int4')],
  orders: { POSITION: [key('position', 'int4')] },
  defaultOrder: [{ field: 'POSITION' }],
  visible: everywhere,
});

export const articleVersions = owned('article.versions', () => versions, 'article_id');

export const versionRevisions = owned('version.revisions', () => versions, 'revision_of_id');

export const versionRanges = owned('version.ranges', () => ranges, 'version_id');

export const articleCollections = collectionsOf('article');

export const collectionArticles = relation(
  'collection.articles',
  () => articles,
  (at, parent) => inCollection('article', at.column('id'), parent),
);
