import sql from 'sql-template-tag';
import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { columns, entity, everywhere, idKey, relation } from '../base/index.js';
import { groupOf } from './group.js';

export interface IdentityJudgementRow {
  readonly id: string;
  readonly aId: string;
  readonly bId: string;
  readonly verdict: Api.IdentityVerdict;
  readonly madeBy: string;
  readonly madeOn: string;
  readonly reason: string;
  readonly withdrawnOn: string | null;
  readonly withdrawnBy: string | null;
}

/** An actor's record by its own id. */
export interface IdentifiedRecordRow {
  readonly id: string;
  readonly name: string;
  readonly kind: Api.ActorKind;
}

export const judgements = entity<IdentityJudgementRow, Api.IdentityJudgementFilter, Api.IdentityJudgementOrderField>()({
  table: 'identity_judgement',
  columns: columns('id a_id b_id verdict made_by made_on reason withdrawn_on withdrawn_by'),
  primaryKey: idKey,
  orders: { MADE_ON: [key('made_on', 'date')] },
  defaultOrder: [{ field: 'MADE_ON' }],
  visible: everywhere,
});

export const actorJudgements = relation(
  'actor.judgements',
  () => judgements,
  (at, parent) => sql`(${at.column('a_id')} in (${groupOf(parent)}) or ${at.column('b_id')} in (${groupOf(parent)}))`,
);
