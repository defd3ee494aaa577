import type { ClaimRelationFilter, ClaimRelationOrderField } from '../../generated/resolvers.js';
import { allOf } from '../../lib/filter.js';
import { sql } from '../../lib/sql.js';
import { entity } from '../base/index.js';
import { claimRelations } from '../review/index.js';

/** The relations between claims that are contradictions. */
export const contradictions = entity<ClaimRelationFilter, ClaimRelationOrderField>()({
  ...claimRelations,
  defaultOrder: [{ field: 'SUB_KIND' }],
  listed: (at) => allOf([sql`${at.column('type')} = 'CONTRADICTS'`]),
});
