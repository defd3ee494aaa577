import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { spanColumns } from '../article/index.js';
import { entity, idKey, relation, visibleThroughClaim } from '../base/index.js';

export const citations = entity<Api.CitationFilter, Api.CitationOrderField>()({
  type: 'Citation',
  table: 'citation',
  prefix: 'citation',
  columns: ['id', 'claim_id', 'position', ...spanColumns],
  primaryKey: idKey,
  orders: {
    READING_ORDER: [key('version_id', 'uuid'), key('start_offset', 'int4'), key('end_offset', 'int4')],
    POSITION: [key('claim_id', 'uuid'), key('position', 'int4')],
  },
  defaultOrder: [{ field: 'READING_ORDER' }],
  visible: (at) => visibleThroughClaim(at, 'claim_id'),
});

export const claimCitations = relation(
  'claim.citations',
  () => citations,
  (at, parent) => sql`${at.column('claim_id')} = ${parent}`,
  { covered: true },
);

export const versionCitations = relation(
  'version.citations',
  () => citations,
  (at, parent) => sql`${at.column('version_id')} = ${parent}`,
);
