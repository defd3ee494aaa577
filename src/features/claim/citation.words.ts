import { badInput } from '../../lib/errors.js';
import { sql, type Sql } from '../../lib/sql.js';
import { mayQuote, type At } from '../base/index.js';

/** Most code points of context on one side. */
const MAX_CONTEXT = 500;

/** The cited words; null when they are not held, not in the copy that is held, or not to be read by the viewer. */
export const quoteOf = (citation: At): Sql => {
  const [start, end] = placeOf(citation);
  return ofText(sql`substr(x.text, ${start} + 1, ${end} - ${start})`, citation);
};

/** Why there is no quote; null when there is one. */
export const quoteUnavailable = (citation: At): Sql => sql`(
  select case when x.version_id is null then 'TEXT_NOT_HELD'
    when not ${mayQuote(sql`v.text_right`, citation.viewer)} then 'TEXT_RESTRICTED'
    when ${citation.column('anchor_start')} is null then 'ORPHANED' end
  from article_version v left join version_text x on x.version_id = v.id
  where v.id = ${citation.column('version_id')})`;

/** Up to `length` code points that stand before the quote, under the same right. */
export const contextBefore = (citation: At, length: number): Sql =>
  ofText(sql`right(left(x.text, ${placeOf(citation)[0]}), ${checked(length)}::int)`, citation);

/** Up to `length` code points that stand after the quote, under the same right. */
export const contextAfter = (citation: At, length: number): Sql =>
  ofText(sql`substr(x.text, ${placeOf(citation)[1]} + 1, ${checked(length)}::int)`, citation);

/** An offset in the held text in UTF-16 units: its code points, and one more for each beyond the basic plane. */
export const utf16Of = (citation: At, offset: 'anchor_start' | 'anchor_end'): Sql => {
  const points = citation.column(offset);
  return sql`(select ${points} + regexp_count(left(x.text, ${points}), '[\\U00010000-\\U0010FFFF]')
    from version_text x where x.version_id = ${citation.column('version_id')})`;
};

const placeOf = (citation: At) => [citation.column('anchor_start'), citation.column('anchor_end')] as const;

const ofText = (words: Sql, citation: At): Sql => sql`(
  select ${words} from version_text x join article_version v on v.id = x.version_id
  where x.version_id = ${citation.column('version_id')} and ${mayQuote(sql`v.text_right`, citation.viewer)})`;

function checked(length: number): number {
  if (length >= 0 && length <= MAX_CONTEXT) return length;
  throw badInput('length', `context has 0 to ${MAX_CONTEXT} code points, not ${length}.`);
}
