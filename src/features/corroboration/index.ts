export { claimCorroborationFacets, eventCorroborationFacets } from './corroboration.facets.js';
export { corroborationFields, corroborationViews } from './corroboration.fields.js';
export { claimCorroborationClauses, eventCorroborationClauses } from './corroboration.filter.js';
