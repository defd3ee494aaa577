import { within } from '../../lib/bounds.js';
import { sql, type Sql } from '../../lib/sql.js';
import { textHeld, versions } from '../article/index.js';
import { mayQuote, readOf, type At, type Read } from '../base/index.js';

/** Most code points of context on one side. */
const MAX_CONTEXT = 500;

/** The cited words; null when they are not held, not in the copy that is held, or not to be read by the viewer. */
export const quote = (citation: At, ofVersion: Read): Sql => {
  const [start, end] = placeOf(citation);
  return ofText((text) => sql`substr(${text}, ${start} + 1, ${end} - ${start})`, ofVersion);
};

/** The same for a condition on citations. */
export const quoteOf = (citation: At): Sql =>
  quote(citation, readOf(versions, citation.column('version_id'), citation));

/** Why there is no quote; null when there is one. */
export const quoteUnavailable = (citation: At, ofVersion: Read): Sql => {
  const ofAny = ofVersion(
    (version) => sql`case when not ${textHeld(version)} then 'TEXT_NOT_HELD'
      when not ${mayQuote(version.column('text_right'), version.viewer)} then 'TEXT_RESTRICTED' end`,
  );
  return sql`coalesce(${ofAny}, case when ${placeOf(citation)[0]} is null then 'ORPHANED' end)`;
};

/** Up to `length` code points that stand before the quote, under the same right. */
export const contextBefore = (citation: At, ofVersion: Read, length: number): Sql =>
  ofText((text) => sql`right(left(${text}, ${placeOf(citation)[0]}), ${checked(length)}::int)`, ofVersion);

/** Up to `length` code points that stand after the quote, under the same right. */
export const contextAfter = (citation: At, ofVersion: Read, length: number): Sql =>
  ofText((text) => sql`substr(${text}, ${placeOf(citation)[1]} + 1, ${checked(length)}::int)`, ofVersion);

/** An offset in the held text in UTF-16 units: its code points, and one more for each beyond the basic plane. */
export const utf16Of = (citation: At, offset: 'anchor_start' | 'anchor_end'): Sql => {
  const points = citation.column(offset);
  return sql`(select ${points} + regexp_count(left(x.text, ${points}), '[\\U00010000-\\U0010FFFF]')
    from version_text x where x.version_id = ${citation.column('version_id')})`;
};

const placeOf = (citation: At) => [citation.column('anchor_start'), citation.column('anchor_end')] as const;

/** `words` are made of the cited text, if its quotes may be read. */
const ofText = (words: (text: Sql) => Sql, ofVersion: Read): Sql =>
  words(
    ofVersion(
      // `|| ''` unpacks it: an export keeps it so for the next quotes from the same text.
      (version) => sql`case when ${mayQuote(version.column('text_right'), version.viewer)}
        then (select x.text || '' from version_text x where x.version_id = ${version.column('id')}) end`,
    ),
  );

const checked = (length: number): number =>
  within({
    ...{ argument: 'length', value: length, things: 'code points of context' },
    ...{ bounds: [0, MAX_CONTEXT], what: 'contextLength' },
  });
