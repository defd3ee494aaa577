import type * as Api from '../generated/resolvers.js';
import * as actor from './actor/index.js';
import * as article from './article/index.js';
import * as base from './base/index.js';
import * as claim from './claim/index.js';
import * as comparison from './comparison/index.js';
import * as corroboration from './corroboration/index.js';
import * as event from './event/index.js';
import * as review from './review/index.js';

/** What the rows of each connection can be counted by, from all features, and the dates they can be counted along. */
export const countedFields: readonly base.FieldsOfTypes[] = [
  base.counted<Api.ArticleFacet, Api.ArticleDate>(
    'ArticleConnection',
    { ...article.articleFacets, ...actor.articleActorFacets, ...claim.articleClaimFacets },
    article.articleDates,
  ),
  base.counted<Api.ArticleVersionFacet, Api.ArticleVersionDate>(
    'ArticleVersionConnection',
    { ...article.versionFacets, ...actor.versionActorFacets },
    article.versionDates,
  ),
  base.counted('VersionRangeConnection', article.rangeFacets, article.rangeDates),
  base.counted<Api.ActorFacet, Api.ActorDate>(
    'ActorConnection',
    { ...actor.actorFacets, ...event.actorEventFacets },
    actor.actorDates,
  ),
  base.counted('ActorNameConnection', actor.nameFacets, actor.nameDates),
  base.counted('ActorRelationConnection', actor.roleFacets, actor.roleDates),
  base.counted('IdentityJudgementConnection', actor.judgementFacets, actor.judgementDates),
  base.counted('MentionConnection', actor.mentionFacets, actor.mentionDates),
  base.counted<Api.EventFacet, Api.EventDate>(
    'EventConnection',
    { ...event.eventFacets, ...claim.eventClaimFacets, ...corroboration.eventCorroborationFacets },
    event.eventDates,
  ),
  base.counted('EventParticipantConnection', event.participantFacets, event.participantDates),
  base.counted<Api.ClaimFacet, Api.ClaimDate>(
    'ClaimConnection',
    { ...claim.claimFacets, ...review.claimReviewFacets, ...corroboration.claimCorroborationFacets },
    claim.claimDates,
  ),
  base.counted('CitationConnection', claim.citationFacets, claim.citationDates),
  base.counted('ClaimRelationConnection', review.relationFacets, review.relationDates),
  base.counted('AssessmentConnection', review.assessmentFacets, review.assessmentDates),
  base.counted('ContradictionCandidateConnection', comparison.candidateFacets, comparison.candidateDates),
];

/** Kinds of records that rows are counted by. */
export const countedRecords: readonly base.Rows[] = [
  article.articles,
  article.versions,
  actor.actors,
  event.events,
  claim.claims,
  base.collections,
];

export const countedViews: readonly base.View[] = [...base.facetViews, ...base.timelineViews];
