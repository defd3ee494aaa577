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
