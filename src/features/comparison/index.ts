import { candidates } from './candidate.entity.js';
import * as shapes from './account.views.js';

export { candidates };
export { candidateDates, candidateFacets } from './candidate.facets.js';
export { comparisonFields } from './comparison.fields.js';
export { contradictions } from './contradiction.entity.js';
export { candidateClauses, pairClauses } from './pair.filter.js';

/** Kinds of rows that are computed here. */
export const comparisonViews = Object.values(shapes);
