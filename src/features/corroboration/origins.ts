import { raw, sql, type Sql } from '../../lib/sql.js';
import { numbersOf, statesOf, type At, type Beside } from '../base/index.js';

/** Most claims that are parted into clusters for one answer. */
const MOST_CLAIMS = 2_000;

/**
 * The numbers of the record at hand, and its clusters where they are asked for. `members` is the SQL function that gives
 * the claims to be parted.
 */
export const corroborationOf =
  (beside: Beside, members: string) =>
  (at: At): Sql => {
    const record = at.column('id');
    return sql`select n.article_count, n.outlet_count, n.independent_origin_count, n.not_established_count, (
      select case when at_most(cardinality(m.ids), ${MOST_CLAIMS}::int, 'corroboration') > 0 then origin_clusters(m.ids) else '[]' end
      from (select ${raw(members)}(${record}, ${statesOf(at.viewer)}::review_state[]) as ids) m) as clusters
    ${numbersOf(beside, record, at.viewer, 'n')}`;
  };

/** Most articles whose text is nearly the same as one. */
const MOST_DUPLICATES = 1_000;

/** Articles with a text that resembles one of the article at hand, or is the same. */
export const nearDuplicatesOf = (at: At): Sql => sql`
  with found as materialized (
    select article_id, max(similarity) as similarity from (
      select other.article_id, resemblance(other.signature, mine.signature) as similarity
      from text_signature mine join text_signature other on other.bands && mine.bands
      where mine.article_id = ${at.column('id')}
      union all
      select other.article_id, 1 from article_version mine join article_version other using (sha256)
      where mine.article_id = ${at.column('id')} and mine.kind <> 'DIGEST' and other.kind <> 'DIGEST'
    ) pairs
    where similarity >= 0.5 and article_id <> ${at.column('id')}
    group by article_id limit ${MOST_DUPLICATES + 1}::int
  )
  select f.article_id, round(f.similarity::numeric, 3)::float8 as similarity
  from found f join article a on a.id = f.article_id
  where (select at_most(count(*), ${MOST_DUPLICATES}::int, 'nearDuplicates') from found) > 0
  order by f.similarity desc, a.key collate "C"`;
