import { sql } from '../../lib/sql.js';
import {
  column,
  every,
  id,
  instant,
  list,
  many,
  mayRead,
  one,
  part,
  single,
  theOne,
  vagueDate,
  value,
  type At,
  type FieldsOfTypes,
} from '../base/index.js';
import * as article from './article.entity.js';

const { articles, versions } = article;

/** The whole text that is held for a version, for those who may read it. */
const text = (version: At) => sql`(select x.text from version_text x where x.version_id = ${version.column('id')}
  and ${mayRead(version.column('text_right'), version.viewer)})`;

const textUnavailable = (version: At) => sql`case
  when not ${article.textHeld(version)} then 'TEXT_NOT_HELD'
  when not ${mayRead(version.column('text_right'), version.viewer)} then 'TEXT_RESTRICTED' end`;

export const articleFields: FieldsOfTypes = {
  Query: { article: single(articles), articles: list(articles) },
  Article: {
    id: id('article'),
    published: vagueDate('published'),
    recordedAt: instant('created_at'),
    versions: many(article.articleVersions),
    collections: every(article.articleCollections),
  },
  ArticleVersion: {
    id: id('version'),
    article: theOne(articles, 'article_id'),
    text: value(versions, 'text', text),
    textUnavailable: value(versions, 'textUnavailable', textUnavailable),
    revisionOf: one(versions, 'revision_of_id'),
    ranges: many(article.versionRanges),
    revisions: many(article.versionRevisions),
  },
  VersionRange: { start: column('start_offset'), end: column('end_offset') },
  Collection: { articles: many(article.collectionArticles) },
};

/** Where the words of a row stand; null when the row has no `version_id`. */
export const textSpan = part('TextSpan', 'version_id', {
  version: theOne(versions, 'version_id'),
  start: column('start_offset'),
  end: column('end_offset'),
  sha256: column('quote_sha256'),
  status: column('anchor_status'),
  anchorStart: column('anchor_start'),
  anchorEnd: column('anchor_end'),
});
