-- Actors 1 to {outlets} are outlets, the first four wire agencies; the others are ordered by how often they are spoken of.
insert into actor (id, key, kind, name, description, wikidata, country, wire_agency, import_hash, created_at)
select corpus.id('actor', a), 'actor-' || a,
  case when a <= {outlets} then 'MEDIA_OUTLET' else (array['PERSON','PERSON','PERSON','STATE','PUBLIC_BODY',
    'ARMED_GROUP','POLITICAL_PARTY','ORGANIZATION','UNNAMED_SOURCE','MILITARY_UNIT'])[1 + corpus.pick(a, 11, 10)] end::actor_kind,
  initcap(first.word) || ' ' || initcap(last.word) || ' ' || a, 'Actor ' || a || ' of the corpus',
  case when corpus.u(a, 12) < 0.3 then 'Q' || 100000 + a end, (array['IR','PS','GB','US','SY','EG','QA','LB'])[1 + corpus.pick(a, 13, 8)],
  a <= 4, 'corpus', timestamptz '2026-01-01'
from generate_series(1, {actors}) a
join corpus.word first on first.w = 1 + corpus.pick(a, 14, {words}) join corpus.word last on last.w = 1 + corpus.pick(a, 15, {words});

-- Every third outlet belongs to the family of an earlier one.
update actor set family_id = corpus.id('actor', 1 + corpus.pick(a, 16, a - 1))
from generate_series(6, {outlets}, 3) a where id = corpus.id('actor', a);

insert into actor_identity (actor_id, canonical_id) select id, id from actor;

insert into actor_name (id, actor_id, value, folded, language, script, kind)
select corpus.id('name', a * 8 + k), corpus.id('actor', a), value, lower(translate(value, 'é', 'e')), 'en', 'Latn',
  case k when 0 then 'PRIMARY' else 'ALIAS' end::actor_name_kind
from generate_series(1, {actors}) a cross join lateral generate_series(0, corpus.pick(a, 17, 4)) k
cross join lateral (select case when k = 0 then (select name from actor where id = corpus.id('actor', a))
  else initcap((select word from corpus.word where w = 1 + corpus.pick(a * 8 + k, 18, 12))) || ' ' || a || ' ' || k end) as names (value);

insert into actor_relation (id, key, from_id, to_id, type, title, valid_edtf, valid_earliest, valid_latest, import_hash)
select corpus.id('relation', a * 8 + k), 'role-' || a || '-' || k, corpus.id('actor', a),
  corpus.id('actor', case when other = a then 1 else other end),
  (array['MEMBERSHIP','LEADERSHIP','OCCUPANCY','EMPLOYMENT','ALLIANCE'])[1 + corpus.pick(a * 8 + k, 21, 5)]::actor_relation_type,
  'Role ' || k, to_char(since, 'YYYY-MM') || '/' || to_char(until, 'YYYY-MM'), date_trunc('month', since)::date,
  (date_trunc('month', until) + interval '1 month - 1 day')::date, 'corpus'
from generate_series({outlets} + 1, {actors}) a cross join lateral generate_series(0, corpus.pick(a, 22, 5)) k
cross join lateral (select {outlets} + corpus.zipf(a * 8 + k, 23, {actors} - {outlets}) as other,
  corpus.day(corpus.pick(a * 8 + k, 24, {days})) as since) x
cross join lateral (select since + 100 + corpus.pick(a * 8 + k, 25, 2000) as until) y;

-- A hundred actors have a second record, some of them among those that are spoken of most.
insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason)
select corpus.id('judgement', k), corpus.id('actor', {outlets} + 3 + 10 * k), corpus.id('actor', {actors} - k),
  case when k % 10 = 9 then 'UNSURE' else 'SAME' end::identity_verdict, 'A. Coder', date '2026-01-01', 'Same name'
from generate_series(0, least(100, {actors} / 40) - 1) k;
select refresh_identity(array(select a_id from identity_judgement union select b_id from identity_judgement));
analyze actor; analyze actor_identity;
