-- Digests and nine in ten of the published texts are held.
insert into version_text (version_id, text, sha256, length, source, attached_at, words)
select corpus.id('version', 2 * a + k), text, sha, length, 'generated', timestamptz '2026-01-01',
  setweight(to_tsvector('english', headline), 'A') || words
from corpus.article join article using (id) cross join generate_series(0, 1) k join corpus.body on b = 2 * seed + k where k = 1 or held;
