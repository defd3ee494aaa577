import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { spanColumns } from '../article/index.js';
import { entity, idKey, owned, visibleThroughClaim } from '../base/index.js';

export const citations = entity<Api.CitationFilter, Api.CitationOrderField>()({
  type: 'Citation',
  table: 'citation',
  prefix: 'citation',
  columns: ['id', 'claim_id', 'position', ...spanColumns],
  primaryKey: idKey,
  unique: ['claim_id', 'position'],
  orders: {
    READING_ORDER: [key('version_id', 'uuid'), key('start_offset', 'int4'), key('end_offset', 'int4')],
    POSITION: [key('claim_id', 'uuid'), key('position', 'int4')],
  },
  defaultOrder: [{ field: 'READING_ORDER' }],
  visible: (at) => visibleThroughClaim(at, 'claim_id'),
});

export const claimCitations = owned('claim.citations', () => citations, 'claim_id', { covered: true });

export const versionCitations = owned('version.citations', () => citations, 'version_id');
