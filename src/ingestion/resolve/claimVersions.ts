import { idOf } from '../../lib/ids.js';
import { sha256 } from '../../provenance/index.js';
import type { Fault } from '../faults.js';
import { query, type Transaction } from '../sql.js';
import type { Draft } from './draft.js';
import { contentHash, type PlannedClaim } from './records.js';

export interface StoredClaim {
  readonly id: string;
  readonly key: string;
  readonly version_number: number;
  readonly review_state: string;
  readonly import_hash: string | null;
}

/**
 * What becomes of a claim.
 * add: it is new. rewrite: a draft takes the new content. supersede: a decided claim gets a new version.
 * review: only the decision or the reading order changed. keep: nothing changed.
 */
export type ClaimAction = 'add' | 'rewrite' | 'supersede' | 'review' | 'keep';

export interface DecidedClaim {
  readonly claim: PlannedClaim;
  readonly action: ClaimAction;
  /** Of the row that holds the content in the end. */
  readonly id: string;
  /** From this the ids of its citations are derived. */
  readonly idKey: string;
  readonly versionNumber: number;
  readonly stored: StoredClaim | undefined;
  readonly importHash: string;
}

const OPEN_STATES = new Set(['DRAFT', 'IN_REVIEW']);

/** Compares the claims with their newest stored versions. What the review forbids is a fault. */
export async function decideClaims(draft: Draft, claims: readonly PlannedClaim[], tx: Transaction) {
  const stored = await newestVersions(
    tx,
    claims.map(({ key }) => key),
  );
  const decided = claims.map((claim) => decide(claim, stored.get(claim.key)));
  for (const one of decided) {
    const reason = refusalOf(one);
    if (reason) draft.faults.push({ ...one.claim.spot.place, reason } satisfies Fault);
  }
  return decided;
}

function decide(claim: PlannedClaim, stored: StoredClaim | undefined): DecidedClaim {
  const content = contentHash(claim.row, claim.children);
  const importHash = `${content}.${sha256(JSON.stringify([claim.review, claim.position])).slice(0, 16)}`;
  const action = actionOf(stored, content, importHash);
  const versionNumber = (stored?.version_number ?? 1) + (action === 'supersede' ? 1 : 0);
  const idKey = versionNumber === 1 ? claim.key : `${claim.key}@${versionNumber}`;
  return { claim, action, id: idOf('claim', idKey), idKey, versionNumber, stored, importHash };
}

function actionOf(stored: StoredClaim | undefined, content: string, importHash: string): ClaimAction {
  if (!stored) return 'add';
  if (stored.import_hash === importHash) return 'keep';
  if (stored.import_hash?.startsWith(`${content}.`)) return 'review';
  return OPEN_STATES.has(stored.review_state) ? 'rewrite' : 'supersede';
}

function refusalOf({ claim, action, stored }: DecidedClaim): string | undefined {
  if (!stored || OPEN_STATES.has(stored.review_state) || !OPEN_STATES.has(claim.review.state)) return undefined;
  if (action === 'supersede')
    return `the claim is ${stored.review_state}; changed content supersedes it and needs a decided "review", not ${claim.review.state}`;
  return action === 'review'
    ? `the claim is ${stored.review_state} and cannot become ${claim.review.state} again`
    : undefined;
}

/** The newest stored version of each claim, by `article-key/claim-key`. */
export async function newestVersions(tx: Transaction, keys: readonly string[]): Promise<Map<string, StoredClaim>> {
  if (keys.length === 0) return new Map();
  const rows = await query<StoredClaim>(
    tx,
    `select distinct on (c.article_id, c.key) c.id::text as id, a.key || '/' || c.key as key, c.version_number,
       c.review_state::text as review_state, c.import_hash
     from (select distinct jsonb_array_elements_text($1::jsonb) as key) wanted
     join article a on a.key = split_part(wanted.key, '/', 1)
     join claim c on c.article_id = a.id and c.key = split_part(wanted.key, '/', 2)
     order by c.article_id, c.key, c.version_number desc`,
    keys,
  );
  return new Map(rows.map((row) => [row.key, row]));
}
