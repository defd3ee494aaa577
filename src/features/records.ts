import * as actor from './actor/index.js';
import * as article from './article/index.js';
import * as base from './base/index.js';
import * as change from './change/index.js';
import * as claim from './claim/index.js';
import * as corroboration from './corroboration/index.js';
import * as comparison from './comparison/index.js';
import * as event from './event/index.js';
import * as footnote from './footnote/index.js';
import * as quantity from './quantity/index.js';
import * as network from './network/index.js';
import { countedFields, countedRecords, countedViews } from './counted.js';
import * as review from './review/index.js';
import * as search from './search/index.js';

/**
 * All kinds of records, each with the clauses that all features give its filter: one that lacks a clause for a field of
 * the SDL does not compile.
 */
const records: base.Rows[] = [
  base.withClauses(base.collections, base.collectionClauses),
  base.withClauses(
    article.articles,
    { ...article.articleClauses, ...actor.articleActorClauses, ...claim.articleClaimClauses },
    { ...article.articleDrivers, ...actor.articleActorDrivers },
  ),
  base.withClauses(article.versions, {
    ...article.versionClauses,
    ...actor.versionActorClauses,
    ...claim.versionClaimClauses,
  }),
  base.withClauses(article.ranges, article.rangeClauses),
  base.withClauses(actor.actors, { ...actor.actorClauses, ...event.actorEventClauses, ...claim.actorClaimClauses }),
  base.withClauses(actor.names, actor.nameClauses),
  base.withClauses(actor.roles, { ...actor.roleClauses, ...claim.roleClaimClauses }),
  base.withClauses(actor.judgements, actor.judgementClauses),
  actor.judgedRecords,
  base.withClauses(actor.mentions, actor.mentionClauses),
  base.withClauses(
    event.events,
    { ...event.eventClauses, ...claim.eventClaimClauses, ...corroboration.eventCorroborationClauses },
    event.eventDrivers,
  ),
  base.withClauses(event.participants, event.participantClauses),
  base.withClauses(
    claim.claims,
    {
      ...claim.claimClauses,
      ...review.claimReviewClauses,
      ...corroboration.claimCorroborationClauses,
      ...network.claimNetworkClauses,
    },
    claim.claimDrivers,
  ),
  base.withClauses(claim.citations, claim.citationClauses),
  base.withClauses(claim.links, { ...claim.linkClauses, ...network.linkNetworkClauses }),
  base.withClauses(claim.quantities, claim.quantityClauses),
  base.withClauses(review.claimRelations, { ...review.relationClauses, ...comparison.pairClauses }),
  base.withClauses(comparison.contradictions, { ...review.relationClauses, ...comparison.pairClauses }),
  base.withClauses(comparison.candidates, comparison.candidateClauses),
  base.withClauses(review.assessments, review.assessmentClauses),
  search.hits,
  footnote.footnotes,
];

/** Kinds of rows that are computed when they are asked for. */
const views: base.View[] = [
  ...corroboration.corroborationViews,
  ...comparison.comparisonViews,
  quantity.quantityTotal,
  ...network.networkViews,
  search.snippets,
  search.highlights,
  search.typeCounts,
  change.changePages,
  change.changes,
  footnote.pinpoint,
  ...countedViews,
];

/** Every type of the SDL with its fields. */
export const types = new base.RecordTypes(
  [...records, ...views],
  [
    { Query: base.nodeFields(records) },
    base.baseFields,
    article.articleFields,
    actor.actorFields,
    event.eventFields,
    claim.claimFields,
    review.reviewFields,
    comparison.comparisonFields,
    quantity.quantityFields,
    network.networkFields,
    search.searchFields,
    change.changeFields,
    corroboration.corroborationFields,
    footnote.footnoteFields,
    base.bucketFields(countedRecords),
    ...countedFields,
  ],
);
