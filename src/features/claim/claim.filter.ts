import type * as Api from '../../generated/resolvers.js';
import { booleanTest, dateTest, enumTest, numberTest, textTest } from '../../lib/operators.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import { actorNamedIn, actorsThat } from '../actor/index.js';
import { articles } from '../article/index.js';
import { idClause, listTest, referenceTest, type At, type ClausesOf } from '../base/index.js';
import { events } from '../event/index.js';
import { claimCitations } from './citation.entity.js';
import { claimCollections } from './claim.entity.js';
import {
  actorClaimsAsObject,
  actorClaimsAsSubject,
  actorClaimsMade,
  actorClaimsRelayed,
  actorClaimsReported,
  claimLinks,
  claimQuantities,
  type Part,
} from './parts.entity.js';

export const claimClauses: ClausesOf<
  Api.ClaimFilter,
  | 'id'
  | 'key'
  | 'statement'
  | 'speechAct'
  | 'polarity'
  | 'certainty'
  | 'temporality'
  | 'speaker'
  | 'intermediary'
  | 'outlet'
  | 'links'
  | 'linkCount'
  | 'relay'
  | 'direct'
  | 'subject'
  | 'object'
  | 'event'
  | 'eventType'
  | 'asserted'
  | 'stated'
  | 'published'
  | 'quantities'
  | 'citations'
  | 'article'
  | 'reviewState'
  | 'origin'
  | 'versionNumber'
  | 'collections'
> = {
  id: idClause('claim'),
  key: (test, at) => textTest(at.column('key'), test, at),
  statement: (test, at) => textTest(at.column('statement'), test, at),
  speechAct: (test, at) => enumTest(at.column('speech_act'), 'speech_act', test, at),
  polarity: (test, at) => enumTest(at.column('polarity'), 'polarity', test, at),
  certainty: (test, at) => enumTest(at.column('certainty'), 'certainty', test, at),
  temporality: (test, at) => enumTest(at.column('temporality'), 'temporality', test, at),
  speaker: (filter, at) => somebodyAs('SPEAKER', filter, at),
  intermediary: (filter, at) => somebodyAs('INTERMEDIARY', filter, at),
  outlet: (filter, at) => somebodyAs('OUTLET', filter, at),
  links: (test, at) => listTest(claimLinks, test, at),
  linkCount: (test, at) => numberTest(at.column('link_count'), 'int4', test, at),
  relay: (test, at) => enumTest(at.column('relay'), 'relay', test, at),
  direct: (wanted, at) => booleanTest(isDirect(at), wanted, at),
  subject: (filter, at) => somebodyAs('SUBJECT', filter, at),
  object: (filter, at) => somebodyAs('OBJECT', filter, at),
  event: (filter, at) => referenceTest(events, 'event_id', filter, at),
  eventType: (test, at) => enumTest(at.column('event_type'), 'event_type', test, at),
  asserted: (test, at) => dateTest('asserted', test, at),
  stated: (test, at) => dateTest('stated', test, at),
  published: (test, at) => dateTest('published', test, at),
  quantities: (test, at) => listTest(claimQuantities, test, at),
  citations: (test, at) => listTest(claimCitations, test, at),
  article: (filter, at) => referenceTest(articles, 'article_id', filter, at),
  reviewState: (test, at) => enumTest(at.column('review_state'), 'review_state', test, at),
  origin: (test, at) => enumTest(at.column('origin'), 'record_origin', test, at),
  versionNumber: (test, at) => numberTest(at.column('version_number'), 'int4', test, at),
  collections: (test, at) => listTest(claimCollections, test, at),
};

/** A filter on one of the actors that have this part in the claim. */
const somebodyAs = (part: Part, filter: Api.ActorFilter, at: At) =>
  sql`exists (select from claim_part p where p.claim_id = ${at.column('id')} and p.part = ${raw(`'${part}'`)}
    and p.actor_id in (${actorsThat(filter, at)}))`;

/** Whether the last link of the chain is quoted directly, wholly or in part. */
export const isDirect = (at: At): Sql =>
  sql`exists (select from attribution_link l where l.claim_id = ${at.column('id')}
    and l.position = ${at.column('link_count')} - 1 and l.quotation in ('DIRECT', 'MIXED'))`;

/** Conditions on one actor in one part are read along the parts of that actor. */
export const claimDrivers = {
  speaker: { relation: actorClaimsMade, parent: actorNamedIn() },
  intermediary: { relation: actorClaimsRelayed, parent: actorNamedIn() },
  outlet: { relation: actorClaimsReported, parent: actorNamedIn() },
  subject: { relation: actorClaimsAsSubject, parent: actorNamedIn() },
  object: { relation: actorClaimsAsObject, parent: actorNamedIn() },
};
