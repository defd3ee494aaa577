import sql, { type Sql } from 'sql-template-tag';
import type { TextUnavailable } from '../../generated/resolvers.js';
import { badInput } from '../../lib/errors.js';
import { mayQuote, type Loaders, type Viewer } from '../base/index.js';

/** Most code points of context on one side. */
const MAX_CONTEXT = 500;

/** The cited words as far as they are held and may be quoted, or the reason why there are none. */
export interface QuoteRow {
  readonly quote: string | null;
  readonly unavailable: TextUnavailable | null;
}

export const quoteOf = (loaders: Loaders, citationId: string): Promise<QuoteRow | null> =>
  loaders
    .one<QuoteRow>(
      'quote',
      (ids, viewer) => sql`
        select c.id as lookup,
          case when ${mayQuote(sql`v.text_right`, viewer)}
            then substr(x.text, c.anchor_start + 1, c.anchor_end - c.anchor_start) end as quote,
          case when x.version_id is null then 'TEXT_NOT_HELD'
            when not ${mayQuote(sql`v.text_right`, viewer)} then 'TEXT_RESTRICTED'
            when c.anchor_start is null then 'ORPHANED' end as unavailable
        from citation c join article_version v on v.id = c.version_id
        left join version_text x on x.version_id = v.id
        where c.id = any(${ids}::uuid[])`,
    )
    .load(citationId);

/** Words that stand before or after the quote, up to `length` code points; under the same right as the quote. */
export async function contextOf(
  loaders: Loaders,
  citationId: string,
  side: 'before' | 'after',
  length: number,
): Promise<string | null> {
  if (length < 0 || length > MAX_CONTEXT)
    throw badInput('length', `context has 0 to ${MAX_CONTEXT} code points, not ${length}.`);
  const words =
    side === 'before'
      ? sql`right(left(x.text, c.anchor_start), ${length}::int)`
      : sql`substr(x.text, c.anchor_end + 1, ${length}::int)`;
  const row = await loaders
    .one<{ words: string }>(`context ${side} ${length}`, (ids, viewer) =>
      ofHeldText(sql`${words} as words`, ids, viewer),
    )
    .load(citationId);
  return row?.words ?? null;
}

/** Place of the quote in the held text, in UTF-16 units: code points and one more for each beyond the basic plane. */
export interface Utf16Row {
  readonly start: number;
  readonly end: number;
}

export const utf16Of = (loaders: Loaders, citationId: string): Promise<Utf16Row | null> =>
  loaders
    .one<Utf16Row>('utf16', (ids) => {
      const units = (offset: Sql) =>
        sql`${offset} + regexp_count(left(x.text, ${offset}), '[\\U00010000-\\U0010FFFF]')`;
      return sql`
          select c.id as lookup, ${units(sql`c.anchor_start`)} as start, ${units(sql`c.anchor_end`)} as "end"
          from citation c join version_text x on x.version_id = c.version_id
          where c.id = any(${ids}::uuid[]) and c.anchor_start is not null`;
    })
    .load(citationId);

const ofHeldText = (fields: Sql, ids: readonly string[], viewer: Viewer): Sql => sql`
  select c.id as lookup, ${fields}
  from citation c join article_version v on v.id = c.version_id join version_text x on x.version_id = v.id
  where c.id = any(${ids}::uuid[]) and c.anchor_start is not null and ${mayQuote(sql`v.text_right`, viewer)}`;
