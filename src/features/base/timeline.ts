import type { TimelineInterval } from '../../generated/resolvers.js';
import { badInput } from '../../lib/errors.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { timeZoneNamed } from '../../lib/timeZone.js';
import type { DateOf } from './dates.js';
import { labels, limitOf, scopeOf, type Facet } from './facets.js';
import type { Arguments } from './arguments.js';
import { boundedRows, MOST_ROWS, selectedAs, type Expressions, type Matching } from './matching.js';
import { stepsOf } from './steps.js';
import { wholeOfList, type ListField } from './computed.js';
import { view, type Computation } from './view.js';

/** Most steps, and most series, of one timeline. */
const MOST_STEPS = 1000;
const MOST_SERIES = 20;

const sums = 'total undated before after certainly imprecise lane';
const step = view('TimelineStep', 'period first_day last_day certainly possibly');
const steps = { view: step, query: 'steps', link: 'lane' };
const series = view('TimelineSeries', `value label filter record_kind record_id ${sums}`, { steps });
const timeline = view('Timeline', `time_zone ${sums} other`, { steps, series: { view: series, query: 'series' } });

export const timelineViews = [timeline, series, step];

interface Asked {
  readonly date: DateOf;
  readonly interval: TimelineInterval;
  readonly zone: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly split: Facet | null;
  readonly limit: number;
}

/** Field `timeline(by, interval, timeZone, from, to, splitBy, limit)` of a connection. */
export const timelineField = (
  dates: Readonly<Record<string, DateOf>>,
  facets: Readonly<Record<string, Facet>>,
): ListField =>
  wholeOfList('timeline', timeline, (list, args) => timelineOf(list, asked(args, dates, facets)), 'SHARED');

function asked(
  args: Arguments,
  dates: Readonly<Record<string, DateOf>>,
  facets: Readonly<Record<string, Facet>>,
): Asked {
  const { by, interval, timeZone, from = null, to = null, splitBy } = args as Readonly<Record<string, string | null>>;
  const zone = timeZoneNamed(timeZone!);
  if (zone === null)
    throw badInput(
      'timeZone',
      `${JSON.stringify(timeZone)} is no name of a time zone (IANA); expected e.g. Asia/Tehran.`,
    );
  if (from !== null && to !== null && from > to)
    throw badInput('to', `${to} is before ${from}, where the line begins.`);
  const split = splitBy == null ? null : facets[splitBy]!;
  if (split && split.many !== 'ONE')
    throw badInput('splitBy', `${splitBy} can have several values in one row; a line is split by what has one.`);
  const limit = limitOf(args, MOST_SERIES, 'series');
  return { date: dates[by!]!, interval: interval as TimelineInterval, zone, from, to, split, limit };
}

/**
 * Rows are grouped by their dates first. A row adds one to every step from its first to its last: that is +1 at the first
 * and -1 behind the last in `change`, whose running sum is the answer, so that the work grows with rows and steps and not
 * with their product. Lane 0 is the whole line, the others its series.
 */
function timelineOf(list: Matching, ask: Asked): Computation {
  const { interval, split } = ask;
  const { edtf } = stepsOf[interval];
  return {
    row: 'timeline',
    queries: join([
      ...rowsByDate(list, ask),
      ...rowsByStep(list, ask),
      ...lanes(split, ask.limit),
      sql`change as (
        select lane, step, sum(certain) as certain, sum(delta) as delta from (
          select lane, greatest(i, 1) as step, case when i = j then count else 0 end as certain, count as delta
          from laned, span where i <= size and j >= 1
          union all
          select lane, least(j, size) + 1, 0, -count from laned, span where i <= size and j >= 1) c
        group by lane, step)`,
      sql`steps as materialized (
        select s.lane, s.step as place, ${edtf(sql`s.first_day`, sql`s.last_day`)} as period, s.first_day, s.last_day,
          coalesce(c.certain, 0)::int as certainly,
          (sum(coalesce(c.delta, 0)) over (partition by s.lane order by s.step))::int as possibly
        from (select l.lane, step, starts[step] as first_day, least(starts[step + 1] - 1, '9999-12-31') as last_day
          from sums l, span, generate_series(1, size) step) s
          left join change c on c.lane = s.lane and c.step = s.step)`,
      sql`series as (select m.*, t.place, ${seriesLabels(split)} join sums m on m.lane = t.place)`,
      sql`timeline as (
        select m.*, ${ask.date.instant ? ask.zone : null}::text as time_zone,
          ${split ? sql`m.total - coalesce((select sum(s.total) from sums s where s.lane > 0), 0)::int` : sql`null::int`} as other
        from sums m where m.lane = 0)`,
    ]),
  };
}

const seriesLabels = (split: Facet | null): Sql =>
  split
    ? labels(split, 't.value', 'top t')
    : sql`null::text as value, null::text as label, null::text as filter, null::text as record_kind, null::uuid as record_id from top t`;

/** `dated`: how many rows have the same first and last day (and value to split by); `ends`: where the line begins and ends. */
function rowsByDate(list: Matching, { date, zone, from, to, split }: Asked): Sql[] {
  const { through, bounds } = date;
  const dates = (column: (name: string) => Sql): Expressions => {
    const [a, z] = bounds(column, sql`${zone}::text`);
    return { a, z };
  };
  const rows = boundedRows(list, (at) => ({
    ...(through ? { via: at.column(through.key) } : dates((name) => at.column(name))),
    ...(split && { key: split.key(at) }),
  }));
  const bounded = sql`(${rows}) r`;
  const keyed = split ? raw(', r.key') : raw('');
  const found = through
    ? sql`(select ${selectedAs(dates((name) => raw(`d.${name}`)))}${keyed} from ${bounded} left join (${through.records}) d on d.id = r.via) r`
    : bounded;
  return [
    sql`dated as materialized (select r.a, r.z${keyed}, count(*)::int as count from ${found} group by r.a, r.z${keyed})`,
    sql`ends as materialized (
      select ${from === null ? raw('min(case when isfinite(a) then a when isfinite(z) then z end)') : sql`${from}::date`} as first_day,
        ${to === null ? raw('max(case when isfinite(z) then z when isfinite(a) then a end)') : sql`${to}::date`} as last_day
      ${raw(from === null || to === null ? 'from dated' : '')})`,
  ];
}

/**
 * `span`: the first days of the line's steps, and the day behind the last one, as `starts`; their number is `size`.
 * `stepped`: how many rows reach from one step (i) to another (j), where 0 is before the line and size + 1 behind it.
 */
function rowsByStep({ viewer }: Matching, { interval, split }: Asked): Sql[] {
  const { of, start } = stepsOf[interval];
  const most = raw(String(MOST_STEPS));
  const source = split?.values
    ? sql`(select d.a, d.z, d.count, v.value from dated d left join (${split.values(scopeOf(viewer))}) v on v.id = d.key) d`
    : sql`(select a, z, count, ${raw(split ? 'key' : 'null::text')} as value from dated) d`;
  return [
    sql`span as materialized (
      select starts, greatest(cardinality(starts) - 1, 0) as size from (
        select array(select ${start(raw('n'))} from generate_series(first, greatest(last + 1, first)) n) as starts from (
          select first, case when last - first >= ${most} then too_many_steps(last - first + 1, ${most}) else last end as last
          from (select ${of(raw('first_day'))} as first, ${of(raw('last_day'))} as last from ends) e) e offset 0) e)`,
    sql`stepped as materialized (
      select value${collated(split)} as value, sum(count)::int as count, width_bucket(a, starts) as i,
        case when z = 'infinity' then size + 1 else width_bucket(z, starts) end as j
      from ${source}, span group by 1, 3, 4)`,
  ];
}

const collated = (split: Facet | null): Sql => raw(split?.kind === 'text' ? ' collate "C"' : '');

/** `top`: the values with a line of their own; `laned`: `stepped` for each line; `sums`: each line without its steps. */
const lanes = (split: Facet | null, limit: number): Sql[] => [
  split
    ? sql`top as materialized (
        select value, count, (row_number() over ())::int as place from (
          select value, sum(count)::int as count from stepped group by value order by 2 desc, 1 limit ${limit}::int) most)`
    : sql`top as (select null::text as value, 0 as place where false)`,
  split
    ? sql`laned as materialized (
        select 0 as lane, i, j, sum(count)::int as count from stepped group by i, j
        union all
        select t.place, s.i, s.j, s.count from stepped s join top t on s.value is not distinct from t.value)`
    : sql`laned as (select 0 as lane, i, j, count from stepped)`,
  sql`sums as materialized (
    select *, total - undated - before - after - certainly as imprecise from (
      select k.lane, at_most(coalesce(sum(l.count), 0)::bigint, ${raw(String(MOST_ROWS))}, 'timeline')::int as total,
        coalesce(sum(l.count) filter (where l.i is null), 0)::int as undated,
        coalesce(sum(l.count) filter (where l.j = 0), 0)::int as before,
        coalesce(sum(l.count) filter (where l.i > size), 0)::int as after,
        coalesce(sum(l.count) filter (where l.i = l.j and l.i between 1 and size), 0)::int as certainly
      from (select 0 as lane ${raw(split ? 'union all select place from top' : '')}) k cross join span left join laned l on l.lane = k.lane
      group by k.lane) m)`,
];
