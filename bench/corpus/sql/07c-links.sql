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
