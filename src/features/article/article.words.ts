import { raw, sql, type Sql } from '../../lib/sql.js';
import { mayRead, type At } from '../base/index.js';

/** Text search configurations that `search_config` of the database gives. */
const configurations = raw(
  "unnest('{english,french,german,spanish,arabic,russian,turkish,simple}'::regconfig[]) configuration",
);

/**
 * The headline together with one text that the viewer may read whole, or the headline alone, has the words.
 *
 * What has them has them in a text alone, or one of them at least in the headline: both are found on an index, in whatever
 * language, and are then looked at exactly.
 */
export function wordsTest(query: string, at: At): Sql {
  at.spend('conditions', 1);
  return sql`(${at.column('id')} in (${candidates(query, at)}) and ${exactly(query, at)})`;
}

function candidates(query: string, at: At): Sql {
  const [version, text, article] = [at.related(), at.related(), at.related()];
  return sql`
    select ${version.column('article_id')} from version_text ${text.table}
      join article_version ${version.table} on ${version.column('id')} = ${text.column('version_id')}
      where ${text.column('words')} @@ ${asAsked(query)} and ${mayRead(version.column('text_right'), at.viewer)}
    union
    select ${article.column('id')} from article ${article.table} where ${headlineOf(article)} @@ ${anyWord(query)}`;
}

/** The query as it reads in one of the languages. */
const asAsked = (query: string): Sql => sql`(
  select string_agg(format('(%s)', asked), ' | ')::tsquery
  from ${configurations} cross join lateral websearch_to_tsquery(configuration, ${query}) asked where numnode(asked) > 0)`;

/** One of its words in one of the languages, whatever the query says of them. */
const anyWord = (query: string): Sql => sql`(
  select string_agg(distinct quote_literal(word), ' | ')::tsquery
  from ${configurations} cross join lateral unnest(tsvector_to_array(to_tsvector(configuration, ${query}))) word)`;

function exactly(query: string, at: At): Sql {
  const [version, text] = [at.related(), at.related()];
  const asked = (language: Sql) => sql`websearch_to_tsquery(search_config(${language}), ${query})`;
  const readable = sql`select from article_version ${version.table} join version_text ${text.table}
    on ${text.column('version_id')} = ${version.column('id')}
    where ${version.column('article_id')} = ${at.column('id')} and ${mayRead(version.column('text_right'), at.viewer)}`;
  return sql`(
    not exists (${readable}) and ${headlineOf(at)} @@ ${asked(at.column('language'))}
    or exists (${readable} and (${headlineOf(at)} || ${text.column('words')}) @@ ${asked(version.column('language'))}))`;
}

/** As the index has it. */
const headlineOf = (article: At): Sql =>
  sql`to_tsvector(search_config(${article.column('language')}), ${article.column('headline')})`;
