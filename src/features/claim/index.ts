export { citations, type CitationRow } from './citation.entity.js';
export { claims, visibleClaims, type ClaimRow } from './claim.entity.js';
export { claimClauses } from './claim.filter.js';
export { claimResolvers } from './claim.resolvers.js';
export { links, quantities, type AttributionLinkRow, type QuantityRow } from './parts.entity.js';
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
