import { sql, type Sql } from '../../lib/sql.js';
import type { At } from '../base/index.js';

/** How each role hands on what was said before it. */
const handedOn = sql`case l.role when 'REPORTING_OUTLET' then 'as reported by ' when 'WIRE_AGENCY' then 'as carried by '
  when 'DOCUMENT' then 'as written in ' when 'SPOKESPERSON' then 'as spoken by ' when 'ORIGINAL_SPEAKER' then 'as told by '
  else 'as passed on by ' end`;

const named = sql`case when a.kind <> 'UNNAMED_SOURCE' then a.name
  when l.unnamed is not null then 'an unnamed source (“' || l.unnamed || '”)' else 'an unnamed source' end`;

/** The chain in words, from whoever it goes back to up to the outlet: "B, as told by C, as reported by A". */
export const attributionOf = (claim: At): Sql => sql`(
  select case when count(*) = 1 then max(${named}) || ', in its own voice'
    else string_agg(case when l.position < ${claim.column('link_count')} - 1 then ${handedOn} else '' end || ${named}, ', '
      order by l.position desc) end
  from attribution_link l
  left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
  where l.claim_id = ${claim.column('id')})`;
