-- A text has its hash and length in its version, too.
alter table corpus.body add primary key (b);
analyze corpus.body;

insert into article_version (id, article_id, key, kind, language, captured_on, captured_how, sha256, length, text_right, import_hash, created_at)
select corpus.id('version', 2 * a + k), id, case k when 0 then 'published' else 'digest' end,
  case k when 0 then 'PUBLISHED' else 'DIGEST' end::version_kind, 'en', day, 'generated', sha, length,
  case when k = 1 then 'OPEN' when right_choice < 0.1 then 'RESTRICTED' else 'QUOTATION' end::text_right, 'corpus', timestamptz '2026-01-01'
from corpus.article cross join generate_series(0, 1) k join corpus.body on b = 2 * seed + k;
