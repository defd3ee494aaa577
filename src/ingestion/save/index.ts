import { Tally, type ImportReport } from '../report.js';
import { DOSSIER_DETECTOR } from '../resolve/article.js';
import { memberId, type Plan } from '../resolve/index.js';
import type { Membership, Planned, PlannedText } from '../resolve/records.js';
import { deleteRows, execute, insertRows, query, type Transaction } from '../sql.js';
import { logRemovals, snapshot } from './changes.js';
import { proposeFor } from './candidates.js';
import { saveClaims } from './claims.js';
import { changeOf, stores, writeRecords, type Store } from './records.js';

/** Told while an import runs: a stage, and how many records it is about. */
export type Progress = (stage: string, records: number) => void;

/** Writes a plan in the order in which records refer to each other. */
export async function save(tx: Transaction, plan: Plan, files: number, onProgress: Progress): Promise<ImportReport> {
  const tally = new Tally();
  const children: (() => Promise<void>)[] = [];
  const step = async (store: Store, planned: readonly Planned[]): Promise<void> => {
    onProgress(store.kind, planned.length);
    children.push(await writeRecords(tx, store, await changeOf(tx, store, planned, tally)));
  };
  const childrenOfAll = async (): Promise<void> => {
    for (const write of children.splice(0)) await write();
  };
  await step(stores.collections, plan.collections);
  await step(stores.actors, plan.actors);
  await step(stores.events, plan.events);
  await step(stores.articles, plan.articles);
  await step(stores.versions, plan.versions);
  await childrenOfAll();
  await saveTexts(tx, plan.texts, tally);
  onProgress('claims', plan.claims.length);
  await saveClaims(tx, plan.claims, tally);
  await step(stores.mentions, plan.mentions);
  const removed = await removeMentions(tx, plan);
  await step(stores.relations, plan.relations);
  await step(stores.claimRelations, plan.claimRelations);
  await saveJudgements(tx, plan, tally);
  await step(stores.assessments, plan.assessments);
  await childrenOfAll();
  const memberships = await saveMemberships(tx, plan);
  onProgress('candidates', await proposeFor(tx, plan));
  const drafts = plan.claims.filter(({ claim }) => ['DRAFT', 'IN_REVIEW'].includes(claim.review.state)).length;
  return tally.report(files, drafts, removed + memberships);
}

/** A text that comes with a dossier is the version's own; it takes the place of a copy that was attached. */
async function saveTexts(tx: Transaction, texts: readonly PlannedText[], tally: Tally): Promise<void> {
  if (texts.length === 0) return;
  const rows = await query<{ id: string; sha256: string }>(
    tx,
    `select version_id::text as id, sha256 from version_text
     where version_id in (select jsonb_array_elements_text($1::jsonb)::uuid)`,
    texts.map(({ versionId }) => versionId),
  );
  const held = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  const wanted = texts.filter(({ versionId, sha256 }) => held.get(versionId) !== sha256);
  const copies = wanted.map(({ versionId }) => versionId).filter((id) => held.has(id));
  await deleteRows(tx, 'version_text', 'version_id', copies);
  await insertRows(
    tx,
    'version_text',
    wanted.map(({ versionId, ...text }) => ({ version_id: versionId, ...text })),
  );
  tally.add('texts', 'added', wanted.length - copies.length);
  tally.add('texts', 'changed', copies.length);
  tally.add('texts', 'unchanged', texts.length - wanted.length);
}

/** Mentions that an earlier form of the dossier had; those that others found stay. */
async function removeMentions(tx: Transaction, { articles, mentions }: Plan): Promise<number> {
  if (articles.length === 0) return 0;
  const rows = await query<{ id: string }>(
    tx,
    `select m.id::text as id from mention m join article_version v on v.id = m.version_id
     where v.article_id in (select jsonb_array_elements_text($1::jsonb)::uuid) and m.detector = '${DOSSIER_DETECTOR}'`,
    articles.map(({ id }) => id),
  );
  const wanted = new Set(mentions.map(({ id }) => id));
  const gone = rows.map(({ id }) => id).filter((id) => !wanted.has(id));
  await logRemovals(tx, 'mention', await snapshot(tx, 'mention', [], gone));
  await deleteRows(tx, 'mention', 'id', gone);
  return gone.length;
}

async function saveJudgements(tx: Transaction, { judgements, withdrawn }: Plan, tally: Tally): Promise<void> {
  const added = await insertRows(
    tx,
    'identity_judgement',
    judgements.map(({ row }) => row),
    { orSkip: true },
  );
  const ended = judgements.filter(({ id }) => withdrawn.has(id));
  if (ended.length > 0)
    await execute(
      tx,
      `update identity_judgement j set withdrawn_on = w.withdrawn_on, withdrawn_by = w.withdrawn_by
       from jsonb_populate_recordset(null::identity_judgement, $1::jsonb) w where j.id = w.id`,
      ended.map(({ row }) => row),
    );
  tally.add('judgements', 'added', added);
  tally.add('judgements', 'changed', ended.length);
  tally.add('judgements', 'unchanged', judgements.length - added - ended.length);
}

async function saveMemberships(tx: Transaction, { memberships, claims }: Plan): Promise<number> {
  const claimIds = new Map(claims.map(({ claim, id }) => [claim.key, id]));
  let added = 0;
  for (const kind of ['article', 'actor', 'event', 'claim'] as const) {
    const rows = memberships.filter((one) => one.kind === kind).map((one) => membershipRow(one, claimIds));
    added += await insertRows(tx, `collection_${kind}`, rows, { orSkip: true });
  }
  return added;
}

const membershipRow = (one: Membership, claimIds: ReadonlyMap<string, string>) => ({
  collection_id: one.collectionId,
  [`${one.kind}_id`]: memberId(one, claimIds),
});
