import { key } from '../../lib/keyset.js';
import { sql, type Sql } from '../../lib/sql.js';
import { columns, entity, everywhere, rightsInText, view, type At } from '../base/index.js';
import { computing } from './search.hits.js';
import type { SearchArgs } from './search.query.js';

/** Which words of an article answer the query: looked at when it is asked for. */
const partOfArticle = (at: At): Sql => sql`(
  select case when ts_filter(w.words, '{a}') @@ q.asked then 'HEADLINE' when ts_filter(w.words, '{d}') @@ q.asked then 'TEXT'
    else 'HEADLINE_AND_TEXT' end
  from article a left join article_version v on v.id = ${at.column('version_id')}
    left join version_text x on x.version_id = ${at.column('version_id')}
    cross join lateral (select websearch_to_tsquery(search_config(coalesce(v.language, a.language)), ${at.column('asked')}) as asked) q
    cross join lateral (select coalesce(x.words, setweight(to_tsvector(search_config(a.language), a.headline), 'A')) as words) w
  where a.id = ${at.column('article_id')})`;

const partOfEvent = (at: At): Sql => sql`(
  select case when to_tsvector('english', e.title) @@ websearch_to_tsquery('english', ${at.column('asked')}) then 'TITLE'
    else 'DETAILS' end
  from event e where e.id = ${at.column('event_id')})`;

const reason = (at: At): Sql => sql`case ${at.column('type')} when 'ARTICLE' then ${partOfArticle(at)}
  when 'EVENT' then ${partOfEvent(at)} when 'CLAIM' then 'STATEMENT' when 'CITATION' then 'QUOTE'
  else ${at.column('agreement')} end`;

/** Records that answer a query. Their table is computed from the arguments of the list. */
export const hits = entity<object, 'RELEVANCE'>()({
  type: 'SearchHit',
  table: 'search_hit',
  computing: (args, viewer) => computing(args as unknown as SearchArgs, rightsInText(viewer)),
  columns: columns(
    `turn type id rank article_id claim_id citation_id event_id actor_id version_id name_id agreement asked`,
  ),
  computed: { reason, score: (at) => sql`${at.column('rank')} / 1e6::float8` },
  primaryKey: [key('turn', 'int4'), key('id', 'uuid')],
  orders: { RELEVANCE: [key('rank', 'int4')] },
  defaultOrder: [{ field: 'RELEVANCE', direction: 'DESC' }],
  visible: everywhere,
});

export const snippets = view('SearchSnippet', 'field text highlights version_id start_offset end_offset');
export const highlights = view('SearchHighlight', 'start_offset end_offset');
export const typeCounts = view('SearchTypeCount', 'type count capped');
