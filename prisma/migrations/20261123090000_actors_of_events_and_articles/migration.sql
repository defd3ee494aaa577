-- Who takes part in an event, and whom an article mentions, stands as actors that answer, each once, with what events and
-- articles are filtered, ordered and counted by: lists, facets, timelines and networks of an actor's events and articles read
-- an index instead of one record for each row.

lock table actor_identity, article, mention, event, event_participant in share row exclusive mode;

-- CreateTable
CREATE TABLE "mentioned_actor" (
    "article_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "outlet_id" UUID NOT NULL,
    "published_earliest" DATE,
    "published_latest" DATE
);

-- CreateTable
CREATE TABLE "participating_actor" (
    "event_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "type" "event_type" NOT NULL,
    "status" "event_status" NOT NULL,
    "time_earliest" DATE,
    "time_latest" DATE
);

/* Rewrites whom these articles mention, in any of their versions. */
create function refresh_mentioned_actors(articles uuid[]) returns void language sql as $$
  -- Judgements that regroup these actors right now, and whoever changes these articles, are waited for, and wait.
  select from actor_identity where actor_id in (
    select m.actor_id from mention m join article_version v on v.id = m.version_id where v.article_id = any (articles))
    order by actor_id for share;
  select from article where id = any (articles) order by id for no key update;

  delete from mentioned_actor where article_id = any (articles);

  insert into mentioned_actor (article_id, actor_id, outlet_id, published_earliest, published_latest)
  select distinct a.id, i.canonical_id, a.outlet_id, a.published_earliest, a.published_latest
  from article a
  join article_version v on v.article_id = a.id
  join mention m on m.version_id = v.id
  join actor_identity i on i.actor_id = m.actor_id
  where a.id = any (articles);
$$;

/* Rewrites who takes part in these events, in whatever role. */
create function refresh_participating_actors(events uuid[]) returns void language sql as $$
  -- Judgements that regroup these actors right now, and whoever changes these events, are waited for, and wait.
  select from actor_identity where actor_id in (select actor_id from event_participant where event_id = any (events))
    order by actor_id for share;
  select from event where id = any (events) order by id for no key update;

  delete from participating_actor where event_id = any (events);

  insert into participating_actor (event_id, actor_id, type, status, time_earliest, time_latest)
  select distinct e.id, i.canonical_id, e.type, e.status, e.time_earliest, e.time_latest
  from event e
  join event_participant p on p.event_id = e.id
  join actor_identity i on i.actor_id = p.actor_id
  where e.id = any (events);
$$;

-- What is there already is written at once, before there are keys and indexes.
insert into mentioned_actor (article_id, actor_id, outlet_id, published_earliest, published_latest)
select distinct a.id, i.canonical_id, a.outlet_id, a.published_earliest, a.published_latest
from article a
join article_version v on v.article_id = a.id
join mention m on m.version_id = v.id
join actor_identity i on i.actor_id = m.actor_id;

insert into participating_actor (event_id, actor_id, type, status, time_earliest, time_latest)
select distinct e.id, i.canonical_id, e.type, e.status, e.time_earliest, e.time_latest
from event e
join event_participant p on p.event_id = e.id
join actor_identity i on i.actor_id = p.actor_id;

alter table mentioned_actor add constraint mentioned_actor_pkey primary key (actor_id, article_id);
alter table participating_actor add constraint participating_actor_pkey primary key (actor_id, event_id);

-- CreateIndex
CREATE INDEX "mentioned_actor_article_id_actor_id_idx" ON "mentioned_actor"("article_id", "actor_id");

-- CreateIndex
CREATE INDEX "participating_actor_event_id_actor_id_idx" ON "participating_actor"("event_id", "actor_id");

-- AddForeignKey
ALTER TABLE "mentioned_actor" ADD CONSTRAINT "mentioned_actor_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentioned_actor" ADD CONSTRAINT "mentioned_actor_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participating_actor" ADD CONSTRAINT "participating_actor_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participating_actor" ADD CONSTRAINT "participating_actor_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

create index mentioned_actor_published_known on mentioned_actor (actor_id, published_earliest, article_id)
  include (published_latest, outlet_id);
create index mentioned_actor_published_nulls_last on mentioned_actor
  (actor_id, (published_earliest is null), coalesce(published_earliest, '-infinity'), article_id)
  include (published_earliest, published_latest);
create index mentioned_actor_published_nulls_first on mentioned_actor
  (actor_id, (published_earliest is not null), coalesce(published_earliest, '-infinity'), article_id)
  include (published_earliest, published_latest);

create index participating_actor_time_known on participating_actor (actor_id, time_earliest, event_id)
  include (time_latest, type, status);
create index participating_actor_time_nulls_last on participating_actor
  (actor_id, (time_earliest is null), coalesce(time_earliest, '-infinity'), event_id)
  include (time_earliest, time_latest, type, status);
create index participating_actor_time_nulls_first on participating_actor
  (actor_id, (time_earliest is not null), coalesce(time_earliest, '-infinity'), event_id)
  include (time_earliest, time_latest, type, status);

analyze mentioned_actor, participating_actor;

-- ── What they are made of tells them ────────────────────────────────────────────────────────────────────────────

create function mentioned_actors_follow() returns trigger language plpgsql as $$
begin
  perform refresh_mentioned_actors(array(
    select distinct v.article_id from changed join article_version v on v.id = changed.version_id));
  return null;
end $$;
create trigger mentioned_actors_follow_insert after insert on mention
  referencing new table as changed for each statement execute function mentioned_actors_follow();
create trigger mentioned_actors_follow_update after update on mention
  referencing new table as changed for each statement execute function mentioned_actors_follow();
create trigger mentioned_actors_follow_delete after delete on mention
  referencing old table as changed for each statement execute function mentioned_actors_follow();

create function mentioned_actors_follow_article() returns trigger language plpgsql as $$
begin
  update mentioned_actor set outlet_id = new.outlet_id, published_earliest = new.published_earliest,
    published_latest = new.published_latest where article_id = new.id;
  return null;
end $$;
create trigger mentioned_actors_follow_article after update on article for each row
  when ((new.outlet_id, new.published_earliest, new.published_latest)
    is distinct from (old.outlet_id, old.published_earliest, old.published_latest))
  execute function mentioned_actors_follow_article();

create function participating_actors_follow() returns trigger language plpgsql as $$
begin
  perform refresh_participating_actors(array(select distinct event_id from changed));
  return null;
end $$;
create trigger participating_actors_follow_insert after insert on event_participant
  referencing new table as changed for each statement execute function participating_actors_follow();
create trigger participating_actors_follow_update after update on event_participant
  referencing new table as changed for each statement execute function participating_actors_follow();
-- A participant may have been one of another event.
create trigger participating_actors_follow_former after update on event_participant
  referencing old table as changed for each statement execute function participating_actors_follow();
create trigger participating_actors_follow_delete after delete on event_participant
  referencing old table as changed for each statement execute function participating_actors_follow();

create function participating_actors_follow_event() returns trigger language plpgsql as $$
begin
  update participating_actor set type = new.type, status = new.status, time_earliest = new.time_earliest,
    time_latest = new.time_latest where event_id = new.id;
  return null;
end $$;
create trigger participating_actors_follow_event after update on event for each row
  when ((new.type, new.status, new.time_earliest, new.time_latest)
    is distinct from (old.type, old.status, old.time_earliest, old.time_latest))
  execute function participating_actors_follow_event();

/* As before, with whoever takes part in events and is mentioned. */
create or replace function refresh_identity(actors uuid[]) returns void language plpgsql as $$
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
  perform refresh_participating_actors(array(select distinct event_id from event_participant where actor_id = any (touched)));
  perform refresh_mentioned_actors(array(
    select distinct v.article_id from mention m join article_version v on v.id = m.version_id where m.actor_id = any (touched)));
end $$;
