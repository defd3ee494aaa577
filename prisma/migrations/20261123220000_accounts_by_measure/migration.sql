-- Amounts are held against each other by what they measure, with the bounds that totals give them: a million dollars and
-- 1,000,000 US dollars are the same. What a person has looked at is not proposed anew when the order of reading turns. And
-- a claim that was withdrawn makes no account differ.

/* What an amount can be, in the unit that amounts of its kind are compared in (`factor` of `measure_of`): from its lower to
   its upper bound, both ends in it, an end that the source leaves open without one. Where only the amount is given, that
   alone; when it is approximate, a tenth more or less. */
create function measured_range(amount numeric, low numeric, high numeric, approximate boolean, factor numeric) returns numrange
  language sql immutable parallel safe as $$
  select numrange((lowest_of(amount, low, high) - vague) * factor, (highest_of(amount, low, high) + vague) * factor, '[]')
  from (select case when approximate and low is null and high is null then abs(amount) / 10 else 0 end as vague) ends
$$;

/* Pairs of claims about the same event, of these, that have a subject in common, that no relation joins, and that cannot
   both hold by what was coded: said to be so on days that do not meet, giving amounts of one unit and period that do not
   meet, one saying that it is so and the other that it is not. `from_id` is the later one in reading order. Claims that
   were withdrawn or superseded say nothing any more. Events with more than 500 claims are left out: pairs are as many as
   the square of it. */
create or replace function contradiction_pairs(events uuid[])
  returns table (from_id uuid, to_id uuid, event_id uuid, sub_kind contradiction_kind, from_value text, to_value text)
  language sql stable as $$
  with told as materialized (
    select c.id, c.event_id, c.polarity, c.asserted_edtf as edtf, daterange(c.asserted_earliest, c.asserted_latest, '[]') as days,
      row_number() over (partition by c.event_id order by coalesce(c.published_earliest, 'infinity'), c.article_id, c.position, c.id) as place,
      count(*) over (partition by c.event_id) as together
    from claim c where c.event_id = any (events) and c.review_state not in ('RETRACTED', 'SUPERSEDED')
  ),
  subject as materialized (
    select t.event_id, p.actor_id, t.id, t.place from told t join claim_part p on p.claim_id = t.id and p.part = 'SUBJECT'
    where t.together between 2 and 500
  ),
  pair as materialized (
    select f.id as from_id, t.id as to_id, f.event_id, f.polarity as from_polarity, t.polarity as to_polarity,
      f.edtf as from_edtf, t.edtf as to_edtf, f.days as from_days, t.days as to_days
    from (
      select distinct a.id as from_id, b.id as to_id
      from subject a join subject b on b.event_id = a.event_id and b.actor_id = a.actor_id and b.place < a.place
    ) joined join told f on f.id = joined.from_id join told t on t.id = joined.to_id
    where not exists (select from claim_relation r where r.from_id = f.id and r.to_id = t.id)
      and not exists (select from claim_relation r where r.from_id = t.id and r.to_id = f.id)
  )
  select from_id, to_id, event_id, 'TIME'::contradiction_kind, from_edtf, to_edtf
  from pair where not from_days && to_days
  union all
  select from_id, to_id, event_id, 'POLARITY', from_polarity::text, to_polarity::text
  from pair where (from_polarity, to_polarity) in (('POSITIVE', 'NEGATIVE'), ('NEGATIVE', 'POSITIVE'))
  union all
  select from_id, to_id, event_id, 'QUANTITY', string_agg(distinct from_text collate "C", ', '), string_agg(distinct to_text collate "C", ', ')
  from (
    select p.from_id, p.to_id, p.event_id,
      quantity_text(a.amount, a.low, a.high, a.unit, a.per, a.approximate) as from_text,
      quantity_text(b.amount, b.low, b.high, b.unit, b.per, b.approximate) as to_text,
      bool_or(measured_range(a.amount, a.low, a.high, a.approximate, m.factor)
          && measured_range(b.amount, b.low, b.high, b.approximate, n.factor))
        over (partition by p.from_id, p.to_id, m.unit, a.per) as meet
    from pair p join quantity a on a.claim_id = p.from_id
      join quantity b on b.claim_id = p.to_id and b.per is not distinct from a.per
      cross join lateral measure_of(a.unit) m join lateral measure_of(b.unit) n on n.unit = m.unit
  ) amounts where not meet group by from_id, to_id, event_id
$$;

/* Brings the drafts among the candidates of these events up to date. What a person has looked at stays as it is,
   and is not proposed the other way round when another order of reading turns the two claims. */
create or replace function propose_contradictions(events uuid[]) returns table (written bigint, removed bigint) language sql as $$
  with found as materialized (
    select md5(p.from_id::text || p.to_id || p.sub_kind)::uuid as id, p.* from contradiction_pairs(events) p
  ),
  gone as (
    delete from contradiction_candidate c
    where c.event_id = any (events) and c.review_state = 'DRAFT' and not exists (select from found f where f.id = c.id)
    returning c.id
  ),
  kept as (
    insert into contradiction_candidate as c (id, from_id, to_id, event_id, sub_kind, from_value, to_value)
    select id, from_id, to_id, event_id, sub_kind, from_value, to_value from found f
    where not exists (select from contradiction_candidate o
      where (o.from_id, o.to_id, o.sub_kind) = (f.to_id, f.from_id, f.sub_kind) and o.review_state <> 'DRAFT')
    on conflict (id) do update set event_id = excluded.event_id, from_value = excluded.from_value, to_value = excluded.to_value
      where c.review_state = 'DRAFT'
        and (c.event_id, c.from_value, c.to_value) is distinct from (excluded.event_id, excluded.from_value, excluded.to_value)
    returning c.id
  )
  select (select count(*) from kept), (select count(*) from gone)
$$;

/* Claims as accounts of the same, one for each outlet or for each article, with what each says in every field and how that
   stands to what the others say. `relations` are the relations between claims that may be known.

   A value stands to another account by the nearest value there: 1 the same, 2 more precise, 3 vaguer, 4 overlapping, 5
   different. Times and amounts are compared as ranges, amounts by what they measure. Places, participants, wordings and speakers are sets: what an account
   names and another does not is no difference by itself. A decided contradiction is 5, whatever the values, unless the
   claim on its other side was withdrawn or superseded and is none of these. */
create or replace function compare_accounts(claims uuid[], relations uuid[], by_article boolean)
  returns table (outlet_id uuid, article_ids uuid[], claim_ids uuid[], citation_ids uuid[], fields jsonb)
  language plpgsql stable set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform at_most(cardinality(claims), 300, 'accounts');
  return query
  with told as materialized (
    select c.id, c.article_id, o.canonical_id as outlet_id, case when by_article then c.article_id else o.canonical_id end as unit,
      c.event_id, c.statement, c.polarity, c.link_count, c.asserted_edtf, c.asserted_earliest, c.asserted_latest, c.asserted_words,
      row_number() over (order by coalesce(c.published_earliest, 'infinity'), c.article_id, c.position, c.id) as place
    from claim c join actor_identity o on o.actor_id = c.outlet_id where c.id = any (claims)
  ),
  opposed as materialized (
    select r.id, f.field, t.unit, t.id as claim_id, case when by_article then c.article_id else o.canonical_id end as other,
      o.canonical_id as other_outlet, case when by_article then c.article_id end as other_article
    from claim_relation r cross join lateral (values (r.from_id, r.to_id), (r.to_id, r.from_id)) side (mine, other)
      join compared_fields() f on f.kind = r.sub_kind
      join told t on t.id = side.mine
      join claim c on c.id = side.other join actor_identity o on o.actor_id = c.outlet_id
    where r.id = any (relations) and r.type = 'CONTRADICTS'
      and (c.review_state not in ('RETRACTED', 'SUPERSEDED') or c.id = any (claims))
  ),
  measure as materialized (
    select w.unit as written, m.unit, m.factor
    from (select distinct unit from quantity where claim_id = any (claims)) w cross join lateral measure_of(w.unit) m
  ),
  -- What each claim says. Values without a key of their own say only that somebody holds the claim against another.
  said as materialized (
    select t.id as claim_id, s.*
    from told t cross join lateral (
      select 'TIME' as field, t.asserted_edtf as key, t.asserted_edtf as text, null::uuid as actor_id, false as acts,
        daterange(t.asserted_earliest, t.asserted_latest, '[]') as days, null::numrange as amounts, null::text as measure,
        null::jsonb as quantity
      where t.asserted_edtf is not null
      union all
      select 'PLACE', lower(e.place_name), e.place_name, null, false, null, null, null, null
      from event e where e.id = t.event_id and position(bare_words(e.place_name) in bare_words(t.statement)) > 0
      union all
      select 'PARTICIPANTS', p.actor_id::text, a.name, p.actor_id, bool_or(p.part = 'SUBJECT'), null, null, null, null
      from claim_part p join actor a on a.id = p.actor_id
      where p.claim_id = t.id and p.part in ('SUBJECT', 'OBJECT') group by p.actor_id, a.name
      union all
      select 'QUANTITIES', quantity_text(q.amount * m.factor, q.low * m.factor, q.high * m.factor, m.unit, q.per, q.approximate),
        quantity_text(q.amount, q.low, q.high, q.unit, q.per, q.approximate), null, false, null,
        measured_range(q.amount, q.low, q.high, q.approximate, m.factor), concat(m.unit, '/', q.per),
        jsonb_build_object('amount', q.amount, 'low', q.low, 'high', q.high, 'unit', q.unit, 'per', q.per,
          'approximate', q.approximate, 'words', q.words)
      from quantity q join measure m on m.written = q.unit where q.claim_id = t.id
      union all
      select 'POLARITY', t.polarity::text, t.polarity::text, null, false, null, null, null, null
      union all
      select 'WORDING', t.id::text, t.statement, null, false, null, null, null, null
      union all
      select 'SPEAKER', case when t.link_count = 1 then 'own voice' else coalesce(i.canonical_id, t.id)::text end,
        case when t.link_count = 1 then 'own voice' else coalesce(a.name, l.unnamed) end,
        i.canonical_id, false, null, null, null, null
      from attribution_link l left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
      where l.claim_id = t.id and l.position = t.link_count - 1
    ) s
    union all
    select o.claim_id, o.field, null, t.statement, null, false, null, null, null, null
    from (select distinct o.claim_id, o.field from opposed o where o.field in ('TIME', 'PLACE', 'CAUSE', 'QUANTITIES')) o
      join told t on t.id = o.claim_id
    where o.field = 'CAUSE' or o.field = 'TIME' and t.asserted_edtf is null
      or o.field = 'QUANTITIES' and not exists (select from quantity q where q.claim_id = t.id)
      or o.field = 'PLACE'
  ),
  valued as materialized (
    select row_number() over (order by min(t.place), s.text collate "C") as n, t.unit, s.field, s.key, s.text,
      (array_agg(s.actor_id))[1] as actor_id, bool_or(s.acts) as acts, (array_agg(s.days))[1] as days,
      (array_agg(s.amounts))[1] as amounts, (array_agg(s.measure))[1] as measure, (array_agg(s.quantity))[1] as quantity,
      (array_agg(t.asserted_earliest order by t.place))[1] as earliest, (array_agg(t.asserted_latest order by t.place))[1] as latest,
      (array_agg(t.asserted_words order by t.place))[1] as words, array_agg(s.claim_id order by t.place) as claim_ids
    from (select distinct * from said) s join told t on t.id = s.claim_id group by t.unit, s.field, s.key, s.text
  ),
  repeated as materialized (
    select a.claim_id, b.claim_id as other_id
    from citation a join citation b on b.quote_sha256 = a.quote_sha256 and b.claim_id <> a.claim_id
    where a.claim_id = any (claims) and b.claim_id = any (claims)
    union
    select side.mine, side.other from claim_relation r
      cross join lateral (values (r.from_id, r.to_id), (r.to_id, r.from_id)) side (mine, other)
    where r.id = any (relations) and r.type = 'REPEATS'
  ),
  matched as materialized (
    select v.n, o.unit as other, min(case when v.key = o.key then 1 else case v.field
        when 'TIME' then case when v.days = o.days then 1 when v.days <@ o.days then 2 when v.days @> o.days then 3
          when v.days && o.days then 4 else 5 end
        when 'QUANTITIES' then case when v.amounts = o.amounts then 1 when v.amounts <@ o.amounts then 2
          when v.amounts @> o.amounts then 3 when v.amounts && o.amounts then 4 else 5 end
        when 'POLARITY' then case when o.key = 'UNKNOWN' then 2 when v.key = 'UNKNOWN' then 3 else 5 end end end) as rank
    from valued v join valued o on o.field = v.field and o.unit <> v.unit and o.measure is not distinct from v.measure
    where v.key is not null and o.key is not null and v.field <> 'WORDING'
    group by v.n, o.unit
    union all
    select distinct v.n, o.unit, 1
    from valued v join repeated r on r.claim_id = v.claim_ids[1]
      join valued o on o.field = v.field and o.claim_ids[1] = r.other_id and o.unit <> v.unit
    where v.field = 'WORDING'
  ),
  own as (
    select unit, field, count(*) as number, array_agg(key) filter (where acts) as acting
    from valued where key is not null group by unit, field
  ),
  hits as (
    select v.unit, v.field, m.other, count(*) filter (where m.rank = 1) as number, max(m.rank) as worst
    from matched m join valued v on v.n = m.n group by v.unit, v.field, m.other
  ),
  judged as (
    select a.unit, a.field, b.unit as other, case
        when a.field in ('TIME', 'QUANTITIES', 'POLARITY') then mine.worst
        when a.field = 'PARTICIPANTS' and mine.number > 0 and not a.acting && b.acting then 5
        when mine.number = a.number and theirs.number = b.number then 1
        when theirs.number = b.number then 2
        when mine.number = a.number then 3
        when mine.number > 0 then 4
        else 5 end as rank
    from own a join own b on b.field = a.field and b.unit <> a.unit
      left join hits mine on mine.unit = a.unit and mine.field = a.field and mine.other = b.unit
      left join hits theirs on theirs.unit = b.unit and theirs.field = a.field and theirs.other = a.unit
  ),
  units as (
    select unit, outlet_id, case when by_article then article_id end as article_id, place from told
    union
    select other, other_outlet, other_article, null from opposed
  ),
  unit as materialized (
    select distinct on (unit) unit, outlet_id, article_id, min(place) over (partition by unit) as place from units order by unit
  ),
  standing as materialized (
    select unit, field, other, max(rank) as rank, array_agg(relation order by relation) filter (where relation is not null) as relations
    from (
      select unit, field, other, rank, null::uuid as relation from judged where rank is not null
      union
      select unit, field, other, 5, id from opposed
    ) all_ranks group by unit, field, other
  ),
  shown as materialized (
    select v.unit, v.field, v.n, jsonb_build_object('text', v.text, 'verdict', coalesce(verdict_word(r.rank), 'ONLY_HERE'),
        'kind', case when r.rank = 5 then f.kind end, 'actor_id', v.actor_id, 'claim_ids', v.claim_ids,
        'citation_ids', (select coalesce(array_agg(c.id order by array_position(v.claim_ids, c.claim_id), c.position), '{}')
          from citation c where c.claim_id = any (v.claim_ids)),
        'time_edtf', case when v.field = 'TIME' then v.key end, 'time_earliest', v.earliest, 'time_latest', v.latest,
        'time_words', v.words) || coalesce(v.quantity, '{}') as value
    from valued v join compared_fields() f on f.field = v.field
      cross join lateral (select greatest((select max(m.rank) from matched m where m.n = v.n),
        (select 5 from opposed o where o.field = v.field and o.claim_id = any (v.claim_ids) limit 1)) as rank) r
  )
  select u.outlet_id, mine.articles, mine.claims,
    (select coalesce(array_agg(c.id order by array_position(mine.claims, c.claim_id), c.position), '{}')
      from citation c where c.claim_id = any (mine.claims)),
    (select jsonb_agg(jsonb_build_object('field', f.field,
        'verdict', coalesce(verdict_word(s.rank), case when v.list is null then 'SILENT' else 'ONLY_HERE' end),
        'kind', case when s.rank = 5 then f.kind end, 'values', coalesce(v.list, '[]'), 'against', coalesce(s.list, '[]')) order by f.place)
      from compared_fields() f
        cross join lateral (select jsonb_agg(x.value order by x.n) as list from shown x where x.unit = u.unit and x.field = f.field) v
        cross join lateral (
          select max(x.rank) as rank, jsonb_agg(jsonb_build_object('outlet_id', w.outlet_id, 'article_id', w.article_id,
            'verdict', verdict_word(x.rank), 'kind', case when x.rank = 5 then f.kind end,
            'relation_ids', coalesce(x.relations, '{}')) order by w.place, w.unit) as list
          from standing x join unit w on w.unit = x.other where x.unit = u.unit and x.field = f.field) s)
  from unit u join (
    select unit, array_agg(id order by place) as claims, min(place) as place,
      array(select article_id from told x where x.unit = t.unit group by article_id order by min(place)) as articles
    from told t group by unit) mine on mine.unit = u.unit
  order by mine.place;
end $$;

drop function quantity_range(numeric, numeric, numeric, boolean);

select propose_contradictions(array(select id from event));
