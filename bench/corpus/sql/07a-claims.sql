-- What is copied onto claims is written at once.
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
