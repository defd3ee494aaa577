import { sql, type Sql } from '../../lib/sql.js';
import { mayRead, type At } from '../base/index.js';

/**
 * The headline together with one text that the viewer may read whole, or the headline alone where there is no such text,
 * has the words as they read in its language.
 */
export function wordsTest(query: string, at: At): Sql {
  at.spend('conditions', 1);
  return sql`${at.column('id')} in (${inTexts(query, at.related(), at.related())} union all ${inHeadlines(query, at)})`;
}

const inTexts = (query: string, text: At, version: At): Sql => sql`
  select ${version.column('article_id')} from asked_by_language(${query}) q
    join version_text ${text.table} on ${text.column('words')} @@ q.asked
    join article_version ${version.table} on ${version.column('id')} = ${text.column('version_id')}
    where search_config(${version.column('language')}) = any(q.configurations)
      and ${mayRead(version.column('text_right'), version.viewer)}`;

function inHeadlines(query: string, at: At): Sql {
  const [article, version, text] = [at.related(), at.related(), at.related()];
  const headline = sql`to_tsvector(search_config(${article.column('language')}), ${article.column('headline')})`;
  return sql`
    select ${article.column('id')} from article ${article.table}
    where ${headline} @@ (select asked_in_any_language(${query}))
      and ${headline} @@ websearch_to_tsquery(search_config(${article.column('language')}), ${query}) and not exists (
      select from article_version ${version.table}
        join version_text ${text.table} on ${text.column('version_id')} = ${version.column('id')}
        where ${version.column('article_id')} = ${article.column('id')} and ${mayRead(version.column('text_right'), at.viewer)})`;
}
