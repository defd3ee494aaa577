import { sql } from '../../lib/sql.js';
import { actors } from '../actor/index.js';
import { articles, textSpan, versions } from '../article/index.js';
import {
  column,
  every,
  first,
  id,
  instant,
  list,
  many,
  one,
  single,
  theOne,
  through,
  vagueDate,
  value,
  valueWith,
  type At,
  type FieldsOfTypes,
} from '../base/index.js';
import { events } from '../event/index.js';
import { citations, claimCitations, versionCitations } from './citation.entity.js';
import { contextAfter, contextBefore, quote, quoteUnavailable, utf16Of } from './citation.words.js';
import * as claim from './claim.entity.js';
import { quantityFields } from './measure.js';
import * as part from './parts.entity.js';
import { articleEvents, eventArticles, eventOutlets } from './reports.entity.js';

const { claims } = claim;

const citedVersion = [versions, 'version_id'] as const;

/** The gravest notice on a version that the claim cites, or on a later version of that. */
export const noticeOf = (at: At) => sql`(
  with recursive cited (id) as (
    select version_id from citation where claim_id = ${at.column('id')}
    union
    select later.id from cited join article_version later on later.revision_of_id = cited.id
  )
  select max(v.notice) from cited join article_version v on v.id = cited.id)`;

export const claimFields: FieldsOfTypes = {
  Query: { claim: single(claims), claims: list(claims), citations: list(citations) },
  Claim: {
    id: id('claim'),
    article: theOne(articles, 'article_id'),
    event: one(events, 'event_id'),
    asserted: vagueDate('asserted', 'words'),
    stated: vagueDate('stated', 'words'),
    published: through(articles, 'article_id', vagueDate('published')),
    recordedAt: instant('created_at'),
    supersedes: one(claims, 'supersedes_id'),
    supersededBy: first(claim.claimSuccessors),
    chain: every(part.claimLinks),
    speaker: first(part.claimSpeaker),
    outlet: theOne(actors, 'outlet_id'),
    subjects: every(part.claimSubjects),
    objects: every(part.claimObjects),
    quantities: every(part.claimQuantities),
    notice: value(claims, 'notice', noticeOf),
    citations: many(claimCitations),
    collections: every(claim.claimCollections),
  },
  AttributionLink: { actor: one(actors, 'actor_id'), span: textSpan },
  Quantity: quantityFields,
  Citation: {
    id: id('citation'),
    claim: theOne(claims, 'claim_id'),
    version: theOne(versions, 'version_id'),
    start: column('start_offset'),
    end: column('end_offset'),
    sha256: column('quote_sha256'),
    status: column('anchor_status'),
    score: column('anchor_score'),
    utf16Start: value(citations, 'utf16Start', (at) => utf16Of(at, 'anchor_start')),
    utf16End: value(citations, 'utf16End', (at) => utf16Of(at, 'anchor_end')),
    quote: valueWith(citations, 'quote', citedVersion, quote),
    quoteUnavailable: valueWith(citations, 'quoteUnavailable', citedVersion, quoteUnavailable),
    contextBefore: valueWith(citations, 'contextBefore', citedVersion, (at, read, { length }) =>
      contextBefore(at, read, length as number),
    ),
    contextAfter: valueWith(citations, 'contextAfter', citedVersion, (at, read, { length }) =>
      contextAfter(at, read, length as number),
    ),
  },
  Article: { claims: many(claim.articleClaims), events: many(articleEvents) },
  ArticleVersion: { citations: many(versionCitations) },
  Actor: {
    claims: many(part.actorClaims),
    claimsMade: many(part.actorClaimsMade),
    claimsRelayed: many(part.actorClaimsRelayed),
    claimsReported: many(part.actorClaimsReported),
    claimsAbout: many(part.actorClaimsAbout),
  },
  ActorRelation: { claims: many(claim.roleClaims) },
  Event: { claims: many(claim.eventClaims), articles: many(eventArticles), outlets: many(eventOutlets) },
  Collection: { claims: many(claim.collectionClaims) },
};
