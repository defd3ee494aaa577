-- What the data rest on, kept by Postgres itself. Every refusal is an exception with SQLSTATE 23514 (check_violation)
-- or a constraint of the table, and says which record broke which rule.

create function refuse(message text) returns void language plpgsql as $$
begin
  raise exception using errcode = 'check_violation', message = message;
end $$;

-- ── Ids ─────────────────────────────────────────────────────────────────────────────────────────────────────────

create function id_is_permanent() returns trigger language plpgsql as $$
begin
  perform refuse(format('%s %s: a record keeps its id', tg_table_name, old.id));
end $$;
do $$
declare
  record_table text;
begin
  foreach record_table in array array['collection', 'article', 'article_version', 'actor', 'actor_name', 'actor_relation',
    'identity_judgement', 'mention', 'event', 'claim', 'citation', 'claim_relation', 'assessment'] loop
    execute format('create trigger id_is_permanent before update of id on %I for each row when (new.id <> old.id)
      execute function id_is_permanent()', record_table);
  end loop;
end $$;

-- ── Versions and their texts ────────────────────────────────────────────────────────────────────────────────────

alter table article_version
  add constraint article_version_sha256_hex check (sha256 ~ '^[0-9a-f]{64}$'),
  add constraint article_version_length check (length > 0),
  add constraint article_version_not_its_own_revision check (revision_of_id <> id);

create function version_is_immutable() returns trigger language plpgsql as $$
begin
  if (new.id, new.article_id, new.key, new.kind, new.language, new.sha256, new.length)
     is distinct from (old.id, old.article_id, old.key, old.kind, old.language, old.sha256, old.length) then
    perform refuse(format('version %s is immutable: store another wording as a new version', old.id));
  end if;
  return new;
end $$;
create trigger version_is_immutable before update on article_version
  for each row execute function version_is_immutable();

/* The text search configuration of a BCP 47 language tag; without one of its own, words are taken as they stand. */
create function search_config(language text) returns regconfig language sql immutable as $$
  select case split_part(lower(language), '-', 1)
    when 'en' then 'english'::regconfig when 'fr' then 'french'::regconfig when 'de' then 'german'::regconfig
    when 'es' then 'spanish'::regconfig when 'ar' then 'arabic'::regconfig when 'ru' then 'russian'::regconfig
    when 'tr' then 'turkish'::regconfig else 'simple'::regconfig end
$$;

create function sha256_hex(words text) returns text language sql immutable strict as $$
  select encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;

create function version_text_is_verified() returns trigger language plpgsql as $$
begin
  -- Against spans that are being added right now; see anchor_span.
  perform from article_version where id = new.version_id for update;
  if new.sha256 <> sha256_hex(new.text) or new.length <> char_length(new.text) then
    perform refuse(format('text of version %s does not have the hash and length given with it', new.version_id));
  end if;
  if new.text is not nfc normalized or position(E'\r' in new.text) > 0 then
    perform refuse(format('text of version %s is not normalised (Unicode NFC, line ends LF)', new.version_id));
  end if;
  new.words := to_tsvector(search_config((select language from article_version where id = new.version_id)), new.text);
  return new;
end $$;
create trigger version_text_is_verified before insert on version_text
  for each row execute function version_text_is_verified();

create function version_text_is_immutable() returns trigger language plpgsql as $$
begin
  perform refuse(format('text of version %s is immutable', old.version_id));
end $$;
create trigger version_text_is_immutable before update on version_text
  for each row execute function version_text_is_immutable();

/* A text under somebody's rights can be taken down; a text that is open is what its citations are read from. */
create function version_text_deletion() returns trigger language plpgsql as $$
begin
  if (select text_right = 'OPEN' from article_version where id = old.version_id for update) then
    perform refuse(format('text of version %s is open and cited; it cannot be deleted', old.version_id));
  end if;
  return old;
end $$;
create trigger version_text_deletion before delete on version_text
  for each row execute function version_text_deletion();

-- ── Spans: citations, mentions, attribution links ───────────────────────────────────────────────────────────────

/* A span lies inside its version's text and never moves. Its anchor says where the same words stand in the text that
   is held: the version's own text (EXACT), a copy (MOVED, FUZZY, ORPHANED), or nowhere (TEXT_NOT_HELD). */
create function anchor_span() returns trigger language plpgsql as $$
declare
  version record;
begin
  if tg_op = 'UPDATE' and (new.version_id, new.start_offset, new.end_offset, new.quote_sha256)
     is distinct from (old.version_id, old.start_offset, old.end_offset, old.quote_sha256) then
    perform refuse(format('a span of %s is immutable', tg_table_name));
  end if;
  if new.version_id is null then
    new.anchor_start := null;
    new.anchor_end := null;
    new.anchor_status := null;
    new.anchor_score := null;
    return new;
  end if;
  if tg_op = 'INSERT' then
    -- A text that is being supplied or taken down right now is waited for: neither side would see the other.
    perform from article_version where id = new.version_id for key share;
  end if;
  select v.length, t.text, t.length as held_length, t.sha256 = v.sha256 as own into version
    from article_version v left join version_text t on t.version_id = v.id where v.id = new.version_id;
  if not found then return new; end if;
  if new.start_offset < 0 or new.start_offset >= new.end_offset or new.end_offset > version.length then
    perform refuse(format('%s: span %s..%s lies outside the %s code points of version %s',
      tg_table_name, new.start_offset, new.end_offset, version.length, new.version_id));
  end if;
  if version.text is null then
    new.anchor_status := 'TEXT_NOT_HELD';
  elsif version.own then
    new.anchor_status := 'EXACT';
    new.anchor_start := new.start_offset;
    new.anchor_end := new.end_offset;
  elsif new.anchor_status is null or new.anchor_status in ('EXACT', 'TEXT_NOT_HELD') then
    new.anchor_status := 'ORPHANED';
  end if;
  if new.anchor_status in ('TEXT_NOT_HELD', 'ORPHANED') then
    new.anchor_start := null;
    new.anchor_end := null;
    new.anchor_score := null;
    return new;
  end if;
  if new.anchor_start is null or new.anchor_end is null or new.anchor_start < 0
     or new.anchor_start >= new.anchor_end or new.anchor_end > version.held_length then
    perform refuse(format('%s: anchor %s..%s lies outside the text held for version %s',
      tg_table_name, new.anchor_start, new.anchor_end, new.version_id));
  end if;
  if new.anchor_status = 'FUZZY' then
    if new.anchor_score is null or new.anchor_score <= 0 or new.anchor_score >= 1 then
      perform refuse(format('%s: a FUZZY anchor has a score between 0 and 1', tg_table_name));
    end if;
    return new;
  end if;
  new.anchor_score := 1;
  if new.quote_sha256 <> sha256_hex(substr(version.text, new.anchor_start + 1, new.anchor_end - new.anchor_start)) then
    perform refuse(format('%s: the words at %s..%s of version %s do not have the hash of the quote',
      tg_table_name, new.anchor_start, new.anchor_end, new.version_id));
  end if;
  return new;
end $$;

-- Fires last of the triggers of its kind (they fire by name), so that freezing sees what was asked for.
create trigger span_is_anchored before insert or update on citation for each row execute function anchor_span();
create trigger span_is_anchored before insert or update on mention for each row execute function anchor_span();
create trigger span_is_anchored before insert or update on attribution_link for each row execute function anchor_span();

alter table citation add constraint citation_sha256_hex check (quote_sha256 ~ '^[0-9a-f]{64}$');
alter table mention add constraint mention_sha256_hex check (quote_sha256 ~ '^[0-9a-f]{64}$');
alter table attribution_link
  add constraint attribution_link_span_whole_or_absent
    check (num_nonnulls(version_id, start_offset, end_offset, quote_sha256) in (0, 4)),
  add constraint attribution_link_sha256_hex check (quote_sha256 ~ '^[0-9a-f]{64}$'),
  add constraint attribution_link_somebody check (actor_id is not null or unnamed is not null),
  add constraint attribution_link_position check (position >= 0);

/* Anchors follow the text: supplied, exchanged or taken down. */
create function reanchor_spans() returns trigger language plpgsql as $$
declare
  version uuid := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
begin
  update citation set anchor_status = 'TEXT_NOT_HELD' where version_id = version;
  update mention set anchor_status = 'TEXT_NOT_HELD' where version_id = version;
  update attribution_link set anchor_status = 'TEXT_NOT_HELD' where version_id = version;
  return null;
end $$;
create trigger reanchor_spans after insert or delete on version_text for each row execute function reanchor_spans();

create function range_is_inside() returns trigger language plpgsql as $$
declare
  length int := (select v.length from article_version v where v.id = new.version_id);
begin
  if new.start_offset < 0 or new.start_offset >= new.end_offset or new.end_offset > length then
    perform refuse(format('range %s..%s lies outside the %s code points of version %s',
      new.start_offset, new.end_offset, length, new.version_id));
  end if;
  return new;
end $$;
create trigger range_is_inside before insert or update on version_range
  for each row execute function range_is_inside();

-- ── Claims ──────────────────────────────────────────────────────────────────────────────────────────────────────

/* At commit: a claim cites something, and its chain has the positions 0..n, the reporting outlet first. */
create function claim_is_complete() returns trigger language plpgsql as $$
declare
  claim_id_ uuid;
  chain record;
begin
  claim_id_ := case
    when tg_table_name = 'claim' then (to_jsonb(new) ->> 'id')::uuid
    when tg_op = 'DELETE' then (to_jsonb(old) ->> 'claim_id')::uuid
    else (to_jsonb(new) ->> 'claim_id')::uuid end;
  if tg_op = 'INSERT' then
    if not exists (select from claim where id = claim_id_) then return null; end if;
  else
    -- Writing the claim makes two transactions that each take a part away meet, at every isolation level.
    update claim set position = position where id = claim_id_;
    if not found then return null; end if;
  end if;
  if not exists (select from citation where claim_id = claim_id_) then
    perform refuse(format('claim %s has no citation', claim_id_));
  end if;
  select count(*) as links, max(position) as last, bool_or(position = 0 and role = 'REPORTING_OUTLET') as outlet_first
    into chain from attribution_link where claim_id = claim_id_;
  if chain.links = 0 or chain.last <> chain.links - 1 or not chain.outlet_first then
    perform refuse(format('claim %s: its chain must have the positions 0..n without holes, the reporting outlet first', claim_id_));
  end if;
  return null;
end $$;
create constraint trigger claim_is_complete after insert on claim
  deferrable initially deferred for each row execute function claim_is_complete();
create constraint trigger claim_stays_cited after update of claim_id or delete on citation
  deferrable initially deferred for each row execute function claim_is_complete();
create constraint trigger chain_has_no_holes after insert or update of position, claim_id, role or delete on attribution_link
  deferrable initially deferred for each row execute function claim_is_complete();

/* Once a claim has left DRAFT and IN_REVIEW its content is history: an edit is a new claim that supersedes it. */
create function claim_is_frozen() returns trigger language plpgsql as $$
declare
  not_content constant text[] := array['review_state', 'reviewed_by', 'reviewed_on', 'link_count', 'relay', 'event_type',
    'outlet_id', 'published_earliest', 'published_latest', 'import_hash', 'position'];
begin
  if old.review_state in ('DRAFT', 'IN_REVIEW') then return coalesce(new, old); end if;
  if tg_op = 'DELETE' then
    perform refuse(format('claim %s is %s and cannot be deleted', old.id, old.review_state));
  elsif new.review_state in ('DRAFT', 'IN_REVIEW') then
    perform refuse(format('claim %s is %s and cannot become %s again', old.id, old.review_state, new.review_state));
  elsif to_jsonb(new) - not_content <> to_jsonb(old) - not_content then
    perform refuse(format('claim %s is %s and is not edited in place: a new version supersedes it', old.id, old.review_state));
  end if;
  return new;
end $$;
create trigger claim_is_frozen before update or delete on claim for each row execute function claim_is_frozen();

create function claim_part_of_frozen() returns trigger language plpgsql as $$
declare
  anchors constant text[] := array['anchor_start', 'anchor_end', 'anchor_status', 'anchor_score'];
  state review_state;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - anchors = to_jsonb(old) - anchors then return new; end if;
  -- Locked, so that no decision on the claim falls while its part is being written.
  select review_state into state from claim
    where id = case when tg_op = 'INSERT' then new.claim_id else old.claim_id end for no key update;
  if state is not null and state not in ('DRAFT', 'IN_REVIEW') then
    perform refuse(format('%s: claim %s is %s and is not edited in place: a new version supersedes it',
      tg_table_name, case when tg_op = 'INSERT' then new.claim_id else old.claim_id end, state));
  end if;
  if tg_op = 'UPDATE' and new.claim_id <> old.claim_id then
    perform refuse(format('%s: a part of a claim does not move to another claim', tg_table_name));
  end if;
  return coalesce(new, old);
end $$;
create trigger claim_part_of_frozen before insert or update or delete on citation
  for each row execute function claim_part_of_frozen();
create trigger claim_part_of_frozen before insert or update or delete on attribution_link
  for each row execute function claim_part_of_frozen();
create trigger claim_part_of_frozen before insert or update or delete on claim_actor
  for each row execute function claim_part_of_frozen();
create trigger claim_part_of_frozen before insert or update or delete on quantity
  for each row execute function claim_part_of_frozen();

alter table claim
  add constraint claim_reviewed_by_somebody
    check (review_state in ('DRAFT', 'IN_REVIEW') or (reviewed_by is not null and reviewed_on is not null)),
  add constraint claim_version_number check (version_number > 0 and (version_number = 1 or supersedes_id is not null)),
  add constraint claim_not_its_own_successor check (supersedes_id <> id),
  add constraint claim_statement check (statement <> '');
alter table quantity
  add constraint quantity_has_a_number check (num_nonnulls(amount, low, high) > 0),
  add constraint quantity_low_high check (low <= high);

-- ── Dates, relations, judgements, assessments, the log ──────────────────────────────────────────────────────────

alter table article add constraint article_published check (
  num_nulls(published_edtf, published_earliest, published_latest) in (0, 3) and published_earliest <= published_latest),
  add constraint article_url check (url ~ '^https?://');
alter table actor add constraint actor_active check (
  num_nulls(active_edtf, active_earliest, active_latest) in (0, 3) and active_earliest <= active_latest),
  add constraint actor_not_its_own_family check (family_id <> id);
alter table actor_name add constraint actor_name_valid check (
  num_nulls(valid_edtf, valid_earliest, valid_latest) in (0, 3) and valid_earliest <= valid_latest);
alter table actor_relation add constraint actor_relation_valid check (
  num_nulls(valid_edtf, valid_earliest, valid_latest) in (0, 3) and valid_earliest <= valid_latest),
  add constraint actor_relation_between_two check (from_id <> to_id);
alter table event add constraint event_time check (
  num_nulls(time_edtf, time_earliest, time_latest) in (0, 3) and time_earliest <= time_latest),
  add constraint event_not_its_own_parent check (parent_id <> id),
  add constraint event_coordinates check (num_nulls(latitude, longitude) in (0, 2)
    and latitude between -90 and 90 and longitude between -180 and 180);
alter table claim add constraint claim_asserted check (
  num_nulls(asserted_edtf, asserted_earliest, asserted_latest) in (0, 3) and asserted_earliest <= asserted_latest),
  add constraint claim_stated check (
  num_nulls(stated_edtf, stated_earliest, stated_latest) in (0, 3) and stated_earliest <= stated_latest);
alter table assessment add constraint assessment_period check (
  num_nulls(period_edtf, period_earliest, period_latest) in (0, 3) and period_earliest <= period_latest),
  add constraint assessment_one_target check (num_nonnulls(outlet_id, article_id, claim_id) = 1),
  add constraint assessment_value check (case scale
    when 'SOURCE_RELIABILITY' then value ~ '^[A-F]$' else value ~ '^[1-6]$' end);
alter table claim_relation
  add constraint claim_relation_between_two check (from_id <> to_id),
  add constraint claim_relation_sub_kind check (sub_kind is null or type = 'CONTRADICTS');
alter table identity_judgement
  add constraint identity_judgement_between_two check (a_id <> b_id),
  add constraint identity_judgement_withdrawn check (withdrawn_on >= made_on),
  add constraint identity_judgement_withdrawn_by check (withdrawn_by is null or withdrawn_on is not null);

create function judgement_is_only_withdrawn() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_on is not null
     or to_jsonb(new) - array['withdrawn_on', 'withdrawn_by'] <> to_jsonb(old) - array['withdrawn_on', 'withdrawn_by'] then
    perform refuse(format('judgement %s can be withdrawn once, and not be changed or deleted', old.id));
  end if;
  return new;
end $$;
create trigger judgement_is_only_withdrawn before update or delete on identity_judgement
  for each row execute function judgement_is_only_withdrawn();

create function log_is_append_only() returns trigger language plpgsql as $$
begin
  perform refuse('the change log is append-only');
end $$;
create trigger log_is_append_only before update or delete on change_log
  for each row execute function log_is_append_only();

create function no_truncate() returns trigger language plpgsql as $$
begin
  perform refuse(format('table %s is not truncated', tg_table_name));
end $$;
create trigger no_truncate before truncate on article_version for each statement execute function no_truncate();
create trigger no_truncate before truncate on version_text for each statement execute function no_truncate();
create trigger no_truncate before truncate on claim for each statement execute function no_truncate();
create trigger no_truncate before truncate on claim_actor for each statement execute function no_truncate();
create trigger no_truncate before truncate on quantity for each statement execute function no_truncate();
create trigger no_truncate before truncate on citation for each statement execute function no_truncate();
create trigger no_truncate before truncate on attribution_link for each statement execute function no_truncate();
create trigger no_truncate before truncate on identity_judgement for each statement execute function no_truncate();
create trigger no_truncate before truncate on change_log for each statement execute function no_truncate();
