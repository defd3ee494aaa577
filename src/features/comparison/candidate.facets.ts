import type * as Api from '../../generated/resolvers.js';
import {
  atInstant,
  byEnum,
  byPlain,
  byRecord,
  dateThrough,
  vague,
  type DatesOf,
  type FacetsOf,
} from '../base/index.js';
import { statedClaim } from '../claim/index.js';
import { titledEvent } from '../event/index.js';
import { hasOneOutlet } from './pair.filter.js';

export const candidateFacets: FacetsOf<Api.ContradictionCandidateFacet> = {
  SUB_KIND: byEnum('sub_kind', 'subKind.eq'),
  REVIEW_STATE: byEnum('review_state', 'reviewState.eq'),
  EVENT: byRecord(titledEvent, 'event_id', 'event.id.eq'),
  SAME_OUTLET: byPlain(hasOneOutlet, 'sameOutlet'),
  FROM: byRecord(statedClaim, 'from_id', 'from.id.eq'),
  TO: byRecord(statedClaim, 'to_id', 'to.id.eq'),
};

export const candidateDates: DatesOf<Api.ContradictionCandidateDate> = {
  RECORDED: atInstant('created_at'),
  FROM_PUBLISHED: dateThrough('from_id', 'claim', vague('published')),
  TO_PUBLISHED: dateThrough('to_id', 'claim', vague('published')),
};
