import type { ArticleFilter, ArticleVersionFilter, VersionRangeFilter } from '../../generated/resolvers.js';
import { booleanTest, dateTest, enumTest, numberTest, orderedTextTest, textTest } from '../../lib/operators.js';
import { idClause, listTest, referenceTest, type ClausesOf } from '../base/index.js';
import { wordsTest } from './article.words.js';
import { articleCollections, articles, articleVersions, textHeld } from './article.entity.js';

export const articleClauses: ClausesOf<
  ArticleFilter,
  | 'id'
  | 'key'
  | 'headline'
  | 'url'
  | 'section'
  | 'language'
  | 'genre'
  | 'outletBasis'
  | 'published'
  | 'publishedBasis'
  | 'textRight'
  | 'words'
  | 'versions'
  | 'collections'
> = {
  id: idClause('article'),
  key: (test, at) => textTest(at.column('key'), test, at),
  headline: (test, at) => orderedTextTest(at.column('headline'), test, at),
  url: (test, at) => textTest(at.column('url'), test, at),
  section: (test, at) => textTest(at.column('section'), test, at),
  language: (test, at) => textTest(at.column('language'), test, at),
  genre: (test, at) => enumTest(at.column('genre'), 'genre', test, at),
  outletBasis: (test, at) => enumTest(at.column('outlet_basis'), 'basis', test, at),
  published: (test, at) => dateTest('published', test, at),
  publishedBasis: (test, at) => enumTest(at.column('published_basis'), 'basis', test, at),
  textRight: (test, at) => enumTest(at.column('text_right'), 'text_right', test, at),
  words: (query, at) => wordsTest(query, at),
  versions: (test, at) => listTest(articleVersions, test, at),
  collections: (test, at) => listTest(articleCollections, test, at),
};

export const versionClauses: ClausesOf<
  ArticleVersionFilter,
  'id' | 'kind' | 'language' | 'notice' | 'sha256' | 'length' | 'textHeld' | 'textRight' | 'article'
> = {
  id: idClause('version'),
  kind: (test, at) => enumTest(at.column('kind'), 'version_kind', test, at),
  language: (test, at) => textTest(at.column('language'), test, at),
  notice: (test, at) => enumTest(at.column('notice'), 'version_notice', test, at),
  sha256: (test, at) => textTest(at.column('sha256'), test, at),
  length: (test, at) => numberTest(at.column('length'), 'int4', test, at),
  textHeld: (wanted, at) => booleanTest(textHeld(at), wanted, at),
  textRight: (test, at) => enumTest(at.column('text_right'), 'text_right', test, at),
  article: (filter, at) => referenceTest(articles, 'article_id', filter, at),
};

export const rangeClauses: ClausesOf<VersionRangeFilter, 'kind'> = {
  kind: (test, at) => enumTest(at.column('kind'), 'range_kind', test, at),
};
