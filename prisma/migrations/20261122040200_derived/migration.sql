-- What is computed from the records and kept beside them, so that lists can be filtered, ordered and paged on an index.
-- Nothing here holds a fact of its own: it can be rebuilt at any time.

-- ── Who answers for whom ────────────────────────────────────────────────────────────────────────────────────────

/* The SAME judgements in force. A pair that somebody holds to be NOT_SAME is not settled, and joins nothing. */
create view same_actor as
  select s.a_id, s.b_id from identity_judgement s
  where s.verdict = 'SAME' and s.withdrawn_on is null and not exists (
    select from identity_judgement n
    where n.verdict = 'NOT_SAME' and n.withdrawn_on is null
      and (n.a_id, n.b_id) in ((s.a_id, s.b_id), (s.b_id, s.a_id)));

/* Recomputes the groups that hold any of `actors`. The one that answers for a group is its member that no judgement
   names second; of several, or in a circle of none, the lowest id. */
create function refresh_identity(actors uuid[]) returns void language plpgsql as $$
declare
  touched uuid[];
begin
  -- One judgement at a time: a group that two join to at once would be known to neither.
  perform pg_advisory_xact_lock(hashtext('refresh_identity'));
  select array_agg(distinct m.actor_id) into touched from actor_identity m
    where m.canonical_id in (select canonical_id from actor_identity where actor_id = any (actors));
  touched := touched || actors;
  with recursive reach (origin, member) as (
    select a, a from (select distinct unnest(touched) as a) start
    union
    select reach.origin, case when s.a_id = reach.member then s.b_id else s.a_id end
    from reach join same_actor s on reach.member in (s.a_id, s.b_id)
  )
  insert into actor_identity (actor_id, canonical_id)
  select origin, (array_agg(member order by exists (select from same_actor s where s.b_id = member), member))[1]
  from reach group by origin
  on conflict (actor_id) do update set canonical_id = excluded.canonical_id
    where actor_identity.canonical_id <> excluded.canonical_id;
  perform refresh_claim_parts(array(
    select claim_id from claim_actor where actor_id = any (touched)
    union select claim_id from attribution_link where actor_id = any (touched)));
end $$;

create function actor_answers_for_itself() returns trigger language plpgsql as $$
begin
  insert into actor_identity (actor_id, canonical_id) select id, id from added;
  return null;
end $$;
create trigger actor_answers_for_itself after insert on actor
  referencing new table as added for each statement execute function actor_answers_for_itself();

create function judgement_regroups() returns trigger language plpgsql as $$
begin
  perform refresh_identity(array(select a_id from changed union select b_id from changed));
  return null;
end $$;
create trigger judgement_regroups_added after insert on identity_judgement
  referencing new table as changed for each statement execute function judgement_regroups();
create trigger judgement_regroups_changed after update on identity_judgement
  referencing new table as changed for each statement execute function judgement_regroups();

-- ── Copies on claims ────────────────────────────────────────────────────────────────────────────────────────────

create function claim_copies() returns trigger language plpgsql as $$
begin
  new.event_type := (select type from event where id = new.event_id);
  select outlet_id, published_earliest, published_latest
    into new.outlet_id, new.published_earliest, new.published_latest from article where id = new.article_id;
  return new;
end $$;
create trigger claim_copies before insert or update of event_id, article_id on claim
  for each row execute function claim_copies();

create function article_copies_follow() returns trigger language plpgsql as $$
begin
  update claim set outlet_id = new.outlet_id, published_earliest = new.published_earliest,
    published_latest = new.published_latest where article_id = new.id;
  return null;
end $$;
create trigger article_copies_follow after update of outlet_id, published_earliest, published_latest on article
  for each row execute function article_copies_follow();

create function event_copies_follow() returns trigger language plpgsql as $$
begin
  update claim set event_type = new.type where event_id = new.id;
  return null;
end $$;
create trigger event_copies_follow after update of type on event
  for each row execute function event_copies_follow();

/* Rewrites chain length, relay and the parts of these claims.

   relay: RELAYED when a link says so or the chain has a link between outlet and speaker; otherwise
   UNKNOWN when a link does not say how it came by the words; otherwise FIRSTHAND.
   parts: OUTLET the first link, SPEAKER the last (the outlet itself when it speaks in its own voice), INTERMEDIARY those
   between; SUBJECT and OBJECT whom the claim is about. Actors stand as the one that answers for them. */
create function refresh_claim_parts(claims uuid[]) returns void language sql as $$
  -- Judgements that regroup these actors right now are waited for, and wait.
  select from actor_identity where actor_id in (
    select actor_id from claim_actor where claim_id = any (claims)
    union select actor_id from attribution_link where claim_id = any (claims)) order by actor_id for share;

  update claim c set link_count = chain.links, relay = chain.relay
  from (
    select claim_id, count(*)::int as links,
      case when bool_or(relay = 'RELAYED') or count(*) > 2 then 'RELAYED'
           when bool_or(relay = 'UNKNOWN') then 'UNKNOWN' else 'FIRSTHAND' end::relay as relay
    from attribution_link where claim_id = any (claims) group by claim_id
  ) chain
  where c.id = chain.claim_id and (c.link_count, c.relay) is distinct from (chain.links, chain.relay);

  delete from claim_part where claim_id = any (claims);

  insert into claim_part
    (claim_id, actor_id, part, review_state, event_type, asserted_earliest, asserted_latest, stated_earliest, published_earliest)
  select distinct p.claim_id, i.canonical_id, p.part, c.review_state, c.event_type, c.asserted_earliest, c.asserted_latest,
    c.stated_earliest, c.published_earliest
  from (
    select claim_id, actor_id, role::text::claim_part_kind as part from claim_actor where claim_id = any (claims)
    union all
    select l.claim_id, l.actor_id, part.kind
    from attribution_link l
    join (select claim_id, max(position) as last from attribution_link where claim_id = any (claims) group by claim_id) chain
      using (claim_id)
    cross join lateral unnest(array['OUTLET', 'INTERMEDIARY', 'SPEAKER']::claim_part_kind[]) as part (kind)
    where case part.kind when 'OUTLET' then l.position = 0 when 'SPEAKER' then l.position = chain.last
      else l.position > 0 and l.position < chain.last end
  ) p
  join actor_identity i on i.actor_id = p.actor_id
  join claim c on c.id = p.claim_id;
$$;

create function parts_follow() returns trigger language plpgsql as $$
begin
  perform refresh_claim_parts(array(select distinct claim_id from changed));
  return null;
end $$;
create trigger parts_follow_insert after insert on attribution_link
  referencing new table as changed for each statement execute function parts_follow();
create trigger parts_follow_update after update on attribution_link
  referencing new table as changed for each statement execute function parts_follow();
create trigger parts_follow_delete after delete on attribution_link
  referencing old table as changed for each statement execute function parts_follow();
create trigger parts_follow_insert after insert on claim_actor
  referencing new table as changed for each statement execute function parts_follow();
create trigger parts_follow_update after update on claim_actor
  referencing new table as changed for each statement execute function parts_follow();
create trigger parts_follow_delete after delete on claim_actor
  referencing old table as changed for each statement execute function parts_follow();

create function part_copies_follow() returns trigger language plpgsql as $$
begin
  update claim_part p set review_state = c.review_state, event_type = c.event_type,
    asserted_earliest = c.asserted_earliest, asserted_latest = c.asserted_latest,
    stated_earliest = c.stated_earliest, published_earliest = c.published_earliest
  from changed c
  where p.claim_id = c.id
    and (p.review_state, p.event_type, p.asserted_earliest, p.asserted_latest, p.stated_earliest, p.published_earliest)
    is distinct from
    (c.review_state, c.event_type, c.asserted_earliest, c.asserted_latest, c.stated_earliest, c.published_earliest);
  return null;
end $$;
create trigger part_copies_follow after update on claim
  referencing new table as changed for each statement execute function part_copies_follow();

-- ── Indexes for every order and for dates ───────────────────────────────────────────────────────────────────────
-- A nullable key stands as two: whether it is null, and its value or a constant. Of each pair of indexes the first
-- serves `asc nulls last` and `desc nulls first`, the second the two others. Texts for people stand in the root order of
-- Unicode on every server. Lists whose filter demands a date are ordered by the date itself.

create index article_published_earliest_nulls_last on article ((published_earliest is null), coalesce(published_earliest, '-infinity'), id);
create index article_published_earliest_nulls_first on article ((published_earliest is not null), coalesce(published_earliest, '-infinity'), id);
create index article_published_latest_nulls_last on article ((published_latest is null), coalesce(published_latest, '-infinity'), id);
create index article_published_latest_nulls_first on article ((published_latest is not null), coalesce(published_latest, '-infinity'), id);
create index article_key_order on article (key collate "C", id);
create index article_headline_words on article using gin (to_tsvector(search_config(language), headline));
create index article_headline on article (headline collate "und-x-icu", id);
create index article_published_known on article (published_earliest, id);
create index article_published on article using gist (daterange(published_earliest, published_latest, '[]'));

create index actor_key_order on actor (key collate "C", id);
create index actor_name_order on actor (name collate "und-x-icu", id);

create index event_key_order on event (key collate "C", id);
create index event_title on event (title collate "und-x-icu", id);
create index event_time_earliest_nulls_last on event ((time_earliest is null), coalesce(time_earliest, '-infinity'), id);
create index event_time_earliest_nulls_first on event ((time_earliest is not null), coalesce(time_earliest, '-infinity'), id);
create index event_time_latest_nulls_last on event ((time_latest is null), coalesce(time_latest, '-infinity'), id);
create index event_time_latest_nulls_first on event ((time_latest is not null), coalesce(time_latest, '-infinity'), id);
create index event_time_known on event (time_earliest, id);
create index event_time on event using gist (daterange(time_earliest, time_latest, '[]'));

create index claim_asserted_earliest_nulls_last on claim ((asserted_earliest is null), coalesce(asserted_earliest, '-infinity'), id);
create index claim_asserted_earliest_nulls_first on claim ((asserted_earliest is not null), coalesce(asserted_earliest, '-infinity'), id);
create index claim_asserted_latest_nulls_last on claim ((asserted_latest is null), coalesce(asserted_latest, '-infinity'), id);
create index claim_asserted_latest_nulls_first on claim ((asserted_latest is not null), coalesce(asserted_latest, '-infinity'), id);
create index claim_stated_earliest_nulls_last on claim ((stated_earliest is null), coalesce(stated_earliest, '-infinity'), id);
create index claim_stated_earliest_nulls_first on claim ((stated_earliest is not null), coalesce(stated_earliest, '-infinity'), id);
create index claim_published_earliest_nulls_last on claim ((published_earliest is null), coalesce(published_earliest, '-infinity'), id);
create index claim_published_earliest_nulls_first on claim ((published_earliest is not null), coalesce(published_earliest, '-infinity'), id);
create index claim_reading_order on claim ((published_earliest is null), coalesce(published_earliest, '-infinity'), article_id, position, id);
create index claim_article_reading_order on claim (article_id, position, id);
create index claim_link_count on claim (link_count, id);
create index claim_asserted_known on claim (asserted_earliest, id);
create index claim_published_known on claim (published_earliest, id);
create index claim_asserted on claim using gist (daterange(asserted_earliest, asserted_latest, '[]'));
create index claim_stated on claim using gist (daterange(stated_earliest, stated_latest, '[]'));
create index claim_published on claim using gist (daterange(published_earliest, published_latest, '[]'));

create index claim_part_asserted_known on claim_part (actor_id, part, asserted_earliest, claim_id)
  include (review_state, event_type, asserted_latest);
create index claim_part_published_known on claim_part (actor_id, part, published_earliest, claim_id)
  include (review_state, event_type);
create index claim_part_asserted_nulls_last on claim_part
  (actor_id, part, (asserted_earliest is null), coalesce(asserted_earliest, '-infinity'), claim_id);
create index claim_part_asserted_nulls_first on claim_part
  (actor_id, part, (asserted_earliest is not null), coalesce(asserted_earliest, '-infinity'), claim_id);
create index claim_part_published_nulls_last on claim_part
  (actor_id, part, (published_earliest is null), coalesce(published_earliest, '-infinity'), claim_id);
create index claim_part_published_nulls_first on claim_part
  (actor_id, part, (published_earliest is not null), coalesce(published_earliest, '-infinity'), claim_id);

create index actor_relation_valid on actor_relation using gist (daterange(valid_earliest, valid_latest, '[]'));
create index citation_of_claim on citation (claim_id, id) include (version_id, start_offset, end_offset);
create unique index claim_relation_once on claim_relation (from_id, to_id, type, sub_kind) nulls not distinct;
create index collection_title on collection (title collate "und-x-icu", id);
create index collection_key_order on collection (key collate "C", id);
