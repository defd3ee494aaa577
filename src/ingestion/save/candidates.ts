import type { Plan } from '../resolve/index.js';
import { query, type Transaction } from '../sql.js';

/**
 * Lets the rules look for contradictions again in the events of these claims, and in those of claims that relations now
 * join. Gives the number of candidates that came, changed or went; none when nothing else changed.
 */
export async function proposeFor(tx: Transaction, { claims, claimRelations }: Plan): Promise<number> {
  const related = claimRelations.flatMap(({ row }) => [row['from_id'], row['to_id']]);
  const ids = [...claims.map(({ id }) => id), ...related];
  if (ids.length === 0) return 0;
  const [result] = await query<{ count: number }>(
    tx,
    `with touched (id) as (select jsonb_array_elements_text($1::jsonb)::uuid)
     select (p.written + p.removed)::int as count from propose_contradictions(array(
       select event_id from claim where id in (select id from touched) and event_id is not null
       union select event_id from contradiction_candidate where from_id in (select id from touched)
       union select event_id from contradiction_candidate where to_id in (select id from touched))) p`,
    ids,
  );
  return result?.count ?? 0;
}
