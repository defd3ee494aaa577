export { assessments } from './assessment.entity.js';
export { claimRelations, contradicting, corroborating } from './relation.entity.js';
export * from './review.facets.js';
export { reviewFields } from './review.fields.js';
export { assessmentClauses, claimReviewClauses, relationClauses } from './review.filter.js';
