import { idOf } from '../../lib/ids.js';
import type { Tally } from '../report.js';
import type { ClaimAction, DecidedClaim } from '../resolve/claimVersions.js';
import type { Row } from '../resolve/records.js';
import { deleteRows, execute, insertRows, updateRows, type Transaction } from '../sql.js';
import { logChanges, snapshot, type ChildTable } from './changes.js';
import { reasonsOf } from './records.js';

const CHILDREN: readonly ChildTable[] = ['claim_actor', 'quantity', 'attribution_link', 'citation'].map((table) => ({
  table,
  parent: 'claim_id',
  order: 'c.position',
}));

/**
 * Stores claims with all that belongs to them. A claim is written as a draft and decided at the end, since Postgres
 * freezes the content of a decided claim; a decided one whose content changed is left as it is and superseded.
 */
export async function saveClaims(tx: Transaction, decided: readonly DecidedClaim[], tally: Tally): Promise<void> {
  const those = (...actions: ClaimAction[]) => decided.filter(({ action }) => actions.includes(action));
  const written = those('add', 'rewrite', 'supersede');
  const logged = those('rewrite', 'review').map(({ id }) => id);
  const before = await snapshot(tx, 'claim', CHILDREN, logged);
  await insertRows(tx, 'claim', those('add', 'supersede').map(newRow));
  await updateRows(
    tx,
    'claim',
    those('rewrite').map(({ id, claim }) => ({ id, ...claim.row })),
  );
  for (const { table } of CHILDREN) {
    await deleteRows(
      tx,
      table,
      'claim_id',
      those('rewrite').map(({ id }) => id),
    );
    await insertRows(
      tx,
      table,
      written.flatMap((one) => childRows(one, table)),
    );
  }
  await supersede(tx, those('supersede'));
  await updateRows(tx, 'claim', those('add', 'rewrite', 'supersede', 'review').map(decisionRow));
  const reasons = reasonsOf(those('rewrite', 'review').map(({ id, claim: { spot } }) => ({ id, spot })));
  await logChanges(tx, 'claim', before, await snapshot(tx, 'claim', CHILDREN, logged), reasons);
  tally.add('claims', 'added', those('add').length);
  tally.add('claims', 'changed', those('rewrite', 'supersede', 'review').length);
  tally.add('claims', 'unchanged', those('keep').length);
}

const newRow = ({ id, versionNumber, action, stored, claim }: DecidedClaim): Row => ({
  id,
  ...claim.row,
  review_state: 'DRAFT',
  origin: 'IMPORTED',
  version_number: versionNumber,
  supersedes_id: action === 'supersede' ? stored!.id : null,
});

const decisionRow = ({ id, claim, importHash }: DecidedClaim): Row => ({
  id,
  review_state: claim.review.state,
  reviewed_by: claim.review.by,
  reviewed_on: claim.review.on,
  position: claim.position,
  import_hash: importHash,
});

function childRows({ id, idKey, claim }: DecidedClaim, table: string): Row[] {
  return (claim.children[table] ?? []).map((row) =>
    table === 'citation'
      ? {
          id: idOf('citation', `${idKey}/${String(row['position'])}`),
          claim_id: id,
          article_id: claim.articleId,
          ...row,
        }
      : { claim_id: id, ...row },
  );
}

async function supersede(tx: Transaction, superseding: readonly DecidedClaim[]): Promise<void> {
  const old = superseding.map(({ stored }) => stored!.id);
  if (old.length === 0) return;
  const before = await snapshot(tx, 'claim', [], old);
  await execute(
    tx,
    `update claim set review_state = 'SUPERSEDED' where id in (select jsonb_array_elements_text($1::jsonb)::uuid)`,
    old,
  );
  const reasons = new Map(superseding.map(({ stored, id }) => [stored!.id, `superseded by ${id}`]));
  await logChanges(tx, 'claim', before, await snapshot(tx, 'claim', [], old), reasons);
}
