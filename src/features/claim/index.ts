export { citations } from './citation.entity.js';
export { claimNumbers, claims } from './claim.entity.js';
export * from './claim.facets.js';
export { claimFields, noticeOf } from './claim.fields.js';
export { claimClauses, claimDrivers } from './claim.filter.js';
export * from './parts.facets.js';
export { quantityPart } from './measure.js';
export { claimLinks, links, quantities } from './parts.entity.js';
export {
  actorClaimClauses,
  articleClaimClauses,
  citationClauses,
  eventClaimClauses,
  linkClauses,
  quantityClauses,
  roleClaimClauses,
  versionClaimClauses,
} from './parts.filter.js';
