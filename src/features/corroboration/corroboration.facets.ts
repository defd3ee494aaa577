import type * as Api from '../../generated/resolvers.js';
import { raw, sql } from '../../lib/sql.js';
import { byValues, numbersOf, type Beside, type FacetsOf } from '../base/index.js';
import { claimNumbers } from '../claim/index.js';
import { eventNumbers } from '../event/index.js';

const byOrigins = (table: string, numbers: Beside) =>
  byValues({
    values: (at) => sql`select r.id, o.value from ${raw(table)} r
      cross join lateral (select n.independent_origin_count as value ${numbersOf(numbers, raw('r.id'), at.viewer, 'n')}) o`,
    many: 'ONE',
    is: 'plain',
    path: 'corroboration.independentOriginCount.eq',
  });

/** Numbers of corroboration in the facets of claims and events. */
export const claimCorroborationFacets: FacetsOf<Extract<Api.ClaimFacet, 'INDEPENDENT_ORIGIN_COUNT'>> = {
  INDEPENDENT_ORIGIN_COUNT: byOrigins('claim', claimNumbers),
};

export const eventCorroborationFacets: FacetsOf<Extract<Api.EventFacet, 'INDEPENDENT_ORIGIN_COUNT'>> = {
  INDEPENDENT_ORIGIN_COUNT: byOrigins('event', eventNumbers),
};
