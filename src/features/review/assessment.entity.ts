import type * as Api from '../../generated/resolvers.js';
import { anyOf } from '../../lib/filter.js';
import { key } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { groupOf } from '../actor/index.js';
import { columns, entity, idKey, relation, owned, visibleThroughClaim } from '../base/index.js';

export const assessments = entity<Api.AssessmentFilter, Api.AssessmentOrderField>()({
  type: 'Assessment',
  table: 'assessment',
  prefix: 'assessment',
  columns: columns(`id outlet_id article_id claim_id scale value topic period_edtf period_earliest period_latest made_by
    made_on reason`),
  primaryKey: idKey,
  orders: { MADE_ON: [key('made_on', 'date')] },
  defaultOrder: [{ field: 'MADE_ON' }],
  visible: (at) => anyOf([sql`${at.column('claim_id')} is null`, visibleThroughClaim(at, 'claim_id')]),
});

export const actorAssessments = relation(
  'actor.assessments',
  () => assessments,
  (at, parent) => sql`${at.column('outlet_id')} in (${groupOf(parent)})`,
);

export const articleAssessments = owned('article.assessments', () => assessments, 'article_id');

export const claimAssessments = owned('claim.assessments', () => assessments, 'claim_id');
