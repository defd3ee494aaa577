-- Where claims come from, counted by origin and not by copy. The rules are described in docs/decisions/corroboration.md.

-- Nobody writes what is counted until it is counted; readers go on.
lock table actor, actor_identity, actor_relation, article_version, version_text, event, claim, attribution_link, claim_relation
  in share row exclusive mode;

create type independence_basis as enum ('SAME_OUTLET', 'SAME_FAMILY', 'SAME_WIRE_CREDIT', 'NEAR_DUPLICATE_TEXT',
  'SAME_ULTIMATE_SOURCE', 'EXPLICIT_CITATION', 'NOT_ESTABLISHED');
create type origin_gap as enum ('SHARED_AFFILIATION', 'RELAY_UNKNOWN', 'SOURCE_UNNAMED', 'OWN_VOICE');

create table text_signature (
  version_id uuid not null,
  article_id uuid not null,
  signature integer[],
  bands bigint[],
  constraint text_signature_pkey primary key (version_id)
);
create index article_version_sha256_idx on article_version (sha256);

create table claim_corroboration (
  claim_id uuid not null,
  article_count integer not null,
  outlet_count integer not null,
  independent_origin_count integer not null,
  not_established_count integer not null,
  constraint claim_corroboration_pkey primary key (claim_id)
);

create table event_corroboration (
  event_id uuid not null,
  article_count integer not null,
  outlet_count integer not null,
  independent_origin_count integer not null,
  not_established_count integer not null,
  constraint event_corroboration_pkey primary key (event_id)
);

create table corroboration_due (
  id bigserial not null,
  claims uuid[],
  events uuid[],
  constraint corroboration_due_pkey primary key (id)
);

-- ── Texts that are nearly the same ──────────────────────────────────────────────────────────────────────────────
-- Resemblance of texts as sets of shingles of five words (Broder 1997), estimated by one permutation hashing (Li, Owen
-- and Zhang 2012) with empty bins filled by rotation (Shrivastava and Li 2014): 120 bins, of which 40 bands of 3 find the
-- pairs that are worth comparing. A signature is the same on servers of one architecture with one
-- version of ICU; a dump brings the signatures along.

/* Null for a text of fewer than five words. Hashes are those of hash partitions, which Postgres keeps from version to version. */
create function signature_of(text text) returns integer[] language plpgsql immutable strict parallel safe as $$
declare
  a text; b text; c text; d text; e text;
  hash bigint;
  bin integer;
  value integer;
  held integer;
  least_of integer[] := array_fill(null::integer, array[120]);
  signature integer[];
  distance integer;
begin
  foreach e in array regexp_split_to_array(lower(text collate "und-x-icu"), '[^[:alnum:]]+') loop
    continue when e = '';
    if a is not null then
      hash := hashtextextended(a || ' ' || b || ' ' || c || ' ' || d || ' ' || e, 0);
      bin := 1 + (hash & 8589934591) % 120;
      value := hash >> 33 & 2147483647;
      held := least_of[bin];
      if held is null or value < held then least_of[bin] := value; end if;
    end if;
    a := b; b := c; c := d; d := e;
  end loop;

  -- From the end, twice around: an empty bin takes from the next one that is not.
  signature := least_of;
  held := null;
  distance := 0;
  for place in reverse 239..0 loop
    bin := 1 + place % 120;
    if least_of[bin] is not null then
      held := least_of[bin];
      distance := 0;
    else
      distance := distance + 1;
      if place < 120 then signature[bin] := (held + distance * 1000003::bigint) % 2147483647; end if;
    end if;
  end loop;
  return case when signature[1] is not null then signature end;
end $$;

create function bands_of(signature integer[]) returns bigint[] language sql immutable strict parallel safe as $$
  select array_agg(hash_array_extended(signature[band * 3 + 1 : band * 3 + 3], band)) from generate_series(0, 39) band
$$;

/* Estimated resemblance, 0 to 1. */
create function resemblance(one integer[], other integer[]) returns real language sql immutable strict parallel safe as $$
  select (count(*) filter (where a = b) / 120.0)::real from unnest(one, other) bins (a, b)
$$;

/* Signs the texts of these versions. Digests are the analyst's own and are not compared; a text that many versions have is
   read once. */
create function sign_texts(versions uuid[]) returns void language sql as $$
  insert into text_signature (version_id, article_id, signature, bands)
  select v.id, v.article_id, s.signature, s.bands
  from article_version v join version_text t on t.version_id = v.id
  join (
    select sha256, signature, bands_of(signature) as bands
    from (
      select t.sha256, signature_of(min(t.text)) as signature
      from article_version v join version_text t on t.version_id = v.id
      where v.id = any (versions) and v.kind <> 'DIGEST' group by t.sha256
    ) texts
  ) s on s.sha256 = t.sha256
  where v.id = any (versions) and v.kind <> 'DIGEST'
$$;

create function texts_have_signatures() returns trigger language plpgsql as $$
begin
  perform sign_texts(array(select version_id from added));
  return null;
end $$;
create trigger texts_have_signatures after insert on version_text referencing new table as added
  for each statement execute function texts_have_signatures();

-- ── What corroborates what ──────────────────────────────────────────────────────────────────────────────────────

/* Claims in these states stand: they are decided or under review, and not taken back. Others corroborate nothing. */
create function standing_states() returns review_state[] language sql immutable parallel safe as $$
  select '{IN_REVIEW,ACCEPTED,DISPUTED}'::review_state[]
$$;

/* What tells that a claim rests on a source that is named and was heard without a gap; null when it does. */
create view claim_gap as
  select l.claim_id, case
    when max(l.position) = 0 then 'OWN_VOICE'
    when bool_or(l.position > 0 and (a.id is null or a.kind = 'UNNAMED_SOURCE')) then 'SOURCE_UNNAMED'
    when bool_or(l.position > 0 and l.relay <> 'FIRSTHAND') then 'RELAY_UNKNOWN' end::origin_gap as gap
  from attribution_link l
  left join actor_identity i on i.actor_id = l.actor_id
  left join actor a on a.id = i.canonical_id
  group by l.claim_id;

/* Relations by which a person said that one claim corroborates another. */
create view corroborating_relation as
  select id, type, from_id, to_id from claim_relation where type in ('SUPPORTS', 'REPEATS') and basis = 'HUMAN';

/* Claims, each with itself and with those in one of `states` that stand and that a relation joins to it. */
create function members_of_claims(claims uuid[], states review_state[]) returns table (claim_id uuid, member_id uuid)
language sql stable parallel safe as $$
  select one.id, one.id from unnest(claims) one (id)
  union
  select joined.claim_id, c.id from (
    select one.id as claim_id, r.to_id as id from unnest(claims) one (id) join corroborating_relation r on r.from_id = one.id
    union all
    select one.id, r.from_id from unnest(claims) one (id) join corroborating_relation r on r.to_id = one.id
  ) joined join claim c on c.id = joined.id
  where c.review_state = any (states) and c.review_state = any (standing_states())
$$;

create function members_of_claim(claim uuid, states review_state[]) returns uuid[] language sql stable parallel safe as $$
  select array_agg(member_id) from members_of_claims(array[claim], states)
$$;

/* Events with claims in one of `states` that stand and that assert them: a denial does not, nor, of an event that is
   recorded as having happened, does a hope, demand, promise, threat, prediction or speculation. */
create function members_of_events(events uuid[], states review_state[]) returns table (event_id uuid, member_id uuid)
language sql stable parallel safe as $$
  select e.id, c.id from unnest(events) one (id) join event e on e.id = one.id join claim c on c.event_id = e.id
  where c.review_state = any (states) and c.review_state = any (standing_states())
    and c.polarity = 'POSITIVE' and c.speech_act <> 'DENY'
    and (e.status not in ('OCCURRED', 'ONGOING')
      or c.speech_act not in ('HOPE', 'DEMAND', 'PROMISE', 'THREATEN', 'PREDICT', 'SPECULATE'))
$$;

create function members_of_event(event uuid, states review_state[]) returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(member_id), '{}') from members_of_events(array[event], states)
$$;

/* Parts the claims of each group into clusters that are not independent of each other; the n-th of `groups` is the group
   of the n-th of `members`. One row for each claim, by group and in reading order: the place of its cluster's first claim
   and, unless it is that first claim, the merge by which its part of the cluster was joined to an earlier one. Merges are
   made in the order of the rules, each only between claims that no earlier one joined.
   `gap` belongs to the claim, `cluster_gap` to the cluster: null when it is established as an origin of its own. */
create function origins_of_groups(groups integer[], members uuid[])
returns table (place integer, in_group integer, claim_id uuid, article_id uuid, outlet_id uuid, cluster integer, gap origin_gap,
  cluster_gap origin_gap, basis independence_basis, left_id uuid, right_id uuid, actor_id uuid, similarity real,
  relation_id uuid)
language plpgsql stable parallel safe as $$
#variable_conflict use_column
declare
  ids uuid[];
  parts integer[];
  parent integer[];
  bases independence_basis[];
  lefts integer[];
  rights integer[];
  actors uuid[];
  similarities real[];
  relations uuid[];
  gaps origin_gap[];
  cluster_gaps origin_gap[];
  edge record;
  one integer;
  other integer;
  joined integer;
  size integer;
begin
  select array_agg(m.id order by m.part, m.place), array_agg(m.part order by m.part, m.place), count(*) into ids, parts, size
    from (
      select c.id, m.part, row_number() over (partition by m.part order by c.published_earliest, c.article_id, c.position, c.id) as place
      from unnest(groups, members) m (part, id) join claim c on c.id = m.id) m;
  if size = 0 then return; end if;
  select array_agg(n), array_agg(null::independence_basis), array_agg(null::origin_gap)
    into parent, bases, cluster_gaps from generate_series(1, size) n;
  select array_agg(g.gap order by m.place) into gaps
    from unnest(ids) with ordinality m (id, place)
    left join (select * from claim_gap g where g.claim_id = any (ids)) g on g.claim_id = m.id;

  for edge in
    with recursive member as materialized (
      select m.place::integer as place, m.part, c.id, c.article_id, i.canonical_id as outlet
      from (
        select id, part, place, count(*) over (partition by part) as together
        from unnest(ids, parts) with ordinality m (id, part, place)
      ) m join claim c on c.id = m.id join actor_identity i on i.actor_id = c.outlet_id
      where m.together > 1
    ), named as materialized (
      select m.place, m.part, l.position, i.canonical_id as actor,
        l.role = 'WIRE_AGENCY' or a.kind = 'MEDIA_OUTLET' or a.wire_agency as is_medium
      from member m join attribution_link l on l.claim_id = m.id and l.position > 0
      join actor_identity i on i.actor_id = l.actor_id join actor a on a.id = i.canonical_id
    ), family (outlet, owner) as (
      select distinct outlet, outlet from member
      union
      select f.outlet, o.canonical_id from family f join actor_identity g on g.canonical_id = f.owner
      join actor a on a.id = g.actor_id join actor_identity o on o.actor_id = a.family_id
    ), shared (rule, part, actor, place, position) as (
      select 1, part, outlet, place, 0 from member
      union all select 2, m.part, f.owner, m.place, 0 from family f join member m using (outlet)
      union all select 3, part, actor, place, position from named where is_medium
      union all select 5, part, actor, place, position from named where not is_medium
    ), version as materialized (
      select a.place, a.part, v.id, v.sha256, s.signature, s.bands
      from (select part, article_id, min(place) as place from member group by part, article_id) a
      join article_version v on v.article_id = a.article_id and v.kind <> 'DIGEST'
      left join text_signature s on s.version_id = v.id
    ), wording as materialized (
      select distinct on (part, sha256) place, part, id, sha256, signature, bands from version
      order by part, sha256, signature is null, place
    ), band as (
      select place, part, id, band from wording cross join lateral unnest(bands) b (band)
    )
    select rule, case when rule = 6 then a else least(a, b) end as a, case when rule = 6 then b else greatest(a, b) end as b,
      actor, similarity, relation from (
      select rule, first_value(place) over (partition by part, rule, actor order by place) as a, place as b, actor,
        null::real as similarity, null::uuid as relation, -position as preference from shared
      union all
      select 4, w.place, v.place, null, 1, null, 0 from version v join wording w using (part, sha256)
      union all
      select 4, p.a, p.b, null, resemblance(x.signature, y.signature), null, 1
      from (select distinct x.part, x.place as a, y.place as b, x.id as x, y.id as y
        from band x join band y on y.part = x.part and y.band = x.band and y.place > x.place) p
      join wording x on x.part = p.part and x.id = p.x join wording y on y.part = p.part and y.id = p.y
      where resemblance(x.signature, y.signature) >= 0.5
      union all
      select 5, f.place, t.place, null, null, r.id, 1 from corroborating_relation r
      join member f on f.id = r.from_id join member t on t.part = f.part and t.id = r.to_id where r.type = 'REPEATS'
      union all
      select 6, n.place, printed.place, n.actor, null, null, 0
      from named n join (select part, outlet, min(place) as place from member group by part, outlet) printed
        on printed.part = n.part and printed.outlet = n.actor
    ) edges
    where a <> b
    order by rule, preference, similarity desc nulls last, least(a, b), greatest(a, b), actor, relation
  loop
    one := edge.a;
    while parent[one] <> one loop parent[one] := parent[parent[one]]; one := parent[one]; end loop;
    other := edge.b;
    while parent[other] <> other loop parent[other] := parent[parent[other]]; other := parent[other]; end loop;
    if one <> other then
      if one > other then
        joined := one;
        one := other;
      else
        joined := other;
      end if;
      parent[joined] := one;
      bases[joined] := (enum_range(null::independence_basis))[edge.rule];
      lefts[joined] := edge.a;
      rights[joined] := edge.b;
      actors[joined] := edge.actor;
      similarities[joined] := edge.similarity;
      relations[joined] := edge.relation;
    end if;
  end loop;

  -- A parent stands before its children, so one pass gives every claim the first of its cluster, and one from the end
  -- every cluster the least gap of its claims.
  for n in 1..size loop
    parent[n] := parent[parent[n]];
  end loop;
  cluster_gaps := gaps;
  for n in reverse size..1 loop
    if cluster_gaps[parent[n]] is not null and (gaps[n] is null or gaps[n] < cluster_gaps[parent[n]]) then
      cluster_gaps[parent[n]] := gaps[n];
    end if;
  end loop;

  -- A cluster is not established beside an earlier one that is, when speakers of both belong to one body.
  for edge in
    with speaker as (
      select distinct m.part, parent[m.place] as cluster, s.actor_id as actor
      from unnest(ids, parts) with ordinality m (id, part, place)
      join claim_part s on s.claim_id = m.id and s.part = 'SPEAKER'
      where gaps[m.place] is null
    ), body as (
      select part, cluster, actor from speaker
      union
      select s.part, s.cluster, t.canonical_id from speaker s join actor_identity g on g.canonical_id = s.actor
      join actor_relation r on r.from_id = g.actor_id and r.type not in ('ALLIANCE', 'ANTAGONISM', 'PATRONAGE')
      join actor_identity t on t.actor_id = r.to_id
    )
    select distinct later.cluster as later, earlier.cluster as earlier
    from body later join body earlier on earlier.part = later.part and earlier.actor = later.actor and earlier.cluster < later.cluster
    order by later, earlier
  loop
    if cluster_gaps[edge.earlier] is null then
      cluster_gaps[edge.later] := 'SHARED_AFFILIATION';
    end if;
  end loop;

  return query
    select n, parts[n], ids[n], c.article_id, i.canonical_id, parent[n], gaps[n], cluster_gaps[parent[n]], bases[n], ids[lefts[n]],
      ids[rights[n]], actors[n], similarities[n], relations[n]
    from generate_series(1, size) n join claim c on c.id = ids[n] join actor_identity i on i.actor_id = c.outlet_id;
end $$;

/* The same of one group. */
create function origins_of(members uuid[])
returns table (place integer, in_group integer, claim_id uuid, article_id uuid, outlet_id uuid, cluster integer,
  gap origin_gap, cluster_gap origin_gap, basis independence_basis, left_id uuid, right_id uuid, actor_id uuid,
  similarity real, relation_id uuid)
language sql stable parallel safe as $$
  select * from origins_of_groups(array_fill(1, array[cardinality(members)]), members)
$$;

/* The clusters of some claims, in reading order, as JSON with the names of the views. */
create function origin_clusters(members uuid[]) returns jsonb language sql stable parallel safe as $$
  with origin as materialized (select * from origins_of(members))
  select coalesce(jsonb_agg(jsonb_build_object(
    'claim_ids', (select jsonb_agg(o.claim_id order by o.place) from origin o where o.cluster = c.cluster),
    'article_ids', (select jsonb_agg(id order by first) from (
      select article_id as id, min(place) as first from origin o where o.cluster = c.cluster group by 1) a),
    'outlet_ids', (select jsonb_agg(id order by first) from (
      select outlet_id as id, min(place) as first from origin o where o.cluster = c.cluster group by 1) a),
    'established', c.cluster_gap is null,
    'why_not', c.cluster_gap,
    'bases', (select coalesce(jsonb_agg(basis order by basis), '[]') from (
      select basis from origin o where o.cluster = c.cluster and basis is not null
      union select 'NOT_ESTABLISHED' where c.cluster_gap is not null) b),
    'merges', (select coalesce(jsonb_agg(jsonb_build_object('left_id', left_id, 'right_id', right_id, 'basis', basis, 'actor_id', actor_id,
        'similarity', round(similarity::numeric, 3), 'relation_id', relation_id) order by basis, place), '[]')
      from origin o where o.cluster = c.cluster and basis is not null)) order by c.place), '[]')
  from origin c where c.place = c.cluster
$$;

/* The four numbers of groups of claims that have any. */
create function corroboration_of_groups(groups integer[], members uuid[])
returns table (in_group integer, article_count integer, outlet_count integer, independent_origin_count integer,
  not_established_count integer)
language sql stable parallel safe as $$
  select in_group, count(distinct article_id)::integer, count(distinct outlet_id)::integer,
    (count(*) filter (where place = cluster and cluster_gap is null))::integer,
    (count(*) filter (where place = cluster and cluster_gap is not null))::integer
  from origins_of_groups(groups, members) group by in_group
$$;

create function corroboration_of_claims(claims uuid[], states review_state[] default standing_states())
returns table (claim_id uuid, article_count integer, outlet_count integer, independent_origin_count integer,
  not_established_count integer)
language sql stable parallel safe as $$
  select claims[n.in_group], n.article_count, n.outlet_count, n.independent_origin_count, n.not_established_count
  from (
    select array_agg(one.place::integer) as groups, array_agg(m.member_id) as members
    from unnest(claims) with ordinality one (id, place) join members_of_claims(claims, states) m on m.claim_id = one.id
  ) joined cross join lateral corroboration_of_groups(joined.groups, joined.members) n
$$;

create function corroboration_of_events(events uuid[], states review_state[] default standing_states())
returns table (event_id uuid, article_count integer, outlet_count integer, independent_origin_count integer,
  not_established_count integer)
language sql stable parallel safe as $$
  select e.id, coalesce(n.article_count, 0), coalesce(n.outlet_count, 0), coalesce(n.independent_origin_count, 0),
    coalesce(n.not_established_count, 0)
  from unnest(events) with ordinality e (id, place)
  left join (
    select n.* from (
      select array_agg(one.place::integer) as groups, array_agg(m.member_id) as members
      from unnest(events) with ordinality one (id, place) join members_of_events(events, states) m on m.event_id = one.id
    ) told cross join lateral corroboration_of_groups(told.groups, told.members) n
  ) n on n.in_group = e.place
$$;

create function corroboration_of_claim(claim uuid, states review_state[] default standing_states())
returns table (article_count integer, outlet_count integer, independent_origin_count integer, not_established_count integer)
language sql stable parallel safe as $$
  select article_count, outlet_count, independent_origin_count, not_established_count
  from corroboration_of_claims(array[claim], states)
$$;

create function corroboration_of_event(event uuid, states review_state[] default standing_states())
returns table (article_count integer, outlet_count integer, independent_origin_count integer, not_established_count integer)
language sql stable parallel safe as $$
  select article_count, outlet_count, independent_origin_count, not_established_count
  from corroboration_of_events(array[event], states)
$$;

-- ── Numbers kept beside claims and events ───────────────────────────────────────────────────────────────────────

/* Writes the numbers of these claims and of these events, each named once, some thousands at a time. */
create function reckon_corroboration(claims uuid[], events uuid[]) returns void language plpgsql as $$
declare
  at_once constant integer := 5000;
  joined uuid[];
begin
  -- A plan that is kept is one for few: loops within loops.
  if cardinality(claims) + cardinality(events) > 100 then
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
  end if;

  -- A claim that no relation joins to another stands alone.
  insert into claim_corroboration
  select g.claim_id, 1, 1, (g.gap is null)::integer, (g.gap is not null)::integer from claim_gap g
  where g.claim_id = any (claims)
    and not exists (select from corroborating_relation r where r.from_id = g.claim_id)
    and not exists (select from corroborating_relation r where r.to_id = g.claim_id)
  on conflict (claim_id) do update set article_count = excluded.article_count, outlet_count = excluded.outlet_count,
    independent_origin_count = excluded.independent_origin_count, not_established_count = excluded.not_established_count;

  joined := array(
    select r.from_id from corroborating_relation r where r.from_id = any (claims)
    union select r.to_id from corroborating_relation r where r.to_id = any (claims));
  for done in 0 .. cardinality(joined) - 1 by at_once loop
    insert into claim_corroboration
    select * from corroboration_of_claims(joined[done + 1 : done + at_once])
    on conflict (claim_id) do update set article_count = excluded.article_count, outlet_count = excluded.outlet_count,
      independent_origin_count = excluded.independent_origin_count, not_established_count = excluded.not_established_count;
  end loop;

  for done in 0 .. cardinality(events) - 1 by at_once loop
    insert into event_corroboration
    select * from corroboration_of_events(events[done + 1 : done + at_once])
    on conflict (event_id) do update set article_count = excluded.article_count, outlet_count = excluded.outlet_count,
      independent_origin_count = excluded.independent_origin_count, not_established_count = excluded.not_established_count;
  end loop;
end $$;

/* Recomputes the numbers of these claims, of those that a relation joins to them, and of events. One transaction at a
   time, and every row is written: one that another transaction reckoned with older rows is not left standing. */
create function refresh_corroboration(changed uuid[], touched uuid[]) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('refresh_corroboration'));
  perform reckon_corroboration(
    array(
      select id from claim where id = any (changed)
      union select r.to_id from corroborating_relation r where r.from_id = any (changed)
      union select r.from_id from corroborating_relation r where r.to_id = any (changed)),
    array(
      select event_id from claim where id = any (changed) and event_id is not null
      union select id from event where id = any (touched)));
end $$;

-- What is there already, before indexes and triggers have to follow.
select sign_texts(array(select version_id from version_text));
analyze text_signature;
select reckon_corroboration(array(select id from claim), array(select id from event));

create index text_signature_article_id_idx on text_signature (article_id);
create index text_signature_bands_idx on text_signature using gin (bands);
alter table text_signature add constraint text_signature_version_id_fkey foreign key (version_id) references version_text (version_id)
  on delete cascade on update cascade;
create index claim_corroboration_article_count_claim_id_idx on claim_corroboration (article_count, claim_id);
create index claim_corroboration_outlet_count_claim_id_idx on claim_corroboration (outlet_count, claim_id);
create index claim_corroboration_independent_origin_count_claim_id_idx on claim_corroboration (independent_origin_count, claim_id);
create index claim_corroboration_not_established_count_claim_id_idx on claim_corroboration (not_established_count, claim_id);
alter table claim_corroboration add constraint claim_corroboration_claim_id_fkey foreign key (claim_id) references claim (id)
  on delete cascade on update cascade;
create index event_corroboration_article_count_event_id_idx on event_corroboration (article_count, event_id);
create index event_corroboration_outlet_count_event_id_idx on event_corroboration (outlet_count, event_id);
create index event_corroboration_independent_origin_count_event_id_idx on event_corroboration (independent_origin_count, event_id);
create index event_corroboration_not_established_count_event_id_idx on event_corroboration (not_established_count, event_id);
alter table event_corroboration add constraint event_corroboration_event_id_fkey foreign key (event_id) references event (id)
  on delete cascade on update cascade;

/* At commit, once for all that a transaction changed. */
create function corroboration_is_refreshed() returns trigger language plpgsql as $$
declare
  due record;
begin
  with taken as (delete from corroboration_due returning claims, events)
  select array(select distinct unnest(claims) from taken) as claims, array(select distinct unnest(events) from taken) as events
    into due;
  if due.claims <> '{}' or due.events <> '{}' then
    perform refresh_corroboration(due.claims, due.events);
  end if;
  return null;
end $$;
create constraint trigger corroboration_is_refreshed after insert on corroboration_due
  deferrable initially deferred for each row execute function corroboration_is_refreshed();

create function corroboration_changes(claims uuid[], events uuid[]) returns void language sql as $$
  insert into corroboration_due (claims, events) select claims, events where claims <> '{}' or events <> '{}'
$$;

/* Claims whose origin may be another when something about these actors changes: those that their outlets, or outlets of
   their families, printed, and those that name them, or somebody who belongs to them, beyond the outlet. */
create function claims_touched_by(actors uuid[]) returns uuid[] language sql stable as $$
  with recursive reached (id) as (
    select unnest(actors)
    union
    select next.id from reached r join actor_identity mine on mine.actor_id = r.id
    cross join lateral (
      select actor_id as id from actor_identity where canonical_id = mine.canonical_id
      union all select a.id from actor a where a.family_id = r.id
    ) next
  ), speaking as (
    select id from reached union select r.from_id from reached join actor_relation r on r.to_id = reached.id
  )
  select array(
    select c.id from reached r join article a on a.outlet_id = r.id join claim c on c.article_id = a.id
    union
    select l.claim_id from speaking s join actor_identity mine on mine.actor_id = s.id
    join actor_identity g on g.canonical_id = mine.canonical_id join attribution_link l on l.actor_id = g.actor_id)
$$;

create function corroboration_follows_claim() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform corroboration_changes(array(select id from added), '{}');
  elsif tg_op = 'DELETE' then
    perform corroboration_changes('{}', array(select event_id from removed where event_id is not null));
  else
    perform corroboration_changes(
      array(select id from (
        select id, article_id, outlet_id, event_id, review_state, polarity, speech_act from added
        except select id, article_id, outlet_id, event_id, review_state, polarity, speech_act from removed) c),
      array(select event_id from (
        select id, event_id from removed except select id, event_id from added) c where event_id is not null));
  end if;
  return null;
end $$;
create trigger corroboration_follows_insert after insert on claim
  referencing new table as added for each statement execute function corroboration_follows_claim();
create trigger corroboration_follows_update after update on claim
  referencing new table as added old table as removed for each statement execute function corroboration_follows_claim();
create trigger corroboration_follows_delete after delete on claim
  referencing old table as removed for each statement execute function corroboration_follows_claim();

create function corroboration_follows_event() returns trigger language plpgsql as $$
begin
  perform corroboration_changes('{}', array[new.id]);
  return null;
end $$;
create trigger corroboration_follows_insert after insert on event
  for each row execute function corroboration_follows_event();
create trigger corroboration_follows_status after update of status on event
  for each row when (new.status <> old.status) execute function corroboration_follows_event();

create function corroboration_follows_link() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    perform corroboration_changes(array(select claim_id from (
      (select claim_id, position, actor_id, role, relay from added
        except select claim_id, position, actor_id, role, relay from removed)
      union
      (select claim_id, position, actor_id, role, relay from removed
        except select claim_id, position, actor_id, role, relay from added)) l), '{}');
  else
    perform corroboration_changes(array(select distinct claim_id from changed), '{}');
  end if;
  return null;
end $$;
create trigger corroboration_follows_insert after insert on attribution_link
  referencing new table as changed for each statement execute function corroboration_follows_link();
create trigger corroboration_follows_update after update on attribution_link
  referencing new table as added old table as removed for each statement execute function corroboration_follows_link();
create trigger corroboration_follows_delete after delete on attribution_link
  referencing old table as changed for each statement execute function corroboration_follows_link();

create function corroboration_follows_relation() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform corroboration_changes(array(select from_id from removed union select to_id from removed), '{}');
  end if;
  if tg_op <> 'DELETE' then
    perform corroboration_changes(array(select from_id from added union select to_id from added), '{}');
  end if;
  return null;
end $$;
create trigger corroboration_follows_insert after insert on claim_relation
  referencing new table as added for each statement execute function corroboration_follows_relation();
create trigger corroboration_follows_update after update on claim_relation
  referencing new table as added old table as removed for each statement execute function corroboration_follows_relation();
create trigger corroboration_follows_delete after delete on claim_relation
  referencing old table as removed for each statement execute function corroboration_follows_relation();

create function corroboration_follows_actor() returns trigger language plpgsql as $$
begin
  perform corroboration_changes(claims_touched_by(array[new.id]), '{}');
  return null;
end $$;
create trigger corroboration_follows_update after update of family_id, kind, wire_agency on actor for each row
  when ((new.family_id, new.kind, new.wire_agency) is distinct from (old.family_id, old.kind, old.wire_agency))
  execute function corroboration_follows_actor();

create function corroboration_follows_identity() returns trigger language plpgsql as $$
begin
  perform corroboration_changes(claims_touched_by(array(
    select actor_id from removed union select canonical_id from removed
    union select actor_id from added union select canonical_id from added)), '{}');
  return null;
end $$;
create trigger corroboration_follows_update after update on actor_identity
  referencing new table as added old table as removed for each statement execute function corroboration_follows_identity();

create function corroboration_follows_role() returns trigger language plpgsql as $$
begin
  perform corroboration_changes(claims_touched_by(array(
    select from_id from changed where type not in ('ALLIANCE', 'ANTAGONISM', 'PATRONAGE'))), '{}');
  return null;
end $$;
create trigger corroboration_follows_insert after insert on actor_relation
  referencing new table as changed for each statement execute function corroboration_follows_role();
create trigger corroboration_follows_update_from after update on actor_relation
  referencing old table as changed for each statement execute function corroboration_follows_role();
create trigger corroboration_follows_update_to after update on actor_relation
  referencing new table as changed for each statement execute function corroboration_follows_role();
create trigger corroboration_follows_delete after delete on actor_relation
  referencing old table as changed for each statement execute function corroboration_follows_role();

/* A version, or the signature of its text. */
create function corroboration_follows_text() returns trigger language plpgsql as $$
begin
  perform corroboration_changes(array(
    select c.id from (select distinct article_id from changed) v join claim c on c.article_id = v.article_id), '{}');
  return null;
end $$;
create trigger corroboration_follows_insert after insert on text_signature
  referencing new table as changed for each statement execute function corroboration_follows_text();
create trigger corroboration_follows_delete after delete on text_signature
  referencing old table as changed for each statement execute function corroboration_follows_text();
create trigger corroboration_follows_insert after insert on article_version
  referencing new table as changed for each statement execute function corroboration_follows_text();
create trigger corroboration_follows_delete after delete on article_version
  referencing old table as changed for each statement execute function corroboration_follows_text();
