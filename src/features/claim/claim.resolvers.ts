import type { Resolvers } from '../../generated/resolvers.js';
import { present } from '../../lib/errors.js';
import { actorOf, findActor } from '../actor/index.js';
import { articles, versions } from '../article/index.js';
import { addNodeKinds, edtfDate, globalId, storedId, type Loaders } from '../base/index.js';
import { events } from '../event/index.js';
import { citations, claimCitations, versionCitations } from './citation.entity.js';
import { contextOf, quoteOf, utf16Of } from './citation.loaders.js';
import * as claim from './claim.entity.js';
import { actorsOf, chainOf, noticeOn, speakerOf, successorOf } from './claim.loaders.js';
import * as part from './parts.entity.js';
import { articleEvents, eventArticles, eventOutlets } from './reports.entity.js';

addNodeKinds({
  claim: { typename: 'Claim', load: (loaders, id) => loaders.byId(claim.claims, id) },
  citation: { typename: 'Citation', load: (loaders, id) => loaders.byId(citations, id) },
});

export const claimResolvers: Resolvers = {
  Query: {
    claim: (_root, { id }, { loaders }) => loaders.byId(claim.claims, storedId('claim', id, 'id')),
    claims: (_root, args, { loaders }) => loaders.list(claim.claims, args),
    citations: (_root, args, { loaders }) => loaders.list(citations, args),
  },
  Claim: {
    id: globalId('claim'),
    article: (row, _args, { loaders }) => articleOf(loaders, row),
    event: ({ eventId }, _args, { loaders }) => loaders.byId(events, eventId),
    asserted: (row) => edtfDate(row.assertedEdtf, row.assertedEarliest, row.assertedLatest, row.assertedWords),
    stated: (row) => edtfDate(row.statedEdtf, row.statedEarliest, row.statedLatest, row.statedWords),
    published: async (row, _args, { loaders }) => {
      const { publishedEdtf, publishedEarliest, publishedLatest } = await articleOf(loaders, row);
      return edtfDate(publishedEdtf, publishedEarliest, publishedLatest);
    },
    supersedes: ({ supersedesId }, _args, { loaders }) => loaders.byId(claim.claims, supersedesId),
    supersededBy: ({ id }, _args, { loaders }) => successorOf(loaders, id),
    recordedAt: ({ createdAt }) => createdAt,
    chain: ({ id }, _args, { loaders }) => chainOf(loaders, id),
    speaker: ({ id }, _args, { loaders }) => speakerOf(loaders, id),
    outlet: ({ outletId }, _args, { loaders }) => actorOf(loaders, outletId, 'Claim.outlet'),
    subjects: ({ id }, _args, { loaders }) => actorsOf(loaders, id, 'SUBJECT'),
    objects: ({ id }, _args, { loaders }) => actorsOf(loaders, id, 'OBJECT'),
    quantities: ({ id }, _args, { loaders }) => loaders.all(part.claimQuantities, id),
    notice: ({ id }, _args, { loaders }) => noticeOn(loaders, id),
    citations: ({ id }, args, { loaders }) => loaders.related(claimCitations, id, args),
    collections: ({ id }, _args, { loaders }) => loaders.all(claim.claimCollections, id),
  },
  AttributionLink: {
    actor: ({ actorId }, _args, { loaders }) => findActor(loaders, actorId),
    span: (row) => (part.hasSpan(row) ? row : null),
  },
  Quantity: {
    amount: ({ amount }) => number(amount),
    low: ({ low }) => number(low),
    high: ({ high }) => number(high),
  },
  Citation: {
    id: globalId('citation'),
    claim: async ({ claimId }, _args, { loaders }) =>
      present(await loaders.byId(claim.claims, claimId), 'Citation.claim'),
    version: async ({ versionId }, _args, { loaders }) =>
      present(await loaders.byId(versions, versionId), 'Citation.version'),
    start: ({ startOffset }) => startOffset,
    end: ({ endOffset }) => endOffset,
    sha256: ({ quoteSha256 }) => quoteSha256,
    status: ({ anchorStatus }) => anchorStatus,
    score: ({ anchorScore }) => anchorScore,
    utf16Start: async ({ id }, _args, { loaders }) => (await utf16Of(loaders, id))?.start ?? null,
    utf16End: async ({ id }, _args, { loaders }) => (await utf16Of(loaders, id))?.end ?? null,
    quote: async ({ id }, _args, { loaders }) => (await quoteOf(loaders, id))?.quote ?? null,
    quoteUnavailable: async ({ id }, _args, { loaders }) => (await quoteOf(loaders, id))?.unavailable ?? null,
    contextBefore: ({ id }, { length }, { loaders }) => contextOf(loaders, id, 'before', length),
    contextAfter: ({ id }, { length }, { loaders }) => contextOf(loaders, id, 'after', length),
  },
  Article: {
    claims: ({ id }, args, { loaders }) => loaders.related(claim.articleClaims, id, args),
    events: ({ id }, args, { loaders }) => loaders.related(articleEvents, id, args),
  },
  ArticleVersion: {
    citations: ({ id }, args, { loaders }) => loaders.related(versionCitations, id, args),
  },
  Actor: {
    claims: ({ id }, args, { loaders }) => loaders.related(part.actorClaims, id, args),
    claimsMade: ({ id }, args, { loaders }) => loaders.related(part.actorClaimsMade, id, args),
    claimsRelayed: ({ id }, args, { loaders }) => loaders.related(part.actorClaimsRelayed, id, args),
    claimsReported: ({ id }, args, { loaders }) => loaders.related(part.actorClaimsReported, id, args),
    claimsAbout: ({ id }, args, { loaders }) => loaders.related(part.actorClaimsAbout, id, args),
  },
  ActorRelation: {
    claims: ({ id }, args, { loaders }) => loaders.related(claim.roleClaims, id, args),
  },
  Event: {
    claims: ({ id }, args, { loaders }) => loaders.related(claim.eventClaims, id, args),
    articles: ({ id }, args, { loaders }) => loaders.related(eventArticles, id, args),
    outlets: ({ id }, args, { loaders }) => loaders.related(eventOutlets, id, args),
  },
  Collection: {
    claims: ({ id }, args, { loaders }) => loaders.related(claim.collectionClaims, id, args),
  },
};

const articleOf = async (loaders: Loaders, { articleId }: claim.ClaimRow) =>
  present(await loaders.byId(articles, articleId), 'Claim.article');

/** `numeric` is read as text, so that nothing is lost before the API's Float. */
const number = (amount: string | null): number | null => (amount === null ? null : Number(amount));
