import { sql, type Sql } from '../../lib/sql.js';
import type { At } from '../base/index.js';
import { noticeOf } from '../claim/index.js';
import { pinpointsOf } from './pinpoint.js';

/** What a citation of a claim is written from (`Source`): the article, the version cited first, the paragraphs in it. */
export const sourceOf = (claim: At): Sql => sql`(
  select json_build_object(
    'key', a.key, 'headline', a.headline, 'url', a.url, 'language', a.language, 'edtf', a.published_edtf,
    'earliest', a.published_earliest, 'latest', a.published_latest, 'basis', a.published_basis,
    'outlet', o.name, 'outletKind', o.kind,
    'authors', (select coalesce(json_agg(json_build_object('name', p.name, 'kind', p.kind) order by w.position), '[]')
      from article_author w join actor_identity i on i.actor_id = w.actor_id join actor p on p.id = i.canonical_id
      where w.article_id = a.id),
    'captured', v.captured_on, 'sha256', v.sha256, 'notice', ${noticeOf(claim)},
    'paragraph', cited.paragraph, 'lastParagraph', cited.last_paragraph)
  from article a
  join actor_identity i on i.actor_id = a.outlet_id join actor o on o.id = i.canonical_id
  left join lateral (
    select v.id, v.captured_on, v.sha256 from citation c join article_version v on v.id = c.version_id
    where c.claim_id = ${claim.column('id')} order by v.kind = 'PUBLISHED' desc, c.position limit 1
  ) v on true
  left join lateral (
    select min(p.paragraph) as paragraph, max(p.last_paragraph) as last_paragraph
    from (${pinpointsOf(claim)}) p join citation c on c.id = p.citation_id where c.version_id = v.id
  ) cited on true
  where a.id = ${claim.column('article_id')})`;
