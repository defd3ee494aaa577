-- What belongs to claims and citations, and the rest.
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

insert into citation_words (citation_id, words)
select c.id, s.words
from citation c join corpus.sentence s on s.sha = c.quote_sha256 where c.anchor_start is not null;
