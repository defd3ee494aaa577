import type { Sql } from '../lib/sql.js';
import type { Resolvers } from '../generated/resolvers.js';
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

export { NotCompilable, type Exported, type Query, type Selected, type Viewer } from './base/index.js';
export { dataVersion } from './change/index.js';

/**
 * All kinds of records, each with the clauses that all features give its filter: one that lacks a clause for a field of
 * the SDL does not compile.
 */
const records: base.Rows[] = [
  base.withClauses(base.collections, base.collectionClauses),
  base.withClauses(article.articles, {
    ...article.articleClauses,
    ...actor.articleActorClauses,
    ...claim.articleClaimClauses,
  }),
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
  base.withClauses(event.events, {
    ...event.eventClauses,
    ...claim.eventClaimClauses,
    ...corroboration.eventCorroborationClauses,
  }),
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
  ...corroboration.corroborationViews,
  footnote.pinpoint,
  ...countedViews,
];

const types = new base.RecordTypes(
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

/** Answers of all fields, level by level. */
export const resolvers: Resolvers[] = [base.scalars, types.resolvers()];

/** What the resolvers of a request read through; made anew for each. */
export const createLoaders = (reader: base.Reader, viewer: base.Viewer): base.Loaders =>
  new base.Loaders(reader, viewer);

/**
 * A whole query as one statement, with the JSON of its data in column `data`. Throws `NotCompilable` for what only the
 * resolvers can answer, and what the resolvers throw for bad arguments.
 */
export const compile = (selected: readonly base.Selected[], viewer: base.Viewer): base.Query =>
  new base.Statement(types, viewer).query(selected);

/** Lists that can be exported whole. */
const exported = {
  articles: article.articles,
  actors: actor.actors,
  events: event.events,
  claims: claim.claims,
  citations: claim.citations,
} satisfies Record<string, base.AnyEntity>;

export type ExportName = keyof typeof exported;

export const exportNames = Object.keys(exported) as readonly ExportName[];

/** First part of the ids of these records. */
export const prefixOf = (name: ExportName) => exported[name].prefix!;

/** All records of a list as one statement, `id` and `line` (JSON) of each; throws what filters throw. */
export const compileExport = (
  name: ExportName,
  wanted: base.Exported,
  selected: readonly base.Selected[],
  viewer: base.Viewer,
): Sql => new base.ExportStatement(types, viewer).lines(exported[name], wanted, selected);

/** More ties than a network can have: it is bounded by the pairs that it is made of. */
const ALL_TIES = 1_000_000;

/** Networks that can be exported, each made of the records of a list. */
const exportedNetworks = {
  quotationNetwork: { list: 'claims', ties: network.quotationNetwork, directed: true },
  coMentionNetwork: { list: 'claims', ties: network.claimMentions, directed: false },
  coParticipationNetwork: { list: 'events', ties: network.coParticipation, directed: false },
} as const;

export type NetworkName = keyof typeof exportedNetworks;

export const networkNames = Object.keys(exportedNetworks) as [NetworkName, ...NetworkName[]];

/** Which list a network is made of, and whether its ties lead from one to the other. */
export const networkOf = (name: NetworkName): { readonly list: ExportName; readonly directed: boolean } =>
  exportedNetworks[name];

/** All nodes, then all ties, of a network as one statement, see `compileExport`. */
export const compileNetwork = (
  name: NetworkName,
  { filter, minWeight }: { readonly filter?: object | null; readonly minWeight: number },
  viewer: base.Viewer,
): Sql => {
  const { list, ties } = exportedNetworks[name];
  const all = { limit: ALL_TIES, minWeight, examples: 0 };
  return new base.ExportStatement(types, viewer).network(exported[list], filter, (rows) => ties(rows, all));
};
