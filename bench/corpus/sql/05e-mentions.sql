-- Every fourth sentence begins with somebody.
insert into version_range (version_id, position, kind, start_offset, end_offset)
select id, 0, 'BODY', 0, length from article_version;

insert into mention (id, version_id, actor_id, start_offset, end_offset, quote_sha256, anchor_start, anchor_end, anchor_status, anchor_score, detector)
select corpus.id('mention', a::bigint * 64 + j), corpus.id('version', 2 * a),
  corpus.id('actor', {outlets} + corpus.zipf(a::bigint * 64 + j, 71, {actors} - {outlets})), start_offset, start_offset + p.first_length, first_sha,
  case when held then start_offset end, case when held then start_offset + p.first_length end,
  case when held then 'EXACT' else 'TEXT_NOT_HELD' end::anchor_status, case when held then 1 end, 'generated'
from corpus.article join corpus.body_sentence p on b = 2 * seed and j % 4 = 0 join corpus.sentence using (s);
