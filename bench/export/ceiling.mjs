/**
 * The columns of an export, as somebody would write them who knows the tables: everything that a line of
 * `/export/<list>.ndjson` holds. Each list inside a record is put together once for all records, not once for each.
 */

/** Actors as readers meet them. */
const who = `who as (
    select i.actor_id, a.id, a.name, a.kind from actor_identity i join actor a on a.id = i.canonical_id
  )`;

const collected = (member) => `collected as (
    select m.${member}_id as member, json_agg(json_build_object('id', o.id, 'key', o.key, 'title', o.title)) as collections
    from collection_${member} m join collection o on o.id = m.collection_id group by 1
  )`;

const quote = `case when v.text_right <> 'RESTRICTED' then substr(t.text, c.anchor_start + 1, c.anchor_end - c.anchor_start) end`;
const quoteUnavailable = `case when t.version_id is null then 'TEXT_NOT_HELD' when v.text_right = 'RESTRICTED'
    then 'TEXT_RESTRICTED' when c.anchor_start is null then 'ORPHANED' end`;

const articles = `
  with ${who}, ${collected('article')}, written as (
    select w.article_id, json_agg(json_build_object('id', id, 'name', name) order by position) as authors
    from article_author w join who using (actor_id) group by 1
  ), held as (
    select v.article_id, json_agg(json_build_object('id', v.id, 'key', v.key, 'kind', v.kind, 'language', v.language,
      'capturedOn', v.captured_on, 'sha256', v.sha256, 'length', v.length, 'textHeld', t.version_id is not null,
      'notice', v.notice) order by v.key collate "C") as versions
    from article_version v left join version_text t on t.version_id = v.id group by 1
  )
  select a.id, a.key, a.headline, a.url, o.id, o.name, a.outlet_basis, a.outlet_note, w.authors, a.published_edtf,
    a.published_earliest, a.published_latest, a.published_basis, a.published_note, a.section, a.language, a.genre,
    a.text_right, a.rights_holder, a.rights_note, a.created_at, h.versions, m.collections
  from article a join who o on o.actor_id = a.outlet_id left join written w on w.article_id = a.id
    left join held h on h.article_id = a.id left join collected m on m.member = a.id`;

const actors = `
  with ${who}, collected as (
    select i.canonical_id as member, json_agg(json_build_object('id', o.id, 'key', o.key, 'title', o.title)) as collections
    from collection_actor m join collection o on o.id = m.collection_id join actor_identity i using (actor_id) group by 1
  ), identified as (
    select canonical_id, array_agg(actor_id) as ids from actor_identity group by 1
  ), named as (
    select i.canonical_id, json_agg(json_build_object('value', n.value, 'language', n.language, 'script', n.script,
      'kind', n.kind, 'valid', json_build_object('edtf', n.valid_edtf, 'earliest', n.valid_earliest, 'latest', n.valid_latest))
      order by n.kind, n.value collate "C") as names
    from actor_name n join actor_identity i using (actor_id) group by 1
  ), held as (
    select i.canonical_id, json_agg(json_build_object('id', r.id, 'key', r.key, 'type', r.type, 'title', r.title,
      'to', json_build_object('id', w.id, 'name', w.name), 'valid', json_build_object('edtf', r.valid_edtf,
      'earliest', r.valid_earliest, 'latest', r.valid_latest, 'words', r.valid_words)) order by r.valid_earliest) as roles
    from actor_relation r join actor_identity i on i.actor_id = r.from_id join who w on w.actor_id = r.to_id group by 1
  )
  select a.id, a.key, a.kind, a.name, a.description, a.wikidata, a.active_edtf, a.active_earliest, a.active_latest,
    a.country, a.wire_agency, f.id, f.name, i.ids, n.names, h.roles, m.collections
  from actor a join identified i on i.canonical_id = a.id left join who f on f.actor_id = a.family_id
    left join named n on n.canonical_id = a.id left join held h on h.canonical_id = a.id
    left join collected m on m.member = a.id`;

const events = `
  with ${who}, ${collected('event')}, took as (
    select p.event_id, json_agg(json_build_object('position', position, 'role', role,
      'actor', json_build_object('id', id, 'name', name)) order by position) as participants
    from event_participant p join who using (actor_id) group by 1
  )
  select e.id, e.key, e.title, e.description, e.type, e.modes, e.status, e.time_edtf, e.time_earliest, e.time_latest,
    e.time_words, e.place_name, e.place_country, e.place_precision, e.latitude, e.longitude, b.id, b.key, b.title,
    p.participants, m.collections
  from event e left join event b on b.id = e.parent_id left join took p on p.event_id = e.id
    left join collected m on m.member = e.id`;

const claims = `
  with shown as (
    select * from claim where review_state <> 'DRAFT'
  ), ${who}, ${collected('claim')}, chains as (
    select l.claim_id, json_agg(json_build_object('position', l.position, 'role', l.role,
        'actor', case when w.id is not null then json_build_object('id', w.id, 'name', w.name) end, 'unnamed', l.unnamed,
        'quotation', l.quotation, 'relay', l.relay, 'cue', l.cue, 'certainty', l.certainty, 'polarity', l.polarity)
        order by l.position) as chain
    from attribution_link l left join who w on w.actor_id = l.actor_id group by 1
  ), about as (
    select claim_id,
      json_agg(json_build_object('id', id, 'name', name) order by position) filter (where role = 'SUBJECT') as subjects,
      json_agg(json_build_object('id', id, 'name', name) order by position) filter (where role = 'OBJECT') as objects
    from claim_actor join who using (actor_id) group by 1
  ), amounts as (
    select claim_id, json_agg(json_build_object('amount', amount, 'low', low, 'high', high, 'unit', unit, 'per', per,
      'approximate', approximate, 'words', words) order by position) as quantities
    from quantity group by 1
  ), cited as (
    select c.claim_id, max(greatest(v.notice, w.notice)) as notice, json_agg(json_build_object('id', c.id,
        'version', json_build_object('id', v.id, 'key', v.key), 'start', c.start_offset, 'end', c.end_offset,
        'status', c.anchor_status, 'quote', ${quote}, 'quoteUnavailable', ${quoteUnavailable})
        order by c.version_id, c.start_offset, c.end_offset, c.id) as citations
    from citation c join article_version v on v.id = c.version_id left join version_text t on t.version_id = v.id
      left join article_version w on w.revision_of_id = v.id
    group by 1
  ), speakers as (
    select p.claim_id, a.id, a.name, a.kind from claim_part p join actor a on a.id = p.actor_id where p.part = 'SPEAKER'
  )
  select c.id, c.key, c.statement, c.speech_act, c.polarity, c.certainty, c.temporality, c.review_state, c.reviewed_by,
    c.reviewed_on, c.origin, c.version_number, c.created_at, d.notice, a.published_edtf, a.published_earliest,
    a.published_latest, c.asserted_edtf, c.asserted_earliest, c.asserted_latest, c.asserted_words, c.stated_edtf,
    c.stated_earliest, c.stated_latest, c.stated_words, a.id, a.key, a.headline, a.url, a.language, a.genre, o.id, o.name,
    s.id, s.name, s.kind, c.relay, c.link_count, h.chain, b.subjects, b.objects, c.event_type, e.id, e.key, e.title,
    e.type, e.status, e.time_edtf, e.time_earliest, e.time_latest, q.quantities, d.citations, before.id, later.id, m.collections
  from shown c join article a on a.id = c.article_id join who o on o.actor_id = c.outlet_id
    left join speakers s on s.claim_id = c.id
    left join event e on e.id = c.event_id left join chains h on h.claim_id = c.id left join about b on b.claim_id = c.id
    left join amounts q on q.claim_id = c.id left join cited d on d.claim_id = c.id
    left join collected m on m.member = c.id
    left join shown before on before.id = c.supersedes_id left join shown later on later.supersedes_id = c.id`;

const citations = `
  with ${who}
  select c.id, c.position, ${quote}, ${quoteUnavailable}, c.start_offset, c.end_offset, c.quote_sha256, c.anchor_status,
    c.anchor_score, c.anchor_start, c.anchor_end, k.id, k.key, k.statement, k.speech_act, k.polarity, k.review_state,
    s.id, s.name, o.id, o.name, v.id, v.key, v.kind, v.language, v.sha256, v.length, v.notice, v.text_right, a.id, a.key,
    a.headline, a.url, a.published_edtf, a.published_earliest, a.published_latest
  from citation c join claim k on k.id = c.claim_id and k.review_state <> 'DRAFT' join who o on o.actor_id = k.outlet_id
    left join claim_part p on p.claim_id = k.id and p.part = 'SPEAKER' left join actor s on s.id = p.actor_id
    join article_version v on v.id = c.version_id join article a on a.id = v.article_id
    left join version_text t on t.version_id = v.id`;

export const ceilings = { articles, actors, events, claims, citations };
