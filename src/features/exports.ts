import type { Sql } from '../lib/sql.js';
import * as article from './article/index.js';
import * as actor from './actor/index.js';
import * as base from './base/index.js';
import * as claim from './claim/index.js';
import * as event from './event/index.js';
import * as network from './network/index.js';
import { types } from './records.js';

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

/** As many ties as a network can have: it is bounded by the pairs that it is made of. */
const ALL_TIES = 1_000_000;

/** A network that can be exported. */
interface ExportedNetwork {
  /** The records that it is made of. */
  readonly of: base.AnyEntity;
  /** The field of the root whose argument `filter` they pass. */
  readonly field: string;
  readonly ties: (list: base.Matching, cut: network.Cut) => base.Computation;
  /** Whether its ties lead from one to the other. */
  readonly directed: boolean;
}

const ofClaims = { of: claim.claims, field: 'claims' };

const exportedNetworks = {
  quotationNetwork: { ...ofClaims, ties: network.quotationNetwork, directed: true },
  coMentionNetwork: { ...ofClaims, ties: network.claimMentions, directed: false },
  articleCoMentionNetwork: {
    of: article.articles,
    field: 'articles',
    ties: network.articleMentions,
    directed: false,
  },
  coParticipationNetwork: { of: event.events, field: 'events', ties: network.coParticipation, directed: false },
  relationNetwork: { of: actor.roles, field: 'relationNetwork', ties: network.relationNetwork, directed: true },
} satisfies Record<string, ExportedNetwork>;

type NetworkName = keyof typeof exportedNetworks;

export const networkNames = Object.keys(exportedNetworks) as [NetworkName, ...NetworkName[]];

/** What of a network is told before it is read. */
export const networkOf = (name: NetworkName): Pick<ExportedNetwork, 'field' | 'directed'> => exportedNetworks[name];

/** All nodes, then all ties, of a network as one statement, see `compileExport`. */
export const compileNetwork = (
  name: NetworkName,
  { filter, minWeight }: { readonly filter?: object | null; readonly minWeight: number },
  viewer: base.Viewer,
): Sql => {
  const { of, ties }: ExportedNetwork = exportedNetworks[name];
  const all = { limit: ALL_TIES, minWeight, examples: 0 };
  return new base.ExportStatement(types, viewer).network(of, filter, (rows) => ties(rows, all));
};
