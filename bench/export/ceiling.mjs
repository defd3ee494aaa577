/**
 * The columns of an export of claims, as somebody would write them who knows the tables: everything that a line of
 * `/export/claims.ndjson` holds. Each list is put together once for all claims, not once for each.
 */
export const claimColumns = `
  with shown as (
    select * from claim where review_state <> 'DRAFT'
  ), who as (
    select i.actor_id, a.id, a.name, a.kind from actor_identity i join actor a on a.id = i.canonical_id
  ), chains as (
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
        'status', c.anchor_status,
        'quote', case when v.text_right <> 'RESTRICTED' then substr(t.text, c.anchor_start + 1, c.anchor_end - c.anchor_start) end,
        'quoteUnavailable', case when t.version_id is null then 'TEXT_NOT_HELD' when v.text_right = 'RESTRICTED'
          then 'TEXT_RESTRICTED' when c.anchor_start is null then 'ORPHANED' end)
        order by c.version_id, c.start_offset, c.end_offset, c.id) as citations
    from citation c join article_version v on v.id = c.version_id left join version_text t on t.version_id = v.id
      left join article_version w on w.revision_of_id = v.id
    group by 1
  ), collected as (
    select m.claim_id, json_agg(json_build_object('id', o.id, 'key', o.key, 'title', o.title)) as collections
    from collection_claim m join collection o on o.id = m.collection_id group by 1
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
    left join collected m on m.claim_id = c.id
    left join shown before on before.id = c.supersedes_id left join shown later on later.supersedes_id = c.id`;
