-- Drafts beside the claims that are there: of every third claim a copy that contradicts it, supersedes it and is about
-- another event, and whatever else can name a claim.

create function pg_temp.draft_of(id uuid) returns uuid language sql as $$ select md5('draft ' || id)::uuid $$;

create temp table original as select id from claim where position % 3 = 0;

insert into claim select (jsonb_populate_record(c, jsonb_build_object(
  'id', pg_temp.draft_of(c.id), 'review_state', 'DRAFT', 'reviewed_by', null, 'reviewed_on', null,
  'supersedes_id', c.id, 'version_number', 2,
  'event_id', case when c.position % 2 = 0 then c.event_id else (select id from event where key = 'unreported') end))).*
from claim c join original using (id);

insert into attribution_link select (jsonb_populate_record(p, jsonb_build_object('claim_id', pg_temp.draft_of(o.id)))).*
from attribution_link p join original o on o.id = p.claim_id;
insert into attribution_link (claim_id, position, actor_id, role, quotation, relay, certainty, polarity)
select claim_id, count(*), (select id from actor where key = 'unheard'), 'ORIGINAL_SPEAKER', 'DIRECT', 'RELAYED', 'CERTAIN', 'POSITIVE'
from attribution_link where claim_id in (select pg_temp.draft_of(id) from original) group by claim_id;
insert into claim_actor select (jsonb_populate_record(p, jsonb_build_object('claim_id', pg_temp.draft_of(o.id)))).*
from claim_actor p join original o on o.id = p.claim_id;
insert into claim_actor select pg_temp.draft_of(o.id), 90, a.id, r.role
from original o, actor a, unnest(enum_range(null::claim_actor_role)) with ordinality r (role, n)
where a.key = 'unheard' and r.n = 1;
insert into quantity (claim_id, position, amount, unit)
select pg_temp.draft_of(id), 90, 123456, 'secret' from original;
insert into citation select (jsonb_populate_record(p, jsonb_build_object(
  'claim_id', pg_temp.draft_of(o.id), 'id', pg_temp.draft_of(p.id)))).*
from citation p join original o on o.id = p.claim_id;

insert into claim_relation (id, from_id, to_id, type, sub_kind, basis)
select pg_temp.draft_of(gen_random_uuid()), pg_temp.draft_of(id), id, 'CONTRADICTS'::claim_relation_type, 'TIME'::contradiction_kind, 'HUMAN'::relation_basis from original
union all
select pg_temp.draft_of(gen_random_uuid()), id, pg_temp.draft_of(id), 'REPEATS', null, 'HUMAN' from original
union all
select pg_temp.draft_of(gen_random_uuid()), pg_temp.draft_of(id), pg_temp.draft_of((select id from original order by id limit 1)), 'SUPPORTS', null, 'HUMAN'
from original where id <> (select id from original order by id limit 1);

insert into actor_relation_claim select r.id, pg_temp.draft_of(o.id)
from actor_relation r, (select id from original order by id limit 3) o;
insert into collection_claim select c.id, pg_temp.draft_of(o.id) from collection c, original o;
insert into assessment (id, claim_id, scale, value, made_by, made_on, reason)
select gen_random_uuid(), pg_temp.draft_of(id), 'INFORMATION_CREDIBILITY', '6', 'nobody', '2026-01-01', 'test' from original;
