import { sql, type Sql } from '../../lib/sql.js';
import { mayQuote, mayRead, type At } from '../base/index.js';

/** Most pieces of a text; none are cut where the whole is shown. */
const pieces = sql`3`;
const whole = sql`0`;

/** Columns of a hit that its snippets are made from. */
export const sources = {
  article_id: 'uuid',
  claim_id: 'uuid',
  citation_id: 'uuid',
  event_id: 'uuid',
  version_id: 'uuid',
  name_id: 'uuid',
  asked: 'text',
};

/**
 * What a hit shows of itself, with the words that were looked for. Rights are looked at again, so that no change of the
 * search can show what may not be read.
 */
export function snippetsOf(hit: At): Sql {
  const asked = hit.column('asked');
  const fragments = (configuration: Sql, text: Sql, most: Sql) =>
    sql`search_fragments(${configuration}, ${text}, websearch_to_tsquery(${configuration}, ${asked}), ${most}) f`;
  const ofArticle = sql`search_config(a.language)`;
  const ofVersion = sql`search_config(v.language)`;
  const english = sql`'english'::regconfig`;
  return sql`select field, words as text, highlights, version_id, start_offset, end_offset from (
    select 0 as turn, 'HEADLINE' as field, f.words, f.highlights, null::uuid as version_id, f.start_offset, f.end_offset
      from article a cross join lateral ${fragments(ofArticle, sql`a.headline`, whole)} where a.id = ${hit.column('article_id')}
    union all
    select 1, 'TEXT', f.words, f.highlights, v.id, f.start_offset, f.end_offset
      from version_text x join article_version v on v.id = x.version_id cross join lateral ${fragments(ofVersion, sql`x.text`, pieces)}
      where x.version_id = ${hit.column('version_id')} and v.article_id = ${hit.column('article_id')} and ${mayRead(sql`v.text_right`, hit.viewer)}
    union all
    select 0, 'STATEMENT', f.words, f.highlights, null, f.start_offset, f.end_offset
      from claim c cross join lateral ${fragments(english, sql`c.statement`, whole)} where c.id = ${hit.column('claim_id')}
    union all
    select 0, 'QUOTE', f.words, f.highlights, v.id, c.anchor_start + f.start_offset, c.anchor_start + f.end_offset
      from citation c join article_version v on v.id = c.version_id join version_text x on x.version_id = v.id
        cross join lateral ${fragments(ofVersion, sql`substr(x.text, c.anchor_start + 1, c.anchor_end - c.anchor_start)`, whole)}
      where c.id = ${hit.column('citation_id')} and ${mayQuote(sql`v.text_right`, hit.viewer)}
    union all
    select part.turn, part.field, f.words, f.highlights, null, f.start_offset, f.end_offset
      from event e cross join lateral (values (0, 'TITLE', e.title, 0), (1, 'PLACE', e.place_name, 0), (2, 'DESCRIPTION', e.description, 1))
          part (turn, field, held, pieces)
        cross join lateral ${fragments(english, sql`part.held`, sql`part.pieces`)}
      where e.id = ${hit.column('event_id')} and part.held is not null and (part.field <> 'PLACE' or f.highlights <> '[]')
    union all
    select 0, 'NAME', n.value, h, null, 0, char_length(n.value)
      from actor_name n cross join lateral name_highlights(n.value, n.folded, ${asked}) h where n.id = ${hit.column('name_id')}
  ) shown order by turn, start_offset`;
}
