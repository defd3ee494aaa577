import { actors } from '../actor/index.js';
import { articles } from '../article/index.js';
import { id, many, oneOf, theOne, vagueDate, type FieldsOfTypes } from '../base/index.js';
import { claims } from '../claim/index.js';
import { actorAssessments, articleAssessments, claimAssessments } from './assessment.entity.js';
import * as relation from './relation.entity.js';

export const reviewFields: FieldsOfTypes = {
  Claim: {
    relations: many(relation.relationsFromClaim),
    inverseRelations: many(relation.relationsToClaim),
    corroborating: many(relation.corroborating),
    contradicting: many(relation.contradicting),
    actorRelations: many(relation.claimRoles),
    assessments: many(claimAssessments),
  },
  ClaimRelation: { id: id('claimrelation'), from: theOne(claims, 'from_id'), to: theOne(claims, 'to_id') },
  Assessment: {
    id: id('assessment'),
    target: oneOf([actors, 'outlet_id'], [articles, 'article_id'], [claims, 'claim_id']),
    period: vagueDate('period'),
  },
  Article: { assessments: many(articleAssessments) },
  Actor: { assessments: many(actorAssessments) },
};
