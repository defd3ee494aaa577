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

create unlogged table corpus.body as
select b, text, char_length(text) as length, corpus.sha(text) as sha, words, sentences
from (
  select b, string_agg(text, case when j % 4 = 1 then E'\n' else ' ' end order by j) as text, corpus.words(words order by j) as words, count(*)::int as sentences
  from corpus.body_sentence join corpus.sentence using (s) group by b
) texts;
alter table corpus.body add primary key (b);
analyze corpus.body;

insert into article_version (id, article_id, key, kind, language, captured_on, captured_how, sha256, length, text_right, import_hash, created_at)
select corpus.id('version', 2 * a + k), id, case k when 0 then 'published' else 'digest' end,
  case k when 0 then 'PUBLISHED' else 'DIGEST' end::version_kind, 'en', day, 'generated', sha, length,
  case when k = 1 then 'OPEN' when right_choice < 0.1 then 'RESTRICTED' else 'QUOTATION' end::text_right, 'corpus', timestamptz '2026-01-01'
from corpus.article cross join generate_series(0, 1) k join corpus.body on b = 2 * seed + k;

insert into version_text (version_id, text, sha256, length, source, attached_at, words)
select corpus.id('version', 2 * a + k), text, sha, length, 'generated', timestamptz '2026-01-01',
  setweight(to_tsvector('english', headline), 'A') || words || array_to_tsvector(array[':english'])
from corpus.article join article using (id) cross join generate_series(0, 1) k join corpus.body on b = 2 * seed + k where k = 1 or held;

insert into version_range (version_id, position, kind, start_offset, end_offset)
select id, 0, 'BODY', 0, length from article_version;

insert into mention (id, version_id, actor_id, start_offset, end_offset, quote_sha256, anchor_start, anchor_end, anchor_status, anchor_score, detector)
select corpus.id('mention', a::bigint * 64 + j), corpus.id('version', 2 * a),
  corpus.id('actor', {outlets} + corpus.zipf(a::bigint * 64 + j, 71, {actors} - {outlets})), start_offset, start_offset + p.first_length, first_sha,
  case when held then start_offset end, case when held then start_offset + p.first_length end,
  case when held then 'EXACT' else 'TEXT_NOT_HELD' end::anchor_status, case when held then 1 end, 'generated'
from corpus.article join corpus.body_sentence p on b = 2 * seed and j % 4 = 0 join corpus.sentence using (s);
