import { sql, type Sql } from '../../lib/sql.js';
import { mayQuote, mayRead, type At } from '../base/index.js';

/** Most pieces of a text; none are cut where the whole is shown. */
const some = sql`3`;
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
 * search can show what may not be read. A text that is concatenated is read from where Postgres keeps long values once,
 * not whenever the function looks at it.
 */
export function snippetsOf(hit: At): Sql {
  const asked = hit.column('asked');
  return sql`select field, words as text, highlights, version_id, start_offset, end_offset from (
    select p.turn, p.field, f.words, f.highlights, p.version_id, p.begin + f.start_offset as start_offset, p.begin + f.end_offset as end_offset
      from (
        select 0 as turn, 'HEADLINE' as field, search_config(a.language) as configuration, a.headline as held, ${whole} as pieces,
            null::uuid as version_id, 0 as begin
          from article a where a.id = ${hit.column('article_id')}
        union all
        select 1, 'TEXT', search_config(v.language), x.text || '', ${some}, v.id, 0
          from version_text x join article_version v on v.id = x.version_id
          where x.version_id = ${hit.column('version_id')} and v.article_id = ${hit.column('article_id')} and ${mayRead(sql`v.text_right`, hit.viewer)}
        union all
        select 0, 'STATEMENT', 'english', c.statement, ${whole}, null, 0 from claim c where c.id = ${hit.column('claim_id')}
        union all
        select 0, 'QUOTE', search_config(v.language), substr(x.text, c.anchor_start + 1, c.anchor_end - c.anchor_start), ${whole}, v.id, c.anchor_start
          from citation c join article_version v on v.id = c.version_id join version_text x on x.version_id = v.id
          where c.id = ${hit.column('citation_id')} and ${mayQuote(sql`v.text_right`, hit.viewer)}
        union all
        select part.turn, part.field, 'english', part.held, part.pieces, null, 0
          from event e cross join lateral (values (0, 'TITLE', e.title, ${whole}), (1, 'PLACE', e.place_name, ${whole}),
              (2, 'DESCRIPTION', e.description, 1)) part (turn, field, held, pieces)
          where e.id = ${hit.column('event_id')} and part.held is not null) p
        cross join lateral search_fragments(p.configuration, p.held, websearch_to_tsquery(p.configuration, ${asked}), p.pieces) f
      where p.field <> 'PLACE' or f.highlights <> '[]'
    union all
    select 0, 'NAME', n.value, h, null, 0, char_length(n.value)
      from actor_name n cross join lateral name_highlights(n.value, n.folded, ${asked}) h where n.id = ${hit.column('name_id')}
  ) shown order by turn, start_offset`;
}
