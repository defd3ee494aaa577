-- Digests and nine in ten of the published texts are held.
insert into version_text (version_id, text, sha256, length, source, attached_at, words, article_id, language, text_right, published_earliest)
select v.id, b.text, b.sha, b.length, 'generated', timestamptz '2026-01-01', setweight(to_tsvector('english', r.headline), 'A') || b.words,
  r.id, v.language, v.text_right, r.published_earliest
from corpus.article a join article r using (id) cross join generate_series(0, 1) k join corpus.body b on b.b = 2 * a.seed + k
  join article_version v on v.id = corpus.id('version', 2 * a.a + k) where k = 1 or a.held;
