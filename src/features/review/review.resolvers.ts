import type { Resolvers } from '../../generated/resolvers.js';
import { present } from '../../lib/errors.js';
import { findActor } from '../actor/index.js';
import { articles } from '../article/index.js';
import { addNodeKinds, edtfDate, globalId, type Loaders } from '../base/index.js';
import { claims } from '../claim/index.js';
import {
  actorAssessments,
  articleAssessments,
  assessments,
  claimAssessments,
  type AssessmentRow,
} from './assessment.entity.js';
import {
  claimRelations,
  claimRoles,
  contradicting,
  corroborating,
  relationsFromClaim,
  relationsToClaim,
} from './relation.entity.js';

addNodeKinds({
  claimrelation: { typename: 'ClaimRelation', load: (loaders, id) => loaders.byId(claimRelations, id) },
  assessment: { typename: 'Assessment', load: (loaders, id) => loaders.byId(assessments, id) },
});

export const reviewResolvers: Resolvers = {
  Claim: {
    relations: ({ id }, args, { loaders }) => loaders.related(relationsFromClaim, id, args),
    inverseRelations: ({ id }, args, { loaders }) => loaders.related(relationsToClaim, id, args),
    corroborating: ({ id }, args, { loaders }) => loaders.related(corroborating, id, args),
    contradicting: ({ id }, args, { loaders }) => loaders.related(contradicting, id, args),
    actorRelations: ({ id }, args, { loaders }) => loaders.related(claimRoles, id, args),
    assessments: ({ id }, args, { loaders }) => loaders.related(claimAssessments, id, args),
  },
  ClaimRelation: {
    id: globalId('claimrelation'),
    from: async ({ fromId }, _args, { loaders }) => present(await loaders.byId(claims, fromId), 'ClaimRelation.from'),
    to: async ({ toId }, _args, { loaders }) => present(await loaders.byId(claims, toId), 'ClaimRelation.to'),
  },
  Assessment: {
    id: globalId('assessment'),
    target: (row, _args, { loaders }) => targetOf(loaders, row),
    period: (row) => edtfDate(row.periodEdtf, row.periodEarliest, row.periodLatest),
  },
  Article: {
    assessments: ({ id }, args, { loaders }) => loaders.related(articleAssessments, id, args),
  },
  Actor: {
    assessments: ({ id }, args, { loaders }) => loaders.related(actorAssessments, id, args),
  },
};

async function targetOf(loaders: Loaders, { outletId, articleId, claimId }: AssessmentRow) {
  if (outletId) return { __typename: 'Actor' as const, ...present(await findActor(loaders, outletId), 'outlet') };
  if (articleId)
    return { __typename: 'Article' as const, ...present(await loaders.byId(articles, articleId), 'article') };
  const claim = await loaders.byId(claims, present(claimId, 'Assessment.target'));
  return { __typename: 'Claim' as const, ...present(claim, 'claim') };
}
