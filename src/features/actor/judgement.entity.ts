import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { columns, entity, everywhere, idKey, relation, type Rows } from '../base/index.js';
import { groupOf } from './group.js';

export const judgements = entity<Api.IdentityJudgementFilter, Api.IdentityJudgementOrderField>()({
  type: 'IdentityJudgement',
  table: 'identity_judgement',
  prefix: 'judgement',
  columns: columns('id a_id b_id verdict made_by made_on reason withdrawn_on withdrawn_by'),
  primaryKey: idKey,
  orders: { MADE_ON: [key('made_on', 'date')] },
  defaultOrder: [{ field: 'MADE_ON' }],
  visible: everywhere,
});

/** Records of actors by their own ids, whatever answers for them. */
export const judgedRecords: Rows = {
  type: 'IdentifiedRecord',
  table: 'actor',
  columns: columns('id name kind'),
  visible: everywhere,
};

export const actorJudgements = relation(
  'actor.judgements',
  () => judgements,
  (at, parent) => sql`(${at.column('a_id')} in (${groupOf(parent)}) or ${at.column('b_id')} in (${groupOf(parent)}))`,
);
