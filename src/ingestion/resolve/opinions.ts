import { dateColumns, isBefore, wordedDateColumns } from './dates.js';
import type { Draft, Spot } from './draft.js';
import type { AssessmentEntry, ClaimRelationEntry, JudgementEntry, RelationEntry } from '../dossier/types.js';
import type { Planned } from './records.js';

/** The id of the newest version of a claim, by `article-key/claim-key`; undefined when there is none. */
export type ClaimIds = ReadonlyMap<string, string>;

export function resolveRelation(draft: Draft, claims: ClaimIds, entry: RelationEntry, spot: Spot): Planned {
  const id = draft.define('relation', entry.key, spot);
  if (entry.from === entry.to) draft.fault(spot, `"${entry.from}" stands in relation to itself`);
  const row = {
    id,
    key: entry.key,
    from_id: draft.refer('actor', entry.from, spot.at('from')),
    to_id: draft.refer('actor', entry.to, spot.at('to')),
    type: entry.type,
    title: entry.title ?? null,
    ...wordedDateColumns(draft, 'valid', entry.valid, spot.at('valid')),
  };
  const said = (entry.claims ?? []).map((key) => ({ claim_id: claims.get(key) }));
  return { id, spot, row, children: { actor_relation_claim: said } };
}

export function resolveClaimRelation(draft: Draft, claims: ClaimIds, entry: ClaimRelationEntry, spot: Spot): Planned {
  const { from, to, type, subKind } = entry;
  const id = draft.define('claim-relation', `${from} ${subKind ? `${type}/${subKind}` : type} ${to}`, spot);
  if (from === to) draft.fault(spot, `"${from}" stands in relation to itself`);
  if (subKind && type !== 'CONTRADICTS') draft.fault(spot.at('subKind'), `"subKind" is for CONTRADICTS, not ${type}`);
  const row = {
    id,
    from_id: claims.get(from),
    to_id: claims.get(to),
    type,
    sub_kind: subKind ?? null,
    basis: entry.basis,
    rationale: entry.rationale ?? null,
  };
  return { id, spot, row, children: {} };
}

export function resolveJudgement(draft: Draft, entry: JudgementEntry, spot: Spot): Planned {
  const { a, b, verdict, by, on, why } = entry;
  const id = draft.define('judgement', [a, b, verdict, by, on].join('/'), spot);
  const withdrawn = typeof entry.withdrawn === 'string' ? { on: entry.withdrawn } : entry.withdrawn;
  if (a === b) draft.fault(spot, `"${a}" is compared with itself`);
  if (withdrawn && isBefore(withdrawn.on, on)) draft.fault(spot.at('withdrawn'), 'it is withdrawn before it is made');
  const row = {
    id,
    a_id: draft.refer('actor', a, spot.at('a')),
    b_id: draft.refer('actor', b, spot.at('b')),
    verdict,
    made_by: by,
    made_on: on,
    reason: why,
    withdrawn_on: withdrawn?.on ?? null,
    withdrawn_by: withdrawn?.by ?? null,
  };
  return { id, spot, row, children: {} };
}

export function resolveAssessment(draft: Draft, claims: ClaimIds, entry: AssessmentEntry, spot: Spot): Planned {
  const { target, scale, topic, by, on } = entry;
  const value = String(entry.value);
  const period = dateColumns(draft, 'period', entry.period, spot.at('period'));
  const key = [...Object.entries(target)[0]!, scale, topic ?? '', period['period_edtf'] ?? '', by, on].join('/');
  const id = draft.define('assessment', key, spot);
  if (/\d/.test(value) !== (scale === 'INFORMATION_CREDIBILITY'))
    draft.fault(
      spot.at('value'),
      `${scale} goes from ${scale === 'SOURCE_RELIABILITY' ? 'A to F' : '1 to 6'}, not "${value}"`,
    );
  const row = {
    id,
    outlet_id: target.outlet === undefined ? null : draft.refer('actor', target.outlet, spot.at('target', 'outlet')),
    article_id:
      target.article === undefined ? null : draft.refer('article', target.article, spot.at('target', 'article')),
    claim_id: target.claim === undefined ? null : claims.get(target.claim),
    scale,
    value,
    topic: topic ?? null,
    ...period,
    made_by: by,
    made_on: on,
    reason: entry.why,
  };
  return { id, spot, row, children: {} };
}
