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
