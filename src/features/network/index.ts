import { pathView, stepView } from './path.js';
import { networkView, tieView } from './tie.js';
import { unnamedSourcesView, unnamedSourceView } from './unnamed.js';

export type { Cut } from './tie.js';
export { networkFields } from './network.fields.js';
export { claimNetworkClauses, linkNetworkClauses } from './network.filter.js';

export const networkViews = [networkView, tieView, unnamedSourcesView, unnamedSourceView, pathView, stepView];
export { claimMentions, quotationNetwork } from './quotation.js';
export { relationNetwork } from './relation.js';
export { articleMentions, coParticipation } from './together.js';
