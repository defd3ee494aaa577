import { badInput, DomainError } from '../../lib/errors.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { rowsIn, view, type Arguments, type Matching } from '../base/index.js';

/** Most records of a list, and most pairs of actors in them, that a network is made of. */
const MOST_UNITS = 200_000;
const MOST_PAIRS = 1_000_000;

export const networkView = view('Network', 'unit_count node_count tie_count ties');
export const tieView = view(
  'Tie',
  'source_id source_unnamed target_id target_unnamed weight article_count relation_ids event_ids claim_ids article_ids',
);

/** The ties that a row of `networkView` holds. */
export const ties = rowsIn('ties', tieView, 'uuid text uuid text int int uuid[] uuid[] uuid[] uuid[]');

export interface Cut {
  readonly limit: number;
  readonly minWeight: number;
  readonly examples: number;
}

const bounds = { limit: [0, 500], minWeight: [1, 1_000_000_000], examples: [0, 25] } as const;

/** The arguments that all networks have; refused beyond their bounds. */
export function cutOf(args: Arguments): Cut {
  const { limit, minWeight = 1, examples } = args as { limit: number; minWeight?: number; examples: number };
  const cut = { limit, minWeight, examples };
  for (const name of ['limit', 'minWeight', 'examples'] as const) within(name, cut[name], bounds[name]);
  return cut;
}

/** Refuses a number outside of its bounds: what is too large by the limit that it passes. */
export function within(name: string, value: number, [least, most]: readonly [number, number]): void {
  if (value < least) throw badInput(name, `it is ${least} to ${most}, not ${value}.`);
  if (value <= most) return;
  throw new DomainError('QUERY_LIMIT_EXCEEDED', `${name}: it is at most ${most}, not ${value}.`, {
    what: name,
    actual: value,
    limit: most,
    argument: name,
  });
}

export interface Network {
  /** Of the field; names the bound that is passed. */
  readonly name: string;
  /** SELECT of the records that it is made of: `id`, whatever `order` names, and what `pairs` needs. */
  readonly units: Sql;
  /**
   * SELECT over `units`: who is tied to whom in which: `unit` (its id), `source`, `target`, the columns of `order` and of
   * `extra`. A pair may stand in it twice for one unit when `weight` takes care of it.
   */
  readonly pairs: Sql;
  /** What is counted as a tie's weight. */
  readonly weight?: string;
  /** Further columns of `ties`, aggregates over `pairs`. */
  readonly extra?: string;
  /** Columns of `pairs` in whose order a tie's examples come; ends with `unit`. */
  readonly order: string;
  /** Arguments of `jsonb_build_object` about a tie: columns of ties stand under `t`, its first units are `t.examples`. */
  readonly fields: Sql;
}

/** The one row of a network. Of equal weights the order is that of the ids of source and target. */
export const networkOf = (of: Network, { limit, minWeight, examples }: Cut): Sql => sql`
  with units as materialized (${of.units} limit ${MOST_UNITS + 1}::int),
  counted as materialized (select at_most(count(*), ${MOST_UNITS}::bigint, ${of.name}) as units from units),
  pairs as materialized (${of.pairs} limit ${MOST_PAIRS + 1}::int),
  checked as materialized (select at_most(count(*), ${MOST_PAIRS}::bigint, ${of.name}) as pairs from pairs),
  ties as materialized (select * from (
    select source, target, ${raw(of.weight ?? 'count(*)::int')} as weight ${raw(of.extra ? `, ${of.extra}` : '')}
    from pairs group by source, target) tied where weight >= ${minWeight}::int),
  top as materialized (select *, row_number() over (order by weight desc, source, target) as place from ties
    order by weight desc, source, target limit ${limit}::int),
  found as materialized (select place, array_agg(unit order by nth) as examples from (
      select place, unit, row_number() over (partition by place order by ${raw(of.order)}) as nth
      from (select distinct top.place, ${raw(of.order)} from top join pairs using (source, target)) held) numbered
    where nth <= ${examples}::int group by place)
  select counted.units::int as unit_count, (select count(*)::int from ties) as tie_count,
    (select count(*)::int from (select source from ties union select target from ties) nodes) as node_count,
    (select coalesce(jsonb_agg(jsonb_build_object(${ends}, 'weight', t.weight, ${of.fields}) order by t.place), '[]')
      from (select top.*, coalesce(found.examples, '{}') as examples from top left join found using (place)) t) as ties
  from counted cross join checked`;

const ends = raw(`'source_id', t.source, 'target_id', t.target`);

/** Columns of a list's rows under their own names, also where they are read from copies. */
export const columnsOf = (list: Matching, ...names: readonly string[]): Sql =>
  list.rows((at) => join(names.map((name) => sql`${at.column(name)} as ${raw(name)}`)));

/** Pairs of the actors that `actors` (SELECT of ids, one column `actor`) gives for a row of `units`, `u`, each once. */
export const pairsOf = (actors: Sql, columns: readonly string[]): Sql => sql`
  select u.id as unit, s.actor as source, t.actor as target ${raw(columns.map((name) => `, u.${name}`).join(''))}
  from units u cross join lateral (select array_agg(distinct actor) as actors from (${actors}) taking_part) a
    cross join lateral unnest(a.actors) s (actor) cross join lateral unnest(a.actors) t (actor)
  where s.actor < t.actor`;

/** Named expressions as arguments of `jsonb_build_object`. */
export const named = (fields: Readonly<Record<string, Sql>>): Sql =>
  join(Object.entries(fields).map(([name, value]) => sql`${raw(`'${name}'`)}, ${value}`));
