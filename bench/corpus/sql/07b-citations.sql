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

insert into citation_words (citation_id, words)
select c.id, s.words || array_to_tsvector(array[':english'])
from citation c join corpus.sentence s on s.sha = c.quote_sha256 where c.anchor_start is not null;

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
