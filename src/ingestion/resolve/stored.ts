import { query, type Transaction } from '../sql.js';
import type { Draft } from './draft.js';
import type { Planned } from './records.js';

/** A stored version never changes what it is a wording of, nor its text. */
export async function demandSameTexts(draft: Draft, versions: readonly Planned[], tx: Transaction): Promise<void> {
  if (versions.length === 0) return;
  const differing = await query<{ id: string; what: string }>(
    tx,
    `select stored.id::text as id,
       case when stored.sha256 <> wanted.sha256 or stored.length <> wanted.length then 'text'
            when stored.kind <> wanted.kind then 'kind' else 'language' end as what
     from jsonb_populate_recordset(null::article_version, $1::jsonb) wanted join article_version stored on stored.id = wanted.id
     where (stored.sha256, stored.length, stored.kind, stored.language)
       is distinct from (wanted.sha256, wanted.length, wanted.kind, wanted.language)`,
    versions.map(({ row }) => row),
  );
  const whats = new Map(differing.map(({ id, what }) => [id, what]));
  for (const { id, spot, row } of versions)
    if (whats.has(id))
      draft.faults.push({
        ...spot.place,
        reason: `version "${String(row['key'])}" is stored with another ${whats.get(id)} and never changes: give the new wording a key of its own, with "revisionOf"`,
      });
}

interface StoredJudgement {
  readonly id: string;
  readonly reason: string;
  readonly withdrawn_on: string | null;
}

/** A judgement is withdrawn, never rewritten. Gives the ids of those that the dossier withdraws now. */
export async function demandSameJudgements(
  draft: Draft,
  judgements: readonly Planned[],
  tx: Transaction,
): Promise<Set<string>> {
  if (judgements.length === 0) return new Set();
  const rows = await query<StoredJudgement>(
    tx,
    `select id::text as id, reason, withdrawn_on::text as withdrawn_on from identity_judgement
     where id in (select jsonb_array_elements_text($1::jsonb)::uuid)`,
    judgements.map(({ id }) => id),
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const withdrawn = new Set<string>();
  for (const { id, spot, row } of judgements) {
    const known = stored.get(id);
    if (!known) continue;
    const end = row['withdrawn_on'] as string | null;
    if (known.reason !== row['reason'])
      draft.faults.push({ ...spot.place, reason: 'a judgement is not rewritten: withdraw this one and make another' });
    else if (end && known.withdrawn_on && end !== known.withdrawn_on)
      draft.faults.push({ ...spot.place, reason: `the judgement was withdrawn on ${known.withdrawn_on} already` });
    else if (end && !known.withdrawn_on) withdrawn.add(id);
  }
  return withdrawn;
}
