import { within } from '../../lib/bounds.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { beyondBound, view, type Arguments, type Computation, type Matching } from '../base/index.js';

/** Most records of a list, and most pairs of actors in them, that a network is made of. */
export const MOST_UNITS = 200_000;
const MOST_PAIRS = 1_000_000;

export const tieView = view(
  'Tie',
  'source_id source_unnamed target_id target_unnamed weight article_count relation_ids event_ids claim_ids article_ids',
);
export const networkView = view('Network', 'unit_count node_count tie_count', {
  ties: { view: tieView, query: 'shown' },
});

export interface Cut {
  readonly limit: number;
  readonly minWeight: number;
  readonly examples: number;
}

/** Most ties, sources or the like of an answer, and most records for each of them. */
const most = { limit: 500, examples: 25 } as const;
const HEAVIEST = 1_000_000_000;

/** The arguments that all networks have; refused beyond their bounds. */
export function cutOf(args: Arguments): Cut {
  const { minWeight = 1 } = args as { minWeight?: number };
  within({ argument: 'minWeight', value: minWeight, things: 'records', bounds: [1, HEAVIEST], what: 'minWeight' });
  return { ...givenOf(args, 'ties'), minWeight };
}

/** How many `things` are given, and of how many records for each. */
export function givenOf(args: Arguments, things: string, bounds: readonly [number, number] = [0, most.limit]) {
  const { limit, examples } = args as { limit: number; examples: number };
  within({ argument: 'limit', value: limit, things, bounds, what: 'limit' });
  within({
    ...{ argument: 'examples', value: examples, things: 'records of each' },
    ...{ bounds: [0, most.examples], what: 'examples' },
  });
  return { limit, examples };
}

export interface Network {
  /** Of the field; names the bound that is passed. */
  readonly name: string;
  /** SELECT of the records that it is made of, `id` and what `pairs` needs; see `unitsOf`. */
  readonly units: Sql;
  /**
   * SELECT over `units`: who is tied to whom in which: `unit` (its id), `source`, `target`, and the columns of `extra`. A
   * pair may stand in it twice for one unit when `weight` takes care of it.
   */
  readonly pairs: Sql;
  /** What is counted as a tie's weight. */
  readonly weight?: string;
  /** Further columns of `ties`, aggregates over `pairs`. */
  readonly extra?: string;
  /** The table of units, and its columns in whose order a tie's examples come; they end with the id. */
  readonly table: string;
  readonly order: string;
  /**
   * Columns of a tie that differ from their usual value: columns of ties stand under `t`, an array of its first units
   * is `t.examples`.
   */
  readonly fields: Partial<Readonly<Record<TieColumn, Sql>>>;
}

type TieColumn = 'source_id' | 'target_id' | 'source_unnamed' | 'target_unnamed' | 'article_count' | `${Carrier}_ids`;
type Carrier = 'relation' | 'event' | 'claim' | 'article';

const usual: Readonly<Record<TieColumn, Sql>> = {
  source_id: raw('t.source'),
  target_id: raw('t.target'),
  source_unnamed: raw('null::text'),
  target_unnamed: raw('null::text'),
  article_count: raw('null::int'),
  relation_ids: raw('null::uuid[]'),
  event_ids: raw('null::uuid[]'),
  claim_ids: raw('null::uuid[]'),
  article_ids: raw('null::uuid[]'),
};

/**
 * The one row of a network, and its ties as `shown`. Of equal weights the order is that of the ids of source and target.
 * The first units of ties are looked for only where they are selected.
 */
export const networkOf = (of: Network, { limit, minWeight, examples }: Cut): Computation => ({
  row: 'network',
  queries: sql`units as materialized (${of.units}),
    counted as materialized (select at_most(count(*), ${MOST_UNITS}::bigint, ${of.name}) as units from units),
    pairs as materialized (${of.pairs} limit ${beyondBound(MOST_PAIRS)}),
    checked as materialized (select at_most(count(*), ${MOST_PAIRS}::bigint, ${of.name}) as pairs from pairs),
    ties as materialized (select * from (
      select source, target, ${raw(of.weight ?? 'count(*)::int')} as weight ${raw(of.extra ? `, ${of.extra}` : '')}
      from pairs group by source, target) tied where weight >= ${minWeight}::int),
    top as materialized (select *, row_number() over () as place from (
      select * from ties order by weight desc, source, target limit ${limit}::int) first),
    found as (
      select place, array_agg(unit order by nth) as examples from (
        select place, unit, row_number() over (partition by place order by ${raw(of.order)}) as nth
        from (select distinct top.place, pairs.unit from top join pairs using (source, target)) held
        join ${raw(of.table)} on id = held.unit) numbered
      where nth <= ${examples}::int group by place),
    shown as (
      select t.place, t.weight, ${join(
        Object.entries({ ...usual, ...of.fields }).map(([name, value]) => sql`${value} as ${raw(name)}`),
      )}
      from (select top.*, coalesce(found.examples, '{}') as examples from top left join found using (place)) t),
    network as (
      select counted.units::int as unit_count, (select count(*)::int from ties) as tie_count,
        (select count(*)::int from (select source from ties union select target from ties) nodes) as node_count
      from counted cross join checked)`,
});

/**
 * The id of a list's rows and further columns, under their own names, also where they are read from copies: of at most
 * `MOST_UNITS` rows and one more.
 */
export function unitsOf(list: Matching, ...names: readonly string[]): Sql {
  const rows = list.rows((at) => Object.fromEntries(['id', ...names].map((name) => [name, at.column(name)])));
  return sql`${rows} limit ${beyondBound(MOST_UNITS)}`;
}

/**
 * The same for claims whose chains are read. None comes twice, but Postgres has to be told: it would remember the links of
 * each claim, and look for them there in vain before it reads the next ones.
 */
export const chainedUnitsOf = (list: Matching, ...names: readonly string[]): Sql =>
  sql`select distinct on (id) * from (${unitsOf(list, ...names)}) r`;

/** Pairs of the actors that `actors` (SELECT of ids, one column `actor`) gives for a row of `units`, `u`, each once. */
export const pairsOf = (actors: Sql, ...columns: readonly string[]): Sql => sql`
  select u.id as unit, s.actor as source, t.actor as target ${raw(columns.map((name) => `, u.${name}`).join(''))}
  from units u cross join lateral (select array_agg(distinct actor) as actors from (${actors}) taking_part) a
    cross join lateral unnest(a.actors) s (actor) cross join lateral unnest(a.actors) t (actor)
  where s.actor < t.actor`;
