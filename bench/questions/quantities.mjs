import { busiest } from './lib/claimsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

export const question = {
  name: 'quantities',
  title: 'amounts of a speaker',
  place: 31,
  sourcebook: {
    query: `query ($actor: ID!) {
      claims(first: 0, filter: { speaker: { id: { eq: $actor } } }) {
        quantityTotals { kind unit per claimCount quantityCount approximateCount lowest highest sum { lowest highest } obstacles }
      }
    }`,
  },
  // Whether amounts may be added up is a test over events and relations of all claims of a group, which it cannot express.
  postgraphile: null,
  ceiling: {
    sql: `with amounts as materialized (
        select c.*, q.amount, q.per, q.approximate,
          case q.unit when 'person' then 'PEOPLE' when 'US dollar' then 'MONEY' when 'rocket' then 'WEAPONS' else 'OTHER' end as kind,
          case q.unit when 'US dollar' then 'USD' else upper(q.unit) end as unit
        from claim_part p join claim c on c.id = p.claim_id join quantity q on q.claim_id = c.id
        where p.actor_id = $1 and p.part = 'SPEAKER' and p.review_state <> 'DRAFT'
      ), joined as materialized (
        select distinct a.unit, a.per from amounts a join claim_relation r on r.from_id = a.id and r.type <> 'RESPONDS_TO'
        join amounts b on b.id = r.to_id and b.unit = a.unit and b.per is not distinct from a.per
      ), within as materialized (
        select distinct a.unit, a.per from amounts a join event e on e.id = a.event_id
        join amounts b on b.event_id = e.parent_id and b.unit = a.unit and b.per is not distinct from a.per
      ), totals as (
        select kind, unit, per, count(*) as n, count(distinct id) as claims, count(*) filter (where approximate) as approximate,
          min(amount) as lowest, max(amount) as highest, sum(amount) as sum, array_remove(array[
            case when bool_or(polarity <> 'POSITIVE') then 'NOT_AFFIRMED' end,
            case when bool_or(temporality in ('FUTURE', 'CONDITIONAL')
              or speech_act in ('PROMISE', 'THREATEN', 'DEMAND', 'HOPE', 'SPECULATE', 'PREDICT')) then 'NOT_HAPPENED' end,
            case when bool_or(review_state in ('RETRACTED', 'SUPERSEDED')) then 'WITHDRAWN' end,
            case when count(*) > 1 and per is not null then 'RATES' end,
            case when count(*) > count(distinct id) then 'ONE_CLAIM' end,
            case when count(distinct event_id) < count(distinct id) filter (where event_id is not null)
              or exists (select from within w where w.unit = amounts.unit and w.per is not distinct from amounts.per) then 'ONE_EVENT' end,
            case when exists (select from joined j where j.unit = amounts.unit and j.per is not distinct from amounts.per) then 'RELATED_CLAIMS' end,
            case when count(distinct id) > 1 and count(distinct id) filter (where event_id is not null) < count(distinct id) then 'EVENT_UNKNOWN' end
          ], null) as obstacles
        from amounts group by kind, unit, per
      )
      select json_build_object('claims', json_build_object('quantityTotals', coalesce((
        select json_agg(json_build_object('kind', kind, 'unit', unit, 'per', per, 'claimCount', claims, 'quantityCount', n,
          'approximateCount', approximate, 'lowest', lowest, 'highest', highest,
          'sum', case when obstacles = '{}' then json_build_object('lowest', sum, 'highest', sum) end, 'obstacles', obstacles)
          order by n desc, kind, unit, per nulls first) from totals), '[]')))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(busiest('SPEAKER', 64));
    return actors.map(({ id }) => ({ values: [id], sourcebook: { actor: globalId('actor', id) } }));
  },
};
