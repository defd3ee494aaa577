-- In the order of their time, so that an article can speak of events of its days.
create unlogged table corpus.event as
select e, corpus.id('event', e) as id, corpus.u(e, 31) as vague,
  corpus.day(floor((e - 1 + corpus.u(e, 32)) * {days} / {events})::int) as day,
  (array['STATEMENT','CONSULT','AID','SUPPORT','ASSAULT','ACCUSE','AGREE','REJECT','THREATEN','POLITICAL_CHANGE',
    'COERCE','REQUEST','PROTEST','SANCTION','MOBILIZE','COOPERATE','CONCEDE','RETREAT'])[corpus.zipf(e, 33, 18)]::event_type as type
from generate_series(1, {events}) e;
alter table corpus.event add primary key (e);

insert into event (id, key, title, type, modes, status, time_edtf, time_earliest, time_latest, place_name, place_country,
  place_precision, import_hash, created_at)
select id, 'event-' || e, left(s.text, 60), type, '{}',
  (array['OCCURRED','ONGOING','PLANNED','PROMISED','DENIED'])[corpus.zipf(e, 34, 5)]::event_status,
  case when timed then corpus.edtf(day, vague) end, case when timed then corpus.earliest(day, vague) end,
  case when timed then corpus.latest(day, vague) end, initcap(w.word),
  (array['IR','PS','GB','US','SY','EG','QA','LB'])[1 + corpus.pick(e, 36, 8)], 'CITY', 'corpus', timestamptz '2026-01-01'
from (select *, corpus.u(e, 35) < 0.97 as timed from corpus.event) e
join corpus.sentence s on s.s = 1 + corpus.pick(e, 37, {sentences})
join corpus.word w on w.w = 1 + corpus.pick(e, 38, 300);

insert into event_participant (event_id, position, actor_id, role)
select distinct on (event_id, actor_id, role) event_id, position, actor_id, role from (
  select id as event_id, p as position,
    corpus.id('actor', {outlets} + corpus.zipf(e * 8 + p, 41, {actors} - {outlets})) as actor_id,
    (array['ACTOR','RECIPIENT','MEDIATOR','HOST'])[1 + p]::participant_role as role
  from corpus.event cross join lateral generate_series(0, 1 + corpus.pick(e, 42, 3)) p
) parts order by event_id, actor_id, role, position;
