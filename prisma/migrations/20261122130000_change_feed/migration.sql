-- What was added, changed and deleted, told by the tables themselves, whatever program writes.
--
-- Every transaction that changes records leaves a row in `change_set`, and one in `change` for each record. Numbers of
-- transactions are given in the order in which they begin to write, and they end in any order. So a reader goes no further
-- than the oldest one that is still open (`pg_snapshot_xmin`): up to there nothing is added any more, and whoever has read
-- it misses nothing. What is there already needs no row: a reader who begins walks the tables themselves.

-- CreateEnum
CREATE TYPE "record_type" AS ENUM ('COLLECTION', 'ACTOR', 'EVENT', 'ARTICLE', 'ARTICLE_VERSION', 'ACTOR_NAME', 'MENTION', 'CLAIM', 'CITATION', 'ACTOR_RELATION', 'CLAIM_RELATION', 'IDENTITY_JUDGEMENT', 'ASSESSMENT');

-- CreateTable
CREATE TABLE "change_set" (
    "transaction" BIGINT NOT NULL,
    "oldest_open" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mark" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "change_set_pkey" PRIMARY KEY ("transaction")
);

-- CreateTable
CREATE TABLE "change" (
    "transaction" BIGINT NOT NULL,
    "type" "record_type" NOT NULL,
    "record_id" UUID NOT NULL,
    "before" SMALLINT,
    "after" SMALLINT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("transaction", "type", "record_id")
);

-- Where everything begins, so that there always is a last one.
insert into change_set (transaction, oldest_open) values (0, 0);

-- ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

create function state_bit(state review_state) returns smallint language sql immutable parallel safe as $$
  select (case state when 'DRAFT' then 1 when 'IN_REVIEW' then 2 when 'ACCEPTED' then 4 when 'DISPUTED' then 8
    when 'RETRACTED' then 16 when 'SUPERSEDED' then 32 end)::smallint
$$;

/* The oldest transaction that is open, of any database of the server. */
create function oldest_open() returns bigint language sql stable parallel safe as $$
  select pg_snapshot_xmin(pg_current_snapshot())::text::bigint
$$;

/* No transaction of this or a higher number has begun. */
create function next_transaction() returns bigint language sql stable parallel safe as $$
  select pg_snapshot_xmax(pg_current_snapshot())::text::bigint
$$;

/* The last transaction up to which all is told. */
create function last_told() returns bigint language sql stable parallel safe as $$
  select transaction from change_set where transaction < oldest_open() order by transaction desc limit 1
$$;

/* What a reader was told before. A restored or another database has no such transaction, or has not got to that number.
   SQLSTATE SB002: `detail` names the argument. */
create function told_until(transaction bigint, mark uuid) returns bigint language plpgsql stable parallel safe as $$
begin
  if told_until.transaction >= next_transaction() or not exists (
    select from change_set s where s.transaction = told_until.transaction and s.mark = told_until.mark)
  then
    raise exception using errcode = 'SB002', detail = 'since', message =
      'since: the token is of another database, of one that was restored, or of changes that are not kept any more; begin anew without it.';
  end if;
  return told_until.transaction;
end $$;

/* Two readers get the same text if, and only if, they saw the same data, whatever was committed in which order, and whatever
   else runs on the server. It tells the last transaction and which there are of those that it did not see the end of: the
   first and the number, because what is forgotten goes in order. Those below had ended. */
create function data_version() returns text language sql stable parallel safe as $$
  select concat_ws('.', last.transaction, last.mark, beside.first, beside.number)
  from (select * from change_set order by transaction desc limit 1) last,
    lateral (select min(transaction) as first, count(*) as number from change_set
      where transaction >= last.oldest_open) beside
$$;

/* Takes away what was told by transactions that began before, all but the last, whose tokens stay good. Gives their
   number. */
create function forget_changes(before timestamptz) returns bigint language plpgsql as $$
declare
  until bigint;
  forgotten bigint;
begin
  select max(transaction) into until from change_set where at < forget_changes.before and transaction < last_told();
  delete from change where transaction <= until;
  delete from change_set where transaction <= until;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;

/* A database that was dumped and restored elsewhere counts transactions anew. What it holds of numbers to come would be
   told when they come. Writes nothing where there is none. */
create function forget_other_history() returns void language plpgsql as $$
begin
  if exists (select from change_set where transaction >= next_transaction()) then
    -- One statement, one snapshot: those that begin meanwhile are not in it.
    with sets as (delete from change_set where transaction >= next_transaction())
    delete from change where transaction >= next_transaction();
  end if;
end $$;

-- ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- The first row that a transaction writes of a record keeps what was before, the last one says what is after. A record
-- that stays what it was for its viewers needs no second row.
--
-- Plans of statements in functions are kept, and know nothing of how many rows the next statement changes. So none of them
-- joins the rows before to the rows after; what has to is planned anew each time (`execute`).

create function this_transaction() returns bigint language sql volatile as $$
  select pg_current_xact_id()::text::bigint
$$;

create function open_change_set() returns void language sql as $$
  insert into change_set (transaction, oldest_open) values (this_transaction(), oldest_open()) on conflict do nothing
$$;

/* A record that is there for everybody; argument: its type. */
create function record_is_told() returns trigger language plpgsql as $$
declare
  type_ constant record_type := tg_argv[0]::record_type;
  transaction_ constant bigint := this_transaction();
begin
  case tg_op
  when 'INSERT' then
    insert into change select transaction_, type_, id, null, 0 from added
      on conflict (transaction, type, record_id) do update set after = excluded.after;
  when 'UPDATE' then
    insert into change select transaction_, type_, id, 0, 0 from (table added except table removed) changed
      on conflict do nothing;
  when 'DELETE' then
    insert into change select transaction_, type_, id, 0, null from removed
      on conflict (transaction, type, record_id) do update set after = excluded.after;
  end case;
  if found then perform open_change_set(); end if;
  return null;
end $$;

/* Of actors, the one that answers for a group is told. */
create function actor_is_told() returns trigger language plpgsql as $$
begin
  insert into change select this_transaction(), 'ACTOR', i.canonical_id, 0, 0
    from (table added except table removed) changed join actor_identity i on i.actor_id = changed.id
    on conflict do nothing;
  if found then perform open_change_set(); end if;
  return null;
end $$;

/* A record that another one begins to answer for is not there any more; both groups change. */
create function identity_is_told() returns trigger language plpgsql as $$
begin
  insert into change
  select this_transaction(), 'ACTOR', was.actor_id,
    case when was.canonical_id = was.actor_id then 0 end, case when i.canonical_id = i.actor_id then 0 end
  from (select actor_id, canonical_id from removed except select actor_id, canonical_id from added) was
    join actor_identity i on i.actor_id = was.actor_id
  where was.actor_id in (was.canonical_id, i.canonical_id)
  on conflict (transaction, type, record_id) do update set after = excluded.after;
  insert into change
  select this_transaction(), 'ACTOR', i.actor_id, 0, 0
  from (table removed except table added union all (table added except table removed)) moved
    join actor_identity i on i.actor_id = moved.canonical_id and i.canonical_id = i.actor_id
  on conflict do nothing;
  if exists (table removed except table added) or exists (table added except table removed) then
    perform open_change_set();
  end if;
  return null;
end $$;

/* A claim, and what is there only for those who may see it. */
create function claim_is_told() returns trigger language plpgsql as $$
declare
  transaction_ constant bigint := this_transaction();
begin
  if tg_op = 'INSERT' then
    insert into change select transaction_, 'CLAIM', id, null, state_bit(review_state) from added
      on conflict (transaction, type, record_id) do update set after = excluded.after;
    if found then perform open_change_set(); end if;
    return null;
  end if;
  insert into change select transaction_, 'CLAIM', was.id, state_bit(was.review_state), state_bit(c.review_state)
    from (select id, review_state from removed except select id, review_state from added) was
      join claim c on c.id = was.id
    on conflict (transaction, type, record_id) do update set after = excluded.after;
  if found then
    perform open_change_set();
    insert into change select transaction_, 'CITATION', x.id, state_bit(was.review_state), state_bit(c.review_state)
      from (select id, review_state from removed except select id, review_state from added) was
        join claim c on c.id = was.id join citation x on x.claim_id = was.id
      on conflict (transaction, type, record_id) do update set after = excluded.after;
    insert into change select transaction_, 'ASSESSMENT', x.id, state_bit(was.review_state), state_bit(c.review_state)
      from (select id, review_state from removed except select id, review_state from added) was
        join claim c on c.id = was.id join assessment x on x.claim_id = was.id
      on conflict (transaction, type, record_id) do update set after = excluded.after;
    execute $sql$
      with was as (select id, review_state from removed except select id, review_state from added)
      insert into change
      select this_transaction(), 'CLAIM_RELATION', r.id,
        state_bit(coalesce(was_from.review_state, f.review_state)) | state_bit(coalesce(was_to.review_state, t.review_state)),
        state_bit(f.review_state) | state_bit(t.review_state)
      from (select r.* from claim_relation r join was on was.id = r.from_id
            union select r.* from claim_relation r join was on was.id = r.to_id) r
        join claim f on f.id = r.from_id join claim t on t.id = r.to_id
        left join was was_from on was_from.id = r.from_id left join was was_to on was_to.id = r.to_id
      on conflict (transaction, type, record_id) do update set after = excluded.after $sql$;
  end if;
  insert into change select transaction_, 'CLAIM', id, state_bit(review_state), state_bit(review_state)
    from (table added except table removed) changed on conflict do nothing;
  if found then perform open_change_set(); end if;
  return null;
end $$;

/* Before it goes: its citations go with it, and would not know any more who could see them. */
create function claim_goes() returns trigger language plpgsql as $$
begin
  insert into change
  select this_transaction(), 'CLAIM'::record_type, old.id, state_bit(old.review_state), null::smallint
  union all
  select this_transaction(), 'CITATION', id, state_bit(old.review_state), null from citation where claim_id = old.id
  on conflict (transaction, type, record_id) do update set after = excluded.after;
  perform open_change_set();
  return old;
end $$;

/* A record that is there for those who may see its claims. Arguments: its type, and who they are, as SQL over a row r. */
create function record_of_claims_is_told() returns trigger language plpgsql as $$
declare
  insert_ constant text := format('insert into change select this_transaction(), %L, ', tg_argv[0]);
  changed bigint;
begin
  -- Who may see a record is read from claims that nobody changes until this transaction ends: whoever changes one later
  -- finds the record.
  if tg_op = 'INSERT' then
    execute format('select from claim where id in (%s) order by id for share',
      (select string_agg(format('select %I from added', attname), ' union ' order by attname) from pg_attribute
       where attrelid = tg_relid and attname = any ('{claim_id,from_id,to_id}')));
  end if;
  execute insert_ || case tg_op
    when 'INSERT' then format('r.id, null, %s from added r', tg_argv[1])
    when 'DELETE' then format('r.id, bits, null from removed r, lateral (select %s as bits) seen where bits is not null', tg_argv[1])
    else format('o.id, was.bits, now.bits from removed o join added n on n.id = o.id
      cross join lateral (select %1$s as bits from (select o.*) r) was
      cross join lateral (select %1$s as bits from (select n.*) r) now
      where row(o.*) is distinct from row(n.*)', tg_argv[1]) end
    || ' on conflict (transaction, type, record_id) do update set after = excluded.after';
  get diagnostics changed = row_count;
  if changed > 0 then perform open_change_set(); end if;
  return null;
end $$;

/* What has no id of its own belongs to a record, which changes with it. Arguments: type and id (a column) of the record. */
create function part_is_told() returns trigger language plpgsql as $$
declare
  rows_ constant text := case tg_op when 'INSERT' then 'added' when 'DELETE' then 'removed' else
    '((table removed except table added) union all (table added except table removed))' end;
  touched bigint;
begin
  execute format('insert into change select this_transaction(), %L, ', tg_argv[0])
    || format(case tg_argv[0]
      when 'CLAIM' then 'c.id, state_bit(c.review_state), state_bit(c.review_state) from claim c
        where c.id in (select %I from %s part)'
      when 'ACTOR' then 'i.canonical_id, 0, 0 from actor_identity i where i.actor_id in (select %I from %s part)'
      else '%I, 0, 0 from %s part' end, tg_argv[1], rows_)
    || ' on conflict do nothing';
  get diagnostics touched = row_count;
  if touched > 0 then perform open_change_set(); end if;
  return null;
end $$;

create procedure pg_temp.tell(told regclass, teller text, events text[] default '{insert,update,delete}')
language plpgsql as $$
declare
  event text;
begin
  foreach event in array events loop
    execute format('create trigger %I after %s on %s referencing %s for each statement execute function %s',
      format('change_%s_%s', lower((regexp_match(teller, '[A-Z_]{4,}'))[1]), event), event, told,
      case event when 'insert' then 'new table as added' when 'delete' then 'old table as removed'
        else 'old table as removed new table as added' end, teller);
  end loop;
end $$;

call pg_temp.tell('collection', $$record_is_told('COLLECTION')$$);
call pg_temp.tell('actor', $$record_is_told('ACTOR')$$, '{insert,delete}');
call pg_temp.tell('event', $$record_is_told('EVENT')$$);
call pg_temp.tell('article', $$record_is_told('ARTICLE')$$);
call pg_temp.tell('article_version', $$record_is_told('ARTICLE_VERSION')$$);
call pg_temp.tell('actor_name', $$record_is_told('ACTOR_NAME')$$);
call pg_temp.tell('mention', $$record_is_told('MENTION')$$);
call pg_temp.tell('actor_relation', $$record_is_told('ACTOR_RELATION')$$);
call pg_temp.tell('identity_judgement', $$record_is_told('IDENTITY_JUDGEMENT')$$);

create trigger change_actor_update after update on actor referencing old table as removed new table as added
  for each statement execute function actor_is_told();
create trigger change_actor_update after update on actor_identity referencing old table as removed new table as added
  for each statement execute function identity_is_told();
create trigger change_claim_insert after insert on claim referencing new table as added
  for each statement execute function claim_is_told();
create trigger change_claim_update after update on claim referencing old table as removed new table as added
  for each statement execute function claim_is_told();
create trigger change_claim_delete before delete on claim for each row execute function claim_goes();

call pg_temp.tell('citation', $$record_of_claims_is_told('CITATION',
  '(select state_bit(c.review_state) from claim c where c.id = r.claim_id)')$$);
call pg_temp.tell('assessment', $$record_of_claims_is_told('ASSESSMENT',
  'case when r.claim_id is null then 0 else (select state_bit(c.review_state) from claim c where c.id = r.claim_id) end')$$);
call pg_temp.tell('claim_relation', $$record_of_claims_is_told('CLAIM_RELATION',
  '(select state_bit(f.review_state) | state_bit(t.review_state) from claim f, claim t where f.id = r.from_id and t.id = r.to_id)')$$);

call pg_temp.tell('article_author', $$part_is_told('ARTICLE', 'article_id')$$);
call pg_temp.tell('version_range', $$part_is_told('ARTICLE_VERSION', 'version_id')$$);
-- What can be updated there, the words, is derived.
call pg_temp.tell('version_text', $$part_is_told('ARTICLE_VERSION', 'version_id')$$, '{insert,delete}');
call pg_temp.tell('event_participant', $$part_is_told('EVENT', 'event_id')$$);
call pg_temp.tell('claim_actor', $$part_is_told('CLAIM', 'claim_id')$$);
call pg_temp.tell('quantity', $$part_is_told('CLAIM', 'claim_id')$$);
call pg_temp.tell('attribution_link', $$part_is_told('CLAIM', 'claim_id')$$);
call pg_temp.tell('actor_relation_claim', $$part_is_told('ACTOR_RELATION', 'relation_id')$$);
call pg_temp.tell('collection_article', $$part_is_told('COLLECTION', 'collection_id')$$);
call pg_temp.tell('collection_article', $$part_is_told('ARTICLE', 'article_id')$$);
call pg_temp.tell('collection_actor', $$part_is_told('COLLECTION', 'collection_id')$$);
call pg_temp.tell('collection_actor', $$part_is_told('ACTOR', 'actor_id')$$);
call pg_temp.tell('collection_event', $$part_is_told('COLLECTION', 'collection_id')$$);
call pg_temp.tell('collection_event', $$part_is_told('EVENT', 'event_id')$$);
call pg_temp.tell('collection_claim', $$part_is_told('COLLECTION', 'collection_id')$$);
call pg_temp.tell('collection_claim', $$part_is_told('CLAIM', 'claim_id')$$);

-- Nothing goes untold.
do $$
declare
  told text;
begin
  foreach told in array array['collection', 'event', 'actor', 'article', 'actor_name', 'mention', 'actor_relation', 'claim_relation',
    'assessment', 'article_author', 'version_range', 'event_participant', 'actor_relation_claim', 'collection_article',
    'collection_actor', 'collection_event', 'collection_claim', 'change', 'change_set'] loop
    execute format('create trigger no_truncate before truncate on %I for each statement execute function no_truncate()', told);
  end loop;
end $$;
