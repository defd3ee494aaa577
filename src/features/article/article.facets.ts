import type * as Api from '../../generated/resolvers.js';
import { sql, type Sql } from '../../lib/sql.js';
import {
  atInstant,
  byCollection,
  byEnum,
  byPlain,
  byRecord,
  byText,
  collections,
  dateThrough,
  onDay,
  vague,
  type DatesOf,
  type FacetsOf,
  type Labelled,
} from '../base/index.js';
import { articles, textHeld, versions } from './article.entity.js';

/** Collections and articles as values of facets. */
export const titledCollection: Labelled = { of: collections, label: 'title' };
export const titledArticle: Labelled = { of: articles, label: 'headline' };
export const keyedVersion: Labelled = { of: versions, label: 'key' };

export const articleFacets: FacetsOf<
  Extract<
    Api.ArticleFacet,
    'GENRE' | 'LANGUAGE' | 'SECTION' | 'OUTLET_BASIS' | 'PUBLISHED_BASIS' | 'TEXT_RIGHT' | 'COLLECTION'
  >
> = {
  GENRE: byEnum('genre'),
  LANGUAGE: byText('language'),
  SECTION: byText('section'),
  OUTLET_BASIS: byEnum('outlet_basis', 'outletBasis.eq'),
  PUBLISHED_BASIS: byEnum('published_basis', 'publishedBasis.eq'),
  TEXT_RIGHT: byEnum('text_right', 'textRight.eq'),
  COLLECTION: byCollection('article', titledCollection),
};

export const articleDates: DatesOf<Api.ArticleDate> = {
  PUBLISHED: vague('published'),
  RECORDED: atInstant('created_at'),
};

export const versionFacets: FacetsOf<
  Extract<Api.ArticleVersionFacet, 'KIND' | 'LANGUAGE' | 'NOTICE' | 'TEXT_HELD' | 'TEXT_RIGHT' | 'ARTICLE'>
> = {
  KIND: byEnum('kind'),
  LANGUAGE: byText('language'),
  NOTICE: byEnum('notice'),
  TEXT_HELD: byPlain(textHeld, 'textHeld'),
  TEXT_RIGHT: byEnum('text_right', 'textRight.eq'),
  ARTICLE: byRecord(titledArticle, 'article_id', 'article.id.eq'),
};

export const versionDates: DatesOf<Api.ArticleVersionDate> = {
  CAPTURED: onDay('captured_on'),
  PUBLISHED: dateThrough('article_id', 'article', vague('published')),
};

/** Versions with the date of their article. */
const publishedVersions: Sql = sql`select v.id, r.published_earliest, r.published_latest
  from article_version v join article r on r.id = v.article_id`;

/** When the article of the version in column `version_id` was published. */
export const publishedWithVersion = dateThrough('version_id', publishedVersions, vague('published'));

export const rangeFacets: FacetsOf<Api.VersionRangeFacet> = { KIND: byEnum('kind') };
export const rangeDates: DatesOf<Api.VersionRangeDate> = { PUBLISHED: publishedWithVersion };
