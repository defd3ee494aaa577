insert into claim (id, key, article_id, position, statement, speech_act, polarity, certainty, temporality, event_id,
  asserted_edtf, asserted_earliest, asserted_latest, asserted_words, stated_edtf, stated_earliest, stated_latest,
  review_state, reviewed_by, reviewed_on, origin, import_hash, created_at, link_count, relay, event_type, outlet_id,
  published_earliest, published_latest)
select c.id, 'claim-' || n, c.article_id, row_number() over (partition by a order by n), left(s.text, 110),
  (array['STATE','ANNOUNCE','CONFIRM','DENY','ACCUSE','PROMISE','THREATEN','DEMAND','HOPE','SPECULATE','PREDICT','THANK',
    'CONGRATULATE'])[corpus.zipf(n, 101, 13)]::speech_act,
  (array['POSITIVE','NEGATIVE','UNKNOWN'])[corpus.zipf(n, 102, 3)]::polarity,
  (array['CERTAIN','PROBABLE','POSSIBLE','UNDERSPECIFIED'])[corpus.zipf(n, 103, 4)]::certainty,
  (array['PAST','PRESENT','FUTURE','CONDITIONAL'])[corpus.zipf(n, 104, 4)]::temporality, e.id,
  case when asserted then corpus.edtf(on_day, vague) end, case when asserted then corpus.earliest(on_day, vague) end,
  case when asserted then corpus.latest(on_day, vague) end, case when asserted and vague > 0.9 then 'around then' end,
  case when stated then to_char(c.day, 'YYYY-MM-DD') end, case when stated then c.day end, case when stated then c.day end,
  state, case when state not in ('DRAFT', 'IN_REVIEW') then 'A. Coder' end,
  case when state not in ('DRAFT', 'IN_REVIEW') then date '2026-01-01' end, 'IMPORTED', 'corpus', timestamptz '2026-01-01',
  c.links, chain.relay, e.type, c.outlet_id, article.published_earliest, article.published_latest
from (
  select c.*, corpus.u(n, 105) < 0.85 as asserted, corpus.u(n, 106) < 0.6 as stated, corpus.u(n, 107) as vague,
    case when corpus.u(n, 108) < 0.8 then c.day - corpus.pick(n, 109, 30) else c.day - corpus.pick(n, 110, 2000) end as on_day
  from corpus.claim c
) c
join (
  select n, case when bool_or(relay = 'RELAYED') or count(*) > 2 then 'RELAYED' when bool_or(relay = 'UNKNOWN') then 'UNKNOWN'
    else 'FIRSTHAND' end::relay as relay from corpus.link group by n
) chain using (n)
join article on article.id = c.article_id
join corpus.sentence s on s.s = 1 + corpus.pick(n, 111, {sentences})
left join (select e, id, type from corpus.event) e on e.e = c.e;

insert into claim_actor (claim_id, position, actor_id, role)
select distinct on (claim_id, actor_id, role) * from (
  select id as claim_id, position, corpus.id('actor', {outlets} + corpus.zipf(n * 8 + position, 112, {actors} - {outlets})) as actor_id,
    case when position = 0 then 'SUBJECT' when corpus.u(n * 8 + position, 113) < 0.4 then 'SUBJECT' else 'OBJECT' end::claim_actor_role as role
  from corpus.claim cross join lateral generate_series(0, corpus.pick(n, 114, 3)) position
) coded order by claim_id, actor_id, role, position;

insert into quantity (claim_id, position, amount, unit, per, approximate, words)
select id, 0, 1 + corpus.pick(n, 121, 100000), (array['person','US dollar','rocket','truck'])[corpus.zipf(n, 122, 4)],
  case when corpus.u(n, 123) < 0.2 then 'YEAR' end::quantity_period, corpus.u(n, 124) < 0.3, 'so many'
from corpus.claim where corpus.u(n, 125) < 0.2;

insert into claim_relation (id, from_id, to_id, type, sub_kind, basis, import_hash)
select corpus.id('claim-relation', n), corpus.id('claim', n), corpus.id('claim', n - 1 - corpus.pick(n, 141, 60)), type,
  case when type = 'CONTRADICTS' then (array['QUANTITY','TIME','POLARITY','CAUSE'])[corpus.zipf(n, 142, 4)] end::contradiction_kind, 'HUMAN', 'corpus'
from (
  select n, (array['REPEATS','CONTRADICTS','SUPPORTS','UPDATES','ADDS_DETAIL'])[corpus.zipf(n, 143, 5)]::claim_relation_type as type
  from generate_series(100, {claims}, 12) n
) pairs;

insert into assessment (id, outlet_id, scale, value, made_by, made_on, reason)
select corpus.id('assessment', a), corpus.id('actor', a), 'SOURCE_RELIABILITY', chr(65 + corpus.pick(a, 151, 6)), 'A. Coder', date '2026-01-01', 'Record'
from generate_series(1, {outlets}) a;

insert into collection (id, key, title, import_hash, created_at)
select corpus.id('collection', c), 'collection-' || c, 'Collection ' || c, 'corpus', timestamptz '2026-01-01' from generate_series(1, 5) c;
insert into collection_article (collection_id, article_id) select corpus.id('collection', 1 + corpus.pick(a, 152, 5)), id from corpus.article;
