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
