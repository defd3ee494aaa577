import type * as Api from '../../generated/resolvers.js';
import { booleanTest, enumTest, textTest } from '../../lib/operators.js';
import { existsIn, idClause, listTest, referenceTest, type ClausesOf } from '../base/index.js';
import { claims } from '../claim/index.js';
import { contradicting, corroborating, relationsFromClaim, relationsToClaim } from './relation.entity.js';

export const relationClauses: ClausesOf<Api.ClaimRelationFilter, 'id' | 'type' | 'subKind' | 'basis' | 'from' | 'to'> =
  {
    id: idClause('claimrelation'),
    type: (test, at) => enumTest(at.column('type'), 'claim_relation_type', test, at),
    subKind: (test, at) => enumTest(at.column('sub_kind'), 'contradiction_kind', test, at),
    basis: (test, at) => enumTest(at.column('basis'), 'relation_basis', test, at),
    from: (filter, at) => referenceTest(claims, 'from_id', filter, at),
    to: (filter, at) => referenceTest(claims, 'to_id', filter, at),
  };

export const assessmentClauses: ClausesOf<Api.AssessmentFilter, 'scale' | 'value' | 'madeBy' | 'topic'> = {
  scale: (test, at) => enumTest(at.column('scale'), 'assessment_scale', test, at),
  value: (test, at) => textTest(at.column('value'), test, at),
  madeBy: (test, at) => textTest(at.column('made_by'), test, at),
  topic: (test, at) => textTest(at.column('topic'), test, at),
};

/** Fields of relations in the filter of claims. */
export const claimReviewClauses: ClausesOf<
  Api.ClaimFilter,
  'relations' | 'inverseRelations' | 'contradicted' | 'corroborated' | 'corroborating' | 'contradicting'
> = {
  relations: (test, at) => listTest(relationsFromClaim, test, at),
  inverseRelations: (test, at) => listTest(relationsToClaim, test, at),
  contradicted: (wanted, at) => booleanTest(existsIn(contradicting, at), wanted, at),
  corroborated: (wanted, at) => booleanTest(existsIn(corroborating, at), wanted, at),
  corroborating: (test, at) => listTest(corroborating, test, at),
  contradicting: (test, at) => listTest(contradicting, test, at),
};
