import { actors, roles } from '../actor/index.js';
import { articles } from '../article/index.js';
import { one, overListOne, rowOf, rowsOf, theOne, those, type FieldsOfTypes } from '../base/index.js';
import { claims } from '../claim/index.js';
import { events } from '../event/index.js';
import { pathsBetween, pathView, steps } from './path.js';
import { claimMentions, quotationNetwork } from './quotation.js';
import { relationNetwork } from './relation.js';
import { cutOf, networkView, ties } from './tie.js';
import { articleMentions, coParticipation } from './together.js';
import { unnamedSources, unnamedSourcesIn, unnamedSourcesView } from './unnamed.js';

export const networkFields: FieldsOfTypes = {
  Query: {
    relationNetwork: rowOf(null, 'relationNetwork', networkView, relationNetwork),
    paths: rowsOf(null, 'paths', pathView, pathsBetween),
  },
  ClaimConnection: {
    quotationNetwork: overListOne('quotationNetwork', networkView, (list, args) => quotationNetwork(list, cutOf(args))),
    coMentionNetwork: overListOne('coMentionNetwork', networkView, (list, args) => claimMentions(list, cutOf(args))),
    unnamedSources: overListOne('unnamedSources', unnamedSourcesView, unnamedSources),
  },
  ArticleConnection: {
    coMentionNetwork: overListOne('coMentionNetwork', networkView, (list, args) => articleMentions(list, cutOf(args))),
  },
  EventConnection: {
    coParticipationNetwork: overListOne('coParticipationNetwork', networkView, (list, args) =>
      coParticipation(list, cutOf(args)),
    ),
  },
  Network: { ties },
  Tie: {
    source: one(actors, 'source_id'),
    target: one(actors, 'target_id'),
    relations: those(roles, 'relation_ids'),
    events: those(events, 'event_ids'),
    articles: those(articles, 'article_ids'),
    claims: those(claims, 'claim_ids'),
  },
  UnnamedSources: { sources: unnamedSourcesIn },
  UnnamedSource: {
    actor: one(actors, 'actor_id'),
    outlet: theOne(actors, 'outlet_id'),
    claims: those(claims, 'claim_ids'),
  },
  Path: { steps },
  PathStep: {
    from: theOne(actors, 'from_id'),
    to: theOne(actors, 'to_id'),
    relations: those(roles, 'relation_ids'),
    events: those(events, 'event_ids'),
    claims: those(claims, 'claim_ids'),
  },
};
