import { within } from '../../lib/bounds.js';
import { present } from '../../lib/errors.js';
import { globalIdOf } from '../../lib/ids.js';
import { Scope } from '../../lib/scope.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import { filterText, type Place } from './bucket.js';
import type { Rows } from './entity.js';
import type { Arguments } from './arguments.js';
import { boundedRows, MOST_ROWS, type Matching } from './matching.js';
import { wholeOfList, type ListField } from './computed.js';
import { view, type Computation } from './view.js';
import type { At, Viewer } from './viewer.js';

/** Most buckets of one answer. */
const MOST_BUCKETS = 100;

/** Records that rows are counted by, and the column by which a person knows them. */
export interface Labelled {
  readonly of: Rows;
  readonly label: string;
}

/** What the rows of a list can be counted by. */
export interface Facet {
  /** What rows are grouped by: their value, or a key that leads to it. */
  readonly key: (at: At) => Sql;
  /** Whether a key belongs to one row alone, so that there is nothing to group. */
  readonly ofRow: boolean;
  /** The values of keys: a SELECT of `id`, the key, and `value`, which is not null. */
  readonly values?: (at: At) => Sql;
  /** ONE: a row has one value or none. DISTINCT: several, each once. SEVERAL: several, some more than once. */
  readonly many: 'ONE' | 'DISTINCT' | 'SEVERAL';
  /** How a value is written as JSON. */
  readonly kind: 'text' | 'enum' | 'plain' | 'record';
  readonly record?: Labelled;
  /** Where the list's filter takes the value. */
  readonly filter: Place;
}

/** A facet for every value of an enumeration of the SDL. */
export type FacetsOf<Names extends string> = { readonly [Name in Names]: Facet };

const bucketColumns = 'value label filter record_kind record_id count';
const bucket = view('FacetBucket', bucketColumns);
const facet = view('Facet', 'multiple total bucket_count other', { buckets: { view: bucket, query: 'buckets' } });

export const facetViews = [facet, bucket];

/** Field `facets(by, limit)` of a connection. */
export const facetsField = (facets: Readonly<Record<string, Facet>>): ListField =>
  wholeOfList(
    'facets',
    facet,
    (list, args) => facetsOf(facets[args['by'] as string]!, list, limitOf(args, MOST_BUCKETS, 'buckets')),
    'SHARED',
  );

/**
 * Rows are grouped by their keys first, because there are far fewer keys than rows, and values and labels are looked up
 * for what is left.
 */
function facetsOf(by: Facet, list: Matching, limit: number): Computation {
  const rows = () => boundedRows(list, (at) => ({ key: by.key(at) }));
  const listed = by.ofRow
    ? sql`${raw(list.count ? 'not ' : '')}materialized (select r.key, 1 as count from (${rows()}) r)`
    : sql`materialized (${list.grouped?.(by.key) ?? sql`select r.key, count(*)::int as count from (${rows()}) r group by r.key`})`;
  const total = (by.ofRow && list.count) || sql`(select coalesce(sum(count), 0)::bigint from listed)`;
  return {
    row: 'facet',
    queries: sql`listed as ${listed},
      checked as materialized (select at_most(${total}, ${raw(String(MOST_ROWS))}, 'facets')::int as total),
      counted as (${countedBy(by, list.viewer)}),
      top as materialized (
        select *, row_number() over () as place
        from (select value, count from counted order by count desc, value limit ${limit}::int) most),
      buckets as (select t.place, t.count, ${labels(by, 't.value')}),
      facet as (
        select total, ${raw(String(by.many !== 'ONE'))} as multiple, (select count(*)::int from counted) as bucket_count,
          ${otherRows(by, list.viewer)} as other
        from checked)`,
  };
}

/** SELECT of `value` and `count`, from the keys of `listed`. */
function countedBy({ values, many, kind }: Facet, viewer: Viewer): Sql {
  const text = kind === 'text' ? raw(' collate "C"') : raw('');
  if (!values) return sql`select key${text} as value, count from listed`;
  const pairs = sql`from listed l left join (${values(scopeOf(viewer))}) v on v.id = l.key`;
  return many === 'SEVERAL'
    ? sql`select value${text} as value, sum(count)::int as count from (select distinct l.key, l.count, v.value ${pairs}) p group by 1`
    : sql`select v.value${text} as value, sum(l.count)::int as count ${pairs} group by 1`;
}

/** The number of rows that no bucket of `top` counts. */
function otherRows({ values, many }: Facet, viewer: Viewer): Sql {
  if (many === 'ONE' || !values) return sql`(total - coalesce((select sum(count) from top), 0))::int`;
  return sql`(total - (select coalesce(sum(count), 0) from (
    select distinct l.key, l.count from listed l left join (${values(scopeOf(viewer))}) v on v.id = l.key
    where v.value in (select value from top) or v.value is null and exists (select from top where value is null)) c))::int`;
}

/** Rest of a SELECT of buckets `from top t`: how `value`, a column, is written, called, filtered for, and found. */
export function labels({ kind, record, filter }: Facet, value: string, from = 'top t'): Sql {
  const column = raw(value);
  if (!record) {
    const written = kind === 'plain' ? sql`${column}::text` : sql`to_json(${column}::text)::text`;
    return sql`${column}::text as value, ${column}::text as label, ${filterText(filter, column, written)} as filter,
      null::text as record_kind, null::uuid as record_id from ${raw(from)}`;
  }
  const id = globalIdOf(present(record.of.prefix, 'prefix'), column);
  return sql`${id} as value, n.${raw(record.label)} as label, ${filterText(filter, column, sql`to_json(${id})::text`)} as filter,
    ${raw(`'${record.of.type}'`)} as record_kind, ${column} as record_id
    from ${raw(from)} left join ${raw(record.of.table)} n on n.id = ${column}`;
}

/** Where the values of keys are written. */
export const scopeOf = (viewer: Viewer): At => Scope.root(viewer, 'f');

/** The argument `limit`. */
export const limitOf = ({ limit }: Arguments, most: number, things: string): number =>
  within({ argument: 'limit', value: limit as number, things, bounds: [0, most], what: 'pageSize' });
