import type { RecordType } from '../../generated/resolvers.js';
import { badInput } from '../../lib/errors.js';
import { windowOf } from '../../lib/page.js';
import { join, raw, sql, unplanned, type Sql } from '../../lib/sql.js';
import type { At, Computation } from '../base/index.js';
import { firstOf, globalId, isThere, recordTypes } from './kinds.js';
import { beginning, readToken, tokens, type Place } from './token.js';

/** Most rows of the feed that are looked at for one page; where few of them are for the viewer, it ends early. */
const LONGEST_LOOK = 5_000;

interface Asked {
  readonly at: At;
  readonly types: readonly RecordType[];
  readonly size: number;
  readonly token: ReturnType<typeof tokens>;
}

/** One row, `next`, `more` and `latest`, and the records that changed as `listed`. */
export function changePage(at: At, args: Readonly<Record<string, unknown>>): Computation {
  const wanted = args['types'] as readonly RecordType[] | null | undefined;
  const types = recordTypes.filter((type) => wanted?.includes(type) ?? true);
  if (types.length === 0) throw badInput('types', 'there is no type of record to tell of.');
  const { size } = windowOf({ first: args['first'] as number | null | undefined });
  const asked = { at, types, size, token: tokens(types, at.viewer) };
  const since = args['since'] as string | null | undefined;
  const place = since == null ? null : readToken(since, types, at.viewer);
  return { row: 'change_page', queries: place?.phase === 'SINCE' ? following(asked, place) : everything(asked, place) };
}

/** The last transaction up to which all is told. */
const now = sql`now as materialized (select s.transaction, s.mark from change_set s where s.transaction = last_told())`;

/** Where the reader stands; the database refuses what it does not know. */
const begun = (place: Place | null): Sql =>
  place
    ? sql`begun as materialized (
        select told_until(${place.transaction}::bigint, ${place.mark}::uuid) as transaction, ${place.mark}::uuid as mark)`
    : sql`begun as materialized (select transaction, mark from now)`;

const isFull = (size: number): Sql => sql`(select count(*) from page) > ${size}::int`;

const nothing = sql`select null::record_type as type, null::uuid as record_id where false`;

/** Records that are there, by type and id. What happens meanwhile is told after them, because it begins where they began. */
function everything({ at, types, size, token }: Asked, place: Place | null): Sql {
  const { type, id } = place ?? beginning;
  const started = sql`(select transaction from begun)`;
  const from = recordTypes.indexOf(type);
  const kinds = types
    .filter((one) => recordTypes.indexOf(one) >= from)
    .map((one) => firstOf(one, one === type ? id : beginning.id, unplanned(size + 1), at));
  const rows = kinds.length > 0 ? join(kinds, ' union all ') : nothing;
  const mark = sql`(select mark from begun)`;
  const record = (part: 'type' | 'record_id') =>
    sql`(select ${part === 'type' ? sql`type` : sql`record_id`} from page where place = ${size}::int)`;
  return sql`${now}, ${begun(place)},
    page as materialized (select row_number() over () as place, 'ADDED' as kind, u.* from (
      select * from (${rows}) u order by type, record_id limit ${unplanned(size + 1)}) u),
    ${listed(types, size, sql`null::text`)},
    change_page as (select case when ${isFull(size)} then ${token('ALL', started, mark, {
      type: sql`coalesce(${record('type')}, ${type}::record_type)`,
      id: sql`coalesce(${record('record_id')}, ${id}::uuid)`,
    })} else ${token('SINCE', started, mark)} end as next,
      ${isFull(size)} or ${started} < (select transaction from now) as more,
      (select ${token('SINCE', sql`transaction`, sql`mark`)} from now) as latest)`;
}

/** What transactions changed, in their order. */
function following({ at, types, size, token }: Asked, place: Place): Sql {
  const beyond = sql`from change where (transaction, type, record_id)
      > ((select transaction from begun), ${place.type}::record_type, ${place.id}::uuid)
    and transaction <= (select transaction from now) order by transaction, type, record_id`;
  const seen = (bits: Sql) => sql`(${bits} & ~(select bits from viewer)) = 0`;
  const kind = sql`case when not ${isThere(sql`p.type`, types, sql`p.record_id`, at)} then 'DELETED'
    when ${seen(sql`p.before`)} then 'CHANGED' else 'ADDED' end`;
  const record = { type: sql`type`, id: sql`record_id` };
  return sql`${now}, ${begun(place)},
    viewer as materialized (select coalesce(bit_or(state_bit(state)), 0)::smallint as bits
      from unnest(${at.viewer.reviewStates}::review_state[]) state),
    page as materialized (select row_number() over () as place, ${kind} as kind, p.* from (
      select c.transaction, s.mark, s.at, c.type, c.record_id, c.before
      from (select * ${beyond} limit ${raw(String(LONGEST_LOOK))}) c join change_set s using (transaction)
      where c.type = any(${types}::record_type[]) and (${seen(sql`c.before`)} or ${seen(sql`c.after`)})
      order by c.transaction, c.type, c.record_id limit ${unplanned(size + 1)}) p),
    edge as (select c.*, s.mark from (select * ${beyond} offset ${raw(String(LONGEST_LOOK - 1))} limit 1) c
      join change_set s using (transaction)),
    ${listed(types, size, sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)},
    change_page as (select case when ${isFull(size)}
        then coalesce((select ${token('SINCE', sql`transaction`, sql`mark`, record)} from page where place = ${size}::int),
          ${token('SINCE', sql`(select transaction from begun)`, sql`(select mark from begun)`, {
            type: sql`${place.type}::text`,
            id: sql`${place.id}::text`,
          })})
        else coalesce((select ${token('SINCE', sql`transaction`, sql`mark`, record)} from edge),
          (select ${token('SINCE', sql`transaction`, sql`mark`)} from now)) end as next,
      ${isFull(size)} or exists (select from edge) as more,
      (select ${token('SINCE', sql`transaction`, sql`mark`)} from now) as latest)`;
}

/** The rows of the page, without the one that shows that there are more. */
const listed = (types: readonly RecordType[], size: number, at: Sql): Sql =>
  sql`listed as (select place, kind, type, record_id, ${globalId(sql`type`, types, sql`record_id`)} as id, ${at} as at
    from page where place <= ${size}::int)`;
