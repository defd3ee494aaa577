-- Every seventh or so is a copy: it shares its texts with an article of about the same time.
create unlogged table corpus.article as
select a, corpus.id('article', a) as id, corpus.id('actor', corpus.zipf(a, 51, {outlets})) as outlet_id,
  corpus.day(floor((a - 1 + corpus.u(a, 52) * 5) * {days} / {articles})::int) as day, corpus.u(a, 53) as vague,
  case when corpus.u(a, 54) < 0.15 and a > 10 then a - 1 - corpus.pick(a, 55, 9) else a end as seed,
  corpus.u(a, 56) as right_choice, corpus.u(a, 57) < 0.95 as dated, corpus.u(a, 58) < 0.9 as held
from generate_series(1, {articles}) a;
alter table corpus.article add primary key (a);
analyze corpus.article;

insert into article (id, key, headline, url, outlet_id, outlet_basis, published_edtf, published_earliest, published_latest,
  published_basis, section, language, genre, text_right, import_hash, created_at)
select id, 'article-' || a, left(s.text, 70), 'https://news.example/' || a, outlet_id, 'STATED',
  case when dated then corpus.edtf(day, vague) end, case when dated then corpus.earliest(day, vague) end,
  case when dated then corpus.latest(day, vague) end, case when dated then 'STATED' end::basis,
  (array['World','Politics','Opinion'])[1 + corpus.pick(a, 59, 3)], 'en',
  (array['NEWS','ANALYSIS','OPINION','REPORT','INTERVIEW'])[corpus.zipf(a, 60, 5)]::genre, 'QUOTATION', 'corpus', timestamptz '2026-01-01'
from corpus.article join corpus.sentence s on s.s = 1 + corpus.pick(seed, 61, {sentences});

insert into article_author (article_id, actor_id, position)
select id, corpus.id('actor', {outlets} + 1 + corpus.pick(a, 62, {actors} - {outlets})), 0 from corpus.article where corpus.u(a, 63) < 0.6;

-- A text is numbered 2 * seed (published) or 2 * seed + 1 (digest).
create unlogged table corpus.body_sentence as
select b, j, s, (sum(length + 1) over (partition by b order by j) - length - 1)::int as start_offset, length, first_length
from (
  select b, j, 1 + corpus.pick(b::bigint * 64 + j, 64, {sentences}) as s
  from (select 2 * seed + k as b, k from (select distinct seed from corpus.article) seeds cross join generate_series(0, 1) k) bodies
  cross join lateral generate_series(1, case k when 0 then 23 else 19 end + corpus.pick(b, 65, 5)) j
) picks join corpus.sentence using (s);
create unique index on corpus.body_sentence (b, j) include (s, start_offset, length, first_length);
analyze corpus.body_sentence;

create unlogged table corpus.body (b integer, text text, length integer, sha text, words tsvector, sentences integer);
