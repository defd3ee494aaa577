import sql from 'sql-template-tag';
import type * as Api from '../../generated/resolvers.js';
import { codeKey, key, nullableDate, textKey } from '../../lib/keyset.js';
import { collectionsOf, columns, entity, everywhere, idKey, inCollection, relation } from '../base/index.js';

export interface ArticleRow {
  readonly id: string;
  readonly key: string;
  readonly headline: string;
  readonly url: string | null;
  readonly outletId: string;
  readonly outletBasis: Api.Basis;
  readonly outletNote: string | null;
  readonly publishedEdtf: string | null;
  readonly publishedEarliest: string | null;
  readonly publishedLatest: string | null;
  readonly publishedBasis: Api.Basis | null;
  readonly publishedNote: string | null;
  readonly section: string | null;
  readonly language: string;
  readonly genre: Api.Genre;
  readonly textRight: Api.TextRight;
  readonly rightsHolder: string | null;
  readonly rightsNote: string | null;
  readonly createdAt: string;
}

export interface ArticleVersionRow {
  readonly id: string;
  readonly articleId: string;
  readonly key: string;
  readonly kind: Api.VersionKind;
  readonly language: string;
  readonly capturedOn: string | null;
  readonly capturedHow: string | null;
  readonly sha256: string;
  readonly length: number;
  readonly textRight: Api.TextRight;
  readonly revisionOfId: string | null;
  readonly notice: Api.VersionNotice;
  readonly textHeld: boolean;
}

export interface VersionRangeRow {
  readonly versionId: string;
  readonly position: number;
  readonly kind: Api.RangeKind;
  readonly startOffset: number;
  readonly endOffset: number;
}

export const articles = entity<ArticleRow, Api.ArticleFilter, Api.ArticleOrderField>()({
  table: 'article',
  columns: columns(`id key headline url outlet_id outlet_basis outlet_note published_edtf published_earliest
    published_latest published_basis published_note section language genre text_right rights_holder rights_note created_at`),
  primaryKey: idKey,
  orders: {
    PUBLISHED_EARLIEST: [nullableDate('published_earliest')],
    PUBLISHED_LATEST: [nullableDate('published_latest')],
    HEADLINE: [textKey('headline')],
    KEY: [codeKey('key')],
  },
  defaultOrder: [{ field: 'PUBLISHED_EARLIEST' }],
  visible: everywhere,
});

export const versions = entity<ArticleVersionRow, Api.ArticleVersionFilter, Api.ArticleVersionOrderField>()({
  table: 'article_version',
  columns: columns(`id article_id key kind language captured_on captured_how sha256 length text_right revision_of_id
    notice`),
  computed: {
    textHeld: (at) => sql`exists (select from version_text where version_id = ${at.column('id')})`,
  },
  primaryKey: idKey,
  orders: { KEY: [codeKey('key')], LENGTH: [key('length', 'int4')] },
  defaultOrder: [{ field: 'KEY' }],
  visible: everywhere,
});

export const ranges = entity<VersionRangeRow, Api.VersionRangeFilter, Api.VersionRangeOrderField>()({
  table: 'version_range',
  columns: columns('version_id position kind start_offset end_offset'),
  primaryKey: [key('version_id', 'uuid'), key('position', 'int4')],
  orders: { POSITION: [key('position', 'int4')] },
  defaultOrder: [{ field: 'POSITION' }],
  visible: everywhere,
});

export const articleVersions = relation(
  'article.versions',
  () => versions,
  (at, parent) => sql`${at.column('article_id')} = ${parent}`,
);

export const versionRevisions = relation(
  'version.revisions',
  () => versions,
  (at, parent) => sql`${at.column('revision_of_id')} = ${parent}`,
);

export const versionRanges = relation(
  'version.ranges',
  () => ranges,
  (at, parent) => sql`${at.column('version_id')} = ${parent}`,
);

export const articleCollections = collectionsOf('article');

export const collectionArticles = relation(
  'collection.articles',
  () => articles,
  (at, parent) => inCollection('article', at.column('id'), parent),
);
