export { assessments, type AssessmentRow } from './assessment.entity.js';
export { claimRelations, type ClaimRelationRow } from './relation.entity.js';
export { assessmentClauses, claimReviewClauses, relationClauses } from './review.filter.js';
export { reviewResolvers } from './review.resolvers.js';
