export { corroborationFields, corroborationViews } from './corroboration.fields.js';
export { claimCorroborationClauses, eventCorroborationClauses } from './corroboration.filter.js';
