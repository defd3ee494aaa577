import type * as Api from '../../generated/resolvers.js';
import {
  byEnum,
  byPlain,
  byRecord,
  byText,
  dateThrough,
  existsIn,
  onDay,
  vague,
  type DatesOf,
  type FacetsOf,
} from '../base/index.js';
import { statedClaim } from '../claim/index.js';
import { contradicting, corroborating } from './relation.entity.js';

export const relationFacets: FacetsOf<Api.ClaimRelationFacet> = {
  TYPE: byEnum('type'),
  SUB_KIND: byEnum('sub_kind', 'subKind.eq'),
  BASIS: byEnum('basis'),
  FROM: byRecord(statedClaim, 'from_id', 'from.id.eq'),
  TO: byRecord(statedClaim, 'to_id', 'to.id.eq'),
};

export const relationDates: DatesOf<Api.ClaimRelationDate> = {
  FROM_PUBLISHED: dateThrough('from_id', 'claim', vague('published')),
  TO_PUBLISHED: dateThrough('to_id', 'claim', vague('published')),
};

export const assessmentFacets: FacetsOf<Api.AssessmentFacet> = {
  SCALE: byEnum('scale'),
  VALUE: byText('value'),
  MADE_BY: byText('made_by', 'madeBy.eq'),
  TOPIC: byText('topic'),
};

export const assessmentDates: DatesOf<Api.AssessmentDate> = { MADE: onDay('made_on'), PERIOD: vague('period') };

/** Fields of relations in the facets of claims. */
export const claimReviewFacets: FacetsOf<Extract<Api.ClaimFacet, 'CONTRADICTED' | 'CORROBORATED'>> = {
  CONTRADICTED: byPlain((at) => existsIn(contradicting, at), 'contradicted'),
  CORROBORATED: byPlain((at) => existsIn(corroborating, at), 'corroborated'),
};
