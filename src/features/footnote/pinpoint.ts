import { sql, type Sql } from '../../lib/sql.js';
import type { At } from '../base/index.js';

/** Number of the body paragraph in which an offset of a version stands; null outside of the body. */
const paragraphAt = (version: Sql, offset: Sql): Sql => sql`(
  select case when max(b.end_offset) filter (where b.start_offset <= ${offset}) > ${offset}
    then (count(*) filter (where b.start_offset <= ${offset}))::int end
  from version_range b where b.version_id = ${version} and b.kind = 'BODY')`;

/** The cited words of a claim in the coder's order, each with the part of the text in which they begin. */
export const pinpointsOf = (claim: At): Sql => sql`
  select c.id as citation_id, c.position,
    (select r.kind from version_range r where r.version_id = c.version_id and r.start_offset <= c.start_offset
      and r.end_offset > c.start_offset order by r.position limit 1) as kind,
    ${paragraphAt(sql`c.version_id`, sql`c.start_offset`)} as paragraph,
    ${paragraphAt(sql`c.version_id`, sql`c.end_offset - 1`)} as last_paragraph
  from citation c where c.claim_id = ${claim.column('id')} order by c.position`;
