-- About twenty claims an article, on events of its days; what is copied onto claims is written at once.
create unlogged table corpus.claim as
select n, corpus.id('claim', n) as id, a, article.id as article_id, seed, held, outlet_id, article.day,
  case when event_choice < 0.7 then least({events}, greatest(1,
    floor((article.day - date '{firstDay}')::float8 * {events} / {days})::int + 3 - 2 * corpus.zipf(n, 82, 30))) end as e,
  case when chain_choice < 0.15 then 1 when chain_choice < 0.65 then 2 when chain_choice < 0.9 then 3 else 4 end as links,
  case when cited_choice < 0.2 then 1 when cited_choice < 0.65 then 2 when cited_choice < 0.85 then 3
    when cited_choice < 0.95 then 4 else 5 end as citations,
  case when state_choice < 0.05 then 'DRAFT' when state_choice < 0.2 then 'IN_REVIEW' when state_choice < 0.95 then 'ACCEPTED'
    when state_choice < 0.98 then 'DISPUTED' else 'RETRACTED' end::review_state as state
from (
  select n, least({articles}, 1 + (n + corpus.pick(n, 81, 20)) / 20)::int as a, corpus.u(n, 83) as event_choice,
    corpus.u(n, 84) as chain_choice, corpus.u(n, 85) as cited_choice, corpus.u(n, 86) as state_choice
  from generate_series(1, {claims}) n
) numbers join corpus.article using (a);
create unique index on corpus.claim (n);
analyze corpus.claim;

create unlogged table corpus.link as
select n, id as claim_id, position, links, case
    when position = 0 then outlet_id
    when position = links - 1 and corpus.u(n, 91) < 0.08 then null
    when position < links - 1 and corpus.u(n * 8 + position, 92) < 0.4 then corpus.id('actor', corpus.zipf(n * 8 + position, 93, 4))
    else corpus.id('actor', {outlets} + corpus.zipf(n * 8 + position, 94, {actors} - {outlets})) end as actor_id,
  case when position = 0 then 'REPORTING_OUTLET' when position < links - 1 then 'INTERMEDIARY'
    else 'ORIGINAL_SPEAKER' end::attribution_role as role,
  case when position < links - 1 and position > 0 and corpus.u(n * 8 + position, 95) < 0.5 then 'RELAYED'
    when corpus.u(n * 8 + position, 96) < 0.05 then 'UNKNOWN' else 'FIRSTHAND' end::relay as relay
from corpus.claim cross join lateral generate_series(0, links - 1) position;

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

insert into citation (id, claim_id, article_id, version_id, position, start_offset, end_offset, quote_sha256, anchor_start, anchor_end,
  anchor_status, anchor_score)
select corpus.id('citation', n * 8 + c), cited.id, article_id, corpus.id('version', 2 * a + c % 2), c, start_offset, start_offset + p.length,
  sha, case when readable then start_offset end, case when readable then start_offset + p.length end,
  case when readable then 'EXACT' else 'TEXT_NOT_HELD' end::anchor_status, case when readable then 1 end
from (
  select n, id, article_id, a, c, held or c % 2 = 1 as readable, 2 * seed + c % 2 as b
  from corpus.claim cross join lateral generate_series(0, citations - 1) c
) cited
join (select b, sentences from corpus.body) body using (b)
join corpus.body_sentence p on p.b = cited.b and p.j = 1 + corpus.pick(n * 8 + c, 126, body.sentences)
join corpus.sentence using (s);

-- Every second source has its cue marked: the first word of the first cited sentence.
insert into attribution_link (claim_id, position, actor_id, unnamed, role, quotation, relay, cue, certainty, polarity,
  version_id, start_offset, end_offset, quote_sha256, anchor_start, anchor_end, anchor_status, anchor_score)
select l.claim_id, l.position, actor_id, case when actor_id is null then 'an official' end, role,
  (array['INDIRECT','DIRECT','MIXED','NARRATED'])[corpus.zipf(n * 8 + l.position, 131, 4)]::quotation_type, relay,
  case when l.position > 0 then 'said' end, 'CERTAIN', 'POSITIVE',
  case when marked then c.version_id end, case when marked then c.start_offset end, case when marked then c.start_offset + first_length end,
  case when marked then first_sha end, case when marked then c.anchor_start end,
  case when marked then c.anchor_start + first_length end, case when marked then c.anchor_status end, case when marked then c.anchor_score end
from (select *, position > 0 and position = links - 1 and corpus.u(n, 132) < 0.5 as marked from corpus.link) l
left join citation c on marked and c.id = corpus.id('citation', n * 8)
left join corpus.sentence s on s.sha = c.quote_sha256;

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
