import { within } from '../../lib/bounds.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { beyondBound, view, type Matching } from '../base/index.js';

/** Most amounts that are put together for one answer. */
const MOST_AMOUNTS = 200_000;
const MOST_TOTALS = 100;

export const quantityTotal = view(
  'QuantityTotal',
  `kind unit currency per claim_count quantity_count approximate_count lowest highest open_below open_above
   summed sum_lowest sum_highest obstacles total_count`,
);

/** Speech acts by which nothing is said to have happened. */
const wishes = join(['PROMISE', 'THREATEN', 'DEMAND', 'HOPE', 'SPECULATE', 'PREDICT'].map((act) => raw(`'${act}'`)));

/**
 * What stands against adding up the amounts of a group `g`: each condition is one about all of them. Those on one amount
 * hold for sums of one, too.
 */
const obstacles: readonly (readonly [name: string, when: Sql])[] = [
  ['NOT_AFFIRMED', sql`g.not_affirmed`],
  ['NOT_HAPPENED', sql`g.not_happened`],
  ['WITHDRAWN', sql`g.withdrawn`],
  ['RATES', sql`g.quantity_count > 1 and g.per is not null`],
  ['SHARES', sql`g.quantity_count > 1 and g.kind = 'SHARE'`],
  ['ONE_CLAIM', sql`g.quantity_count > g.claim_count`],
  ['ONE_EVENT', sql`g.event_count < g.claims_with_event or exists (select from nested n where ${sameGroup('n')})`],
  ['RELATED_CLAIMS', sql`exists (select from linked l where ${sameGroup('l')})`],
  ['EVENT_UNKNOWN', sql`g.claim_count > 1 and g.claims_with_event < g.claim_count`],
];

function sameGroup(alias: string): Sql {
  const [kind, unit, per] = ['kind', 'unit', 'per'].map((name) => raw(`${alias}.${name}`));
  return sql`${kind} = g.kind and ${unit} = g.unit and ${per} is not distinct from g.per`;
}

/**
 * Whether an amount of the same group as `a` has this value in a column. In an aggregate it is a lookup in a hash table, where
 * a join of amounts with amounts might compare all of them.
 */
const amongAmounts = (value: string, column: string): Sql =>
  sql`(${raw(value)}, a.kind, a.unit, coalesce(a.per::text, 'ONCE')) in (
    select b.${raw(column)}, b.kind, b.unit, coalesce(b.per::text, 'ONCE') from amounts b where b.${raw(column)} is not null)`;

/** The amounts of all claims of a list by what they count, unit and period, the most frequent first. */
export function totalsOf(list: Matching, limit: number): Sql {
  within({ argument: 'limit', value: limit, things: 'totals', bounds: [1, MOST_TOTALS], what: 'limit' });
  const ofClaim = ['id', 'event_id', 'polarity', 'temporality', 'speech_act', 'review_state'];
  const claims = list.rows((at) => Object.fromEntries(ofClaim.map((name) => [name, at.column(name)])));
  return sql`with recursive written as materialized (
      select c.*, q.amount, q.low, q.high, q.unit as written, q.per, q.approximate
      from (${claims}) c join quantity q on q.claim_id = c.id limit ${beyondBound(MOST_AMOUNTS)}
    ), units as materialized (
      select w.written, m.* from (select distinct written from written
        where (select at_most(count(*), ${MOST_AMOUNTS}, 'quantityTotals') from written) > 0) w
      cross join lateral measure_of(w.written) m
    ), amounts as materialized (
      select w.*, u.kind, u.unit, lowest_of(w.amount, w.low, w.high) * u.factor as lowest,
        highest_of(w.amount, w.low, w.high) * u.factor as highest
      from written w join units u on u.written = w.written
    ), linked as materialized (
      select a.kind, a.unit, a.per from amounts a join claim_relation r on r.from_id = a.id and r.type <> 'RESPONDS_TO'
      group by a.kind, a.unit, a.per having bool_or(${amongAmounts('r.to_id', 'id')})
    ), above (event_id, whole_id) as (
      select e.id, e.parent_id from (select distinct event_id from amounts) a join event e on e.id = a.event_id
      where e.parent_id is not null
      union select a.event_id, e.parent_id from above a join event e on e.id = a.whole_id where e.parent_id is not null
    ), nested as materialized (
      select a.kind, a.unit, a.per from amounts a join above e on e.event_id = a.event_id
      group by a.kind, a.unit, a.per having bool_or(${amongAmounts('e.whole_id', 'event_id')})
    ), groups as materialized (
      select kind, unit, per, count(*)::int as quantity_count, count(distinct id)::int as claim_count,
        count(distinct id) filter (where event_id is not null) as claims_with_event, count(distinct event_id) as event_count,
        count(*) filter (where approximate)::int as approximate_count,
        min(lowest)::float8 as lowest, max(highest)::float8 as highest,
        bool_or(lowest is null) as open_below, bool_or(highest is null) as open_above,
        case when bool_and(lowest is not null) then sum(lowest)::float8 end as sum_lowest,
        case when bool_and(highest is not null) then sum(highest)::float8 end as sum_highest,
        bool_or(polarity <> 'POSITIVE') as not_affirmed,
        bool_or(temporality in ('FUTURE', 'CONDITIONAL') or speech_act in (${wishes})) as not_happened,
        bool_or(review_state in ('RETRACTED', 'SUPERSEDED')) as withdrawn
      from amounts group by kind, unit, per
    )
    select g.*, case when g.kind = 'MONEY' then g.unit end as currency, o.obstacles,
      case when o.obstacles = '{}' then g.quantity_count end as summed, count(*) over ()::int as total_count
    from groups g cross join lateral (
      select array_remove(array[${join(obstacles.map(([name, when]) => sql`case when ${when} then ${raw(`'${name}'`)} end`))}]::text[], null) as obstacles
    ) o
    order by g.quantity_count desc, g.kind, g.unit, g.per nulls first limit ${limit}::int`;
}
