-- Each query gives the rows that break a promise of the database; the word after the two hyphens names it.
-- text: a text has the hash and length of its version and its normal form
select t.version_id from version_text t join article_version v on v.id = t.version_id
where t.sha256 <> sha256_hex(t.text) or t.length <> char_length(t.text) or t.sha256 <> v.sha256 or t.length <> v.length
  or t.text is not nfc normalized;
-- words: the words of a text are its own and its headline's; of big corpora one text in {every} is read again
select t.version_id from version_text t
where hashtext(t.sha256) % {every} = 0 and t.words is distinct from words_of_version(t.version_id, t.text);
-- beside: a text has copies from its version and its article
select t.version_id from version_text t join article_version v on v.id = t.version_id join article a on a.id = v.article_id
where (t.article_id, t.language, t.text_right, t.published_earliest)
  is distinct from (a.id, v.language, v.text_right, a.published_earliest);
-- citation: a span lies inside its version, and where the text is held it is EXACT and has the hash of its words
select c.id from citation c join article_version v on v.id = c.version_id left join version_text t on t.version_id = v.id
where c.start_offset < 0 or c.start_offset >= c.end_offset or c.end_offset > v.length or c.article_id <> v.article_id or case
  when t.text is null then (c.anchor_status, c.anchor_start, c.anchor_end, c.anchor_score) is distinct from ('TEXT_NOT_HELD', null, null, null)
  else (c.anchor_status, c.anchor_start, c.anchor_end, c.anchor_score) is distinct from ('EXACT', c.start_offset, c.end_offset, 1)
    or c.quote_sha256 <> sha256_hex(substr(t.text, c.start_offset + 1, c.end_offset - c.start_offset)) end;
-- quoted: the words of a quote are kept as long as its text is held; of big corpora one quote in {every} is read again
select c.id from citation c join article_version v on v.id = c.version_id left join version_text t on t.version_id = v.id
  left join citation_words w on w.citation_id = c.id
where (c.anchor_start is null) <> (w.words is null) or hashtext(c.quote_sha256) % {every} = 0 and w.words is distinct from
  words_of_quote(t.text, c.anchor_start, c.anchor_end, v.language);
-- mention: the same for mentions
select c.id from mention c join article_version v on v.id = c.version_id left join version_text t on t.version_id = v.id
where c.start_offset < 0 or c.start_offset >= c.end_offset or c.end_offset > v.length or case
  when t.text is null then (c.anchor_status, c.anchor_start, c.anchor_end, c.anchor_score) is distinct from ('TEXT_NOT_HELD', null, null, null)
  else (c.anchor_status, c.anchor_start, c.anchor_end, c.anchor_score) is distinct from ('EXACT', c.start_offset, c.end_offset, 1)
    or c.quote_sha256 <> sha256_hex(substr(t.text, c.start_offset + 1, c.end_offset - c.start_offset)) end;
-- cue: the same for the words of attribution links
select c.claim_id from attribution_link c join article_version v on v.id = c.version_id left join version_text t on t.version_id = v.id
where c.start_offset < 0 or c.start_offset >= c.end_offset or c.end_offset > v.length or case
  when t.text is null then (c.anchor_status, c.anchor_start, c.anchor_end, c.anchor_score) is distinct from ('TEXT_NOT_HELD', null, null, null)
  else (c.anchor_status, c.anchor_start, c.anchor_end, c.anchor_score) is distinct from ('EXACT', c.start_offset, c.end_offset, 1)
    or c.quote_sha256 <> sha256_hex(substr(t.text, c.start_offset + 1, c.end_offset - c.start_offset)) end;
-- range: a range lies inside its version
select r.version_id from version_range r join article_version v on v.id = r.version_id
where r.start_offset < 0 or r.start_offset >= r.end_offset or r.end_offset > v.length;
-- cited: every claim has a citation
select id from claim where id not in (select claim_id from citation);
-- chain: the positions of a chain are 0..n, the reporting outlet first, and their number stands on the claim
select c.id from claim c left join (
  select claim_id, count(*) as links, max(position) as last, bool_or(position = 0 and role = 'REPORTING_OUTLET') as outlet_first
  from attribution_link group by claim_id) chain on chain.claim_id = c.id
where chain.links is null or chain.last <> chain.links - 1 or not chain.outlet_first or c.link_count <> chain.links;
-- copies: what is copied onto claims equals its source
select c.id from claim c join article a on a.id = c.article_id left join event e on e.id = c.event_id
where (c.outlet_id, c.published_earliest, c.published_latest, c.event_type)
  is distinct from (a.outlet_id, a.published_earliest, a.published_latest, e.type);
-- parts: the parts of claims carry what stands on their claims
select p.claim_id from claim_part p join claim c on c.id = p.claim_id
where (p.review_state, p.event_type, p.asserted_earliest, p.asserted_latest, p.stated_earliest, p.published_earliest,
    p.article_id, p.position, p.outlet_id, p.speech_act, p.relay)
  is distinct from (c.review_state, c.event_type, c.asserted_earliest, c.asserted_latest, c.stated_earliest, c.published_earliest,
    c.article_id, c.position, c.outlet_id, c.speech_act, c.relay);
-- speakers: a named last link is the claim's speaker, as whoever answers for it
select l.claim_id from attribution_link l join claim c on c.id = l.claim_id and l.position = c.link_count - 1
join actor_identity i on i.actor_id = l.actor_id
left join claim_part p on p.claim_id = l.claim_id and p.part = 'SPEAKER' and p.actor_id = i.canonical_id where p.claim_id is null;
-- taking_part: whoever takes part in an event does so as whoever answers for it, with what stands on the event
select e.id from event e
join (select distinct p.event_id, i.canonical_id from event_participant p join actor_identity i on i.actor_id = p.actor_id) p on p.event_id = e.id
full join participating_actor q on q.event_id = p.event_id and q.actor_id = p.canonical_id
where (q.type, q.status, q.time_earliest, q.time_latest) is distinct from (e.type, e.status, e.time_earliest, e.time_latest);
-- mentioned: whom an article mentions it mentions as whoever answers for it, with what stands on the article
select a.id from article a
join (select distinct v.article_id, i.canonical_id from mention m join article_version v on v.id = m.version_id
  join actor_identity i on i.actor_id = m.actor_id) m on m.article_id = a.id
full join mentioned_actor q on q.article_id = m.article_id and q.actor_id = m.canonical_id
where (q.outlet_id, q.published_earliest, q.published_latest) is distinct from (a.outlet_id, a.published_earliest, a.published_latest);
-- identity: every actor has one that answers for it
select a.id from actor a left join actor_identity i on i.actor_id = a.id where i.actor_id is null;
-- origins: the numbers of claims and events by origin are those of their claims; of big corpora one in {every} is reckoned again
select c.id from (select id from claim where hashtext(id::text) % (20 * {every}) = 0) c
left join claim_corroboration k on k.claim_id = c.id cross join lateral corroboration_of_claim(c.id) n
where (k.article_count, k.outlet_count, k.independent_origin_count, k.not_established_count)
  is distinct from (n.article_count, n.outlet_count, n.independent_origin_count, n.not_established_count)
union all
select e.id from event e left join event_corroboration k on k.event_id = e.id where k.event_id is null;
-- signatures: versions with the same text have the same signature
select one.version_id from text_signature one join version_text t on t.version_id = one.version_id
join version_text u on u.sha256 = t.sha256 left join text_signature other on other.version_id = u.version_id
where hashtext(t.sha256) % {every} = 0 and one.signature is distinct from other.signature;
