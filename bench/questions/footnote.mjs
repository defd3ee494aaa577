import { globalId, shuffled } from './lib/ids.mjs';

export const question = {
  name: 'footnote',
  title: 'dossier of a claim',
  place: 33,
  // What the database has to give; formatting is a program's work, and the same for everybody.
  sourcebook: {
    query: `query ($id: ID!) {
      claim(id: $id) {
        footnote {
          statement reviewState notice contradictingCount
          chain { position role cue actor { name } }
          article { headline url outlet { name } authors { name } }
          pinpoints { kind paragraph lastParagraph citation { start end quote } }
        }
      }
    }`,
  },
  // Paragraphs and notices would be functions of ours that it only calls.
  postgraphile: null,
  ceiling: {
    sql: `select json_build_object('claim', json_build_object('footnote', json_build_object(
        'statement', c.statement, 'reviewState', c.review_state,
        'notice', (with recursive cited (id) as (select version_id from citation where claim_id = c.id
            union select later.id from cited join article_version later on later.revision_of_id = cited.id)
          select max(v.notice) from cited join article_version v on v.id = cited.id),
        'contradictingCount', (select count(*) from claim o where o.review_state <> 'DRAFT' and o.id in (
          select to_id from claim_relation where from_id = c.id and type = 'CONTRADICTS'
          union all select from_id from claim_relation where to_id = c.id and type = 'CONTRADICTS')),
        'chain', (select json_agg(json_build_object('position', l.position, 'role', l.role, 'cue', l.cue,
            'actor', case when a.id is not null then json_build_object('name', a.name) end) order by l.position)
          from attribution_link l left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
          where l.claim_id = c.id),
        'article', json_build_object('headline', r.headline, 'url', r.url,
          'outlet', (select json_build_object('name', a.name) from actor_identity i join actor a on a.id = i.canonical_id where i.actor_id = r.outlet_id),
          'authors', (select coalesce(json_agg(json_build_object('name', a.name) order by w.position), '[]')
            from article_author w join actor_identity i on i.actor_id = w.actor_id join actor a on a.id = i.canonical_id where w.article_id = r.id)),
        'pinpoints', (select json_agg(json_build_object(
            'kind', (select g.kind from version_range g where g.version_id = x.version_id and g.start_offset <= x.start_offset
              and g.end_offset > x.start_offset order by g.position limit 1),
            'paragraph', b.first, 'lastParagraph', b.last,
            'citation', json_build_object('start', x.start_offset, 'end', x.end_offset,
              'quote', case when v.text_right in ('OPEN', 'QUOTATION') then substr(t.text, x.anchor_start + 1, x.anchor_end - x.anchor_start) end))
            order by x.position)
          from citation x join article_version v on v.id = x.version_id left join version_text t on t.version_id = v.id
          cross join lateral (select
              case when max(g.end_offset) filter (where g.start_offset <= x.start_offset) > x.start_offset
                then count(*) filter (where g.start_offset <= x.start_offset) end as first,
              case when max(g.end_offset) filter (where g.start_offset <= x.end_offset - 1) > x.end_offset - 1
                then count(*) filter (where g.start_offset <= x.end_offset - 1) end as last
            from version_range g where g.version_id = x.version_id and g.kind = 'BODY') b
          where x.claim_id = c.id))))::text
      from claim c join article r on r.id = c.article_id where c.id = $1`,
  },
  async variables({ rows }) {
    const claims = await rows(shuffled(`select id from claim where review_state <> 'DRAFT'`, 96));
    return claims.map(({ id }) => ({ values: [id], sourcebook: { id: globalId('claim', id) } }));
  },
};
