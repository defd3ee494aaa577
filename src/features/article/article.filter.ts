import sql from 'sql-template-tag';
import type { ArticleFilter, ArticleVersionFilter, VersionRangeFilter } from '../../generated/resolvers.js';
import { booleanTest, dateTest, enumTest, numberTest, textTest } from '../../lib/operators.js';
import { idClause, listTest, mayRead, referenceTest, type At, type ClausesOf } from '../base/index.js';
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
  | 'published'
  | 'publishedBasis'
  | 'textRight'
  | 'words'
  | 'versions'
  | 'collections'
> = {
  id: idClause('article'),
  key: (test, at) => textTest(at.column('key'), test, at),
  headline: (test, at) => textTest(at.column('headline'), test, at),
  url: (test, at) => textTest(at.column('url'), test, at),
  section: (test, at) => textTest(at.column('section'), test, at),
  language: (test, at) => textTest(at.column('language'), test, at),
  genre: (test, at) => enumTest(at.column('genre'), 'genre', test, at),
  published: (test, at) => dateTest('published', test, at),
  publishedBasis: (test, at) => enumTest(at.column('published_basis'), 'basis', test, at),
  textRight: (test, at) => enumTest(at.column('text_right'), 'text_right', test, at),
  words,
  versions: (test, at) => listTest(articleVersions, test, at),
  collections: (test, at) => listTest(articleCollections, test, at),
};

/** The headline together with one text that the viewer may read whole, or the headline alone, has the words. */
function words(query: string, at: At) {
  at.spend('conditions', 1);
  const headline = sql`to_tsvector(search_config(${at.column('language')}), ${at.column('headline')})`;
  const asked = (language: ReturnType<typeof sql>) => sql`websearch_to_tsquery(search_config(${language}), ${query})`;
  const version = at.related();
  const text = at.related();
  return sql`(
    not exists (${readable()}) and ${headline} @@ ${asked(at.column('language'))}
    or exists (${readable()} and (${headline} || ${text.column('words')}) @@ ${asked(version.column('language'))}))`;

  function readable() {
    return sql`select from article_version ${version.table} join version_text ${text.table}
      on ${text.column('version_id')} = ${version.column('id')}
      where ${version.column('article_id')} = ${at.column('id')} and ${mayRead(version.column('text_right'), at.viewer)}`;
  }
}

export const versionClauses: ClausesOf<
  ArticleVersionFilter,
  'id' | 'kind' | 'language' | 'notice' | 'sha256' | 'length' | 'textHeld' | 'article'
> = {
  id: idClause('version'),
  kind: (test, at) => enumTest(at.column('kind'), 'version_kind', test, at),
  language: (test, at) => textTest(at.column('language'), test, at),
  notice: (test, at) => enumTest(at.column('notice'), 'version_notice', test, at),
  sha256: (test, at) => textTest(at.column('sha256'), test, at),
  length: (test, at) => numberTest(at.column('length'), 'int4', test, at),
  textHeld: (wanted, at) => booleanTest(textHeld(at), wanted, at),
  article: (filter, at) => referenceTest(articles, 'article_id', filter, at),
};

export const rangeClauses: ClausesOf<VersionRangeFilter, 'kind'> = {
  kind: (test, at) => enumTest(at.column('kind'), 'range_kind', test, at),
};
