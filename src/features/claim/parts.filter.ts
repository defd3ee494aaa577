import type * as Api from '../../generated/resolvers.js';
import { booleanTest, enumTest, numberTest, textTest } from '../../lib/operators.js';
import { sql } from '../../lib/sql.js';
import { actorTest } from '../actor/index.js';
import { versions } from '../article/index.js';
import { countOf, idClause, listTest, referenceTest, type At, type ClausesOf } from '../base/index.js';
import { claims, articleClaims, eventClaims, roleClaims, visibleClaims } from './claim.entity.js';
import { versionCitations } from './citation.entity.js';
import { quoteOf } from './citation.words.js';
import {
  actorClaims,
  actorClaimsAbout,
  actorClaimsMade,
  actorClaimsRelayed,
  actorClaimsReported,
} from './parts.entity.js';

export const linkClauses: ClausesOf<
  Api.AttributionLinkFilter,
  'actor' | 'position' | 'role' | 'quotation' | 'relay' | 'certainty' | 'polarity' | 'cue' | 'unnamed'
> = {
  actor: (filter, at) => actorTest('actor_id', filter, at),
  position: (test, at) => numberTest(at.column('position'), 'int4', test, at),
  role: (test, at) => enumTest(at.column('role'), 'attribution_role', test, at),
  quotation: (test, at) => enumTest(at.column('quotation'), 'quotation_type', test, at),
  relay: (test, at) => enumTest(at.column('relay'), 'relay', test, at),
  certainty: (test, at) => enumTest(at.column('certainty'), 'certainty', test, at),
  polarity: (test, at) => enumTest(at.column('polarity'), 'polarity', test, at),
  cue: (test, at) => textTest(at.column('cue'), test, at),
  unnamed: (test, at) => textTest(at.column('unnamed'), test, at),
};

export const citationClauses: ClausesOf<Api.CitationFilter, 'id' | 'status' | 'quote' | 'claim' | 'version'> = {
  id: idClause('citation'),
  status: (test, at) => enumTest(at.column('anchor_status'), 'anchor_status', test, at),
  quote: (test, at) => textTest(quoteOf(at), test, at),
  claim: (filter, at) => referenceTest(claims, 'claim_id', filter, at),
  version: (filter, at) => referenceTest(versions, 'version_id', filter, at),
};

export const quantityClauses: ClausesOf<Api.QuantityFilter, 'amount' | 'unit' | 'per' | 'approximate'> = {
  amount: (test, at) => numberTest(at.column('amount'), 'numeric', test, at),
  unit: (test, at) => textTest(at.column('unit'), test, at),
  per: (test, at) => enumTest(at.column('per'), 'quantity_period', test, at),
  approximate: (wanted, at) => booleanTest(at.column('approximate'), wanted, at),
};

/** Fields of claims in the filters of earlier records. */
export const articleClaimClauses: ClausesOf<Api.ArticleFilter, 'claims' | 'claimCount'> = {
  claims: (test, at) => listTest(articleClaims, test, at),
  claimCount: (test, at) => numberTest(countOf(articleClaims, at), 'int4', test, at),
};

export const versionClaimClauses: ClausesOf<Api.ArticleVersionFilter, 'citations'> = {
  citations: (test, at) => listTest(versionCitations, test, at),
};

export const actorClaimClauses: ClausesOf<
  Api.ActorFilter,
  'claims' | 'claimsMade' | 'claimsRelayed' | 'claimsAbout' | 'claimsReported'
> = {
  claims: (test, at) => listTest(actorClaims, test, at),
  claimsMade: (test, at) => listTest(actorClaimsMade, test, at),
  claimsRelayed: (test, at) => listTest(actorClaimsRelayed, test, at),
  claimsAbout: (test, at) => listTest(actorClaimsAbout, test, at),
  claimsReported: (test, at) => listTest(actorClaimsReported, test, at),
};

export const roleClaimClauses: ClausesOf<Api.ActorRelationFilter, 'claims'> = {
  claims: (test, at) => listTest(roleClaims, test, at),
};

export const eventClaimClauses: ClausesOf<Api.EventFilter, 'claims' | 'claimCount' | 'articleCount' | 'outletCount'> = {
  claims: (test, at) => listTest(eventClaims, test, at),
  claimCount: (test, at) => numberTest(countOf(eventClaims, at), 'int4', test, at),
  articleCount: (test, at) =>
    numberTest(
      sql`(select count(distinct article_id)::int from (${aboutEvent('article_id', at)}) c)`,
      'int4',
      test,
      at,
    ),
  outletCount: (test, at) =>
    numberTest(
      sql`(select count(distinct i.canonical_id)::int from actor_identity i
        where i.actor_id in (${aboutEvent('outlet_id', at)}))`,
      'int4',
      test,
      at,
    ),
};

const aboutEvent = (column: string, at: At) =>
  visibleClaims(column, (claim) => sql`${claim.column('event_id')} = ${at.column('id')}`, at);
