import { sql } from '../../lib/sql.js';
import { view, type Arguments, type Computation, type Matching } from '../base/index.js';
import { chainedUnitsOf, MOST_UNITS, givenOf } from './tie.js';

export const unnamedSourceView = view(
  'UnnamedSource',
  'actor_id is_identified words outlet_id claim_count article_count claim_ids',
);
export const unnamedSourcesView = view('UnnamedSources', 'claim_count source_count', {
  sources: { view: unnamedSourceView, query: 'shown' },
});

/**
 * Links beyond the outlet whose source the text does not name: it has no actor, is described instead of named, or its
 * actor was recorded as an UNNAMED_SOURCE. One row for each source and outlet; without an actor a source is its description.
 */
export function unnamedSources(list: Matching, args: Arguments): Computation {
  const { limit, examples } = givenOf(args, 'sources');
  const units = chainedUnitsOf(list, 'article_id', 'outlet_id', 'published_earliest', 'position');
  return {
    row: 'unnamed_sources',
    queries: sql`units as materialized (${units}),
      counted as materialized (select at_most(count(*), ${MOST_UNITS}::bigint, 'unnamedSources') as units from units),
      links as materialized (
        select u.id as claim, u.article_id, u.published_earliest, u.position, o.canonical_id as outlet,
          i.canonical_id as actor, l.unnamed, case when i.canonical_id is null then l.unnamed end as described
        from units u join attribution_link l on l.claim_id = u.id and l.position > 0
          join actor_identity o on o.actor_id = u.outlet_id
          left join actor_identity i on i.actor_id = l.actor_id
          left join actor a on a.id = l.actor_id and a.kind = 'UNNAMED_SOURCE'
        where l.actor_id is null or l.unnamed is not null or a.id is not null),
      sources as materialized (
        select actor, described, outlet, count(distinct claim)::int as claims, count(distinct article_id)::int as articles,
          coalesce(array_agg(distinct unnamed) filter (where unnamed is not null), '{}') as words
        from links group by actor, described, outlet),
      top as materialized (select *, row_number() over () as place from (
        select * from sources order by claims desc, actor, described, outlet limit ${limit}::int) first),
      shown as (
        select t.place, t.actor as actor_id, coalesce(a.kind <> 'UNNAMED_SOURCE', false) as is_identified, t.words,
          t.outlet as outlet_id, t.claims as claim_count, t.articles as article_count,
          array(select e.claim from (
              select distinct l.claim, l.published_earliest, l.article_id, l.position from links l
              where l.outlet = t.outlet and (l.actor, l.described) is not distinct from (t.actor, t.described)) e
            order by e.published_earliest, e.article_id, e.position, e.claim limit ${examples}::int) as claim_ids
        from top t left join actor a on a.id = t.actor),
      unnamed_sources as (
        select (select count(distinct claim)::int from links) as claim_count,
          (select count(*)::int from sources) as source_count
        from counted)`,
  };
}
