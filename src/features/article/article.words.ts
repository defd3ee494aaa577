import { sql, type Sql } from '../../lib/sql.js';
import { mayRead, relation, type At } from '../base/index.js';
import { articles } from './article.entity.js';

/**
 * Articles that have the words of a query, which stands for the parent: the headline together with one text that the viewer
 * may read whole, or the headline alone where there is no such text, has them as they read in its language.
 */
const articlesByWords = relation(
  'words.articles',
  () => articles,
  (at, query) => sql`${at.column('id')} in (select article_id from (${withWords(query, at)}) found)`,
  { through: { table: withWords, id: 'article_id', copies: ['published_earliest'], gathers: true } },
);

export function wordsTest(query: string, at: At): Sql {
  at.spend('conditions', 1);
  at.gather();
  return articlesByWords.link(at, sql`${query}`);
}

/** Articles by words are read along the texts and headlines that have them. */
export const articleDrivers = {
  words: {
    relation: articlesByWords,
    parent: (query: unknown) => (typeof query === 'string' ? sql`${query}` : null),
  },
};

function withWords(query: Sql, at: At): Sql {
  return sql`${inTexts(query, at.related())} union ${inHeadlines(query, at)}`;
}

const inTexts = (query: Sql, text: At): Sql => sql`
  select ${text.column('article_id')}, ${text.column('published_earliest')} from asked_by_language(${query}) q
    join version_text ${text.table} on ${text.column('words')} @@ q.asked
    where search_config(${text.column('language')}) = any(q.configurations) and ${mayRead(text.column('text_right'), text.viewer)}`;

function inHeadlines(query: Sql, at: At): Sql {
  const [article, version, text] = [at.related(), at.related(), at.related()];
  const headline = sql`to_tsvector(search_config(${article.column('language')}), ${article.column('headline')})`;
  return sql`
    select ${article.column('id')}, ${article.column('published_earliest')} from article ${article.table}
    where ${headline} @@ (select asked_in_any_language(${query}))
      and ${headline} @@ websearch_to_tsquery(search_config(${article.column('language')}), ${query}) and not exists (
      select from article_version ${version.table}
        join version_text ${text.table} on ${text.column('version_id')} = ${version.column('id')}
        where ${version.column('article_id')} = ${article.column('id')} and ${mayRead(version.column('text_right'), at.viewer)})`;
}
