import { actors, answeringActors, roles } from '../actor/index.js';
import { articles } from '../article/index.js';
import { matchingOf, one, rowsOf, theOne, those, wholeOf, wholeOfList, type FieldsOfTypes } from '../base/index.js';
import { claims } from '../claim/index.js';
import { events } from '../event/index.js';
import { pathsBetween, pathView, steps } from './path.js';
import { claimMentions, quotationNetwork } from './quotation.js';
import { relationNetwork } from './relation.js';
import { cutOf, networkView } from './tie.js';
import { articleMentions, coParticipation } from './together.js';
import { unnamedSources, unnamedSourcesView } from './unnamed.js';

export const networkFields: FieldsOfTypes = {
  Query: {
    relationNetwork: wholeOf('relationNetwork', networkView, (at, args) =>
      relationNetwork(matchingOf(roles, args['filter'] as object | null | undefined, at.related()), cutOf(args)),
    ),
    paths: rowsOf(null, 'paths', pathView, pathsBetween),
  },
  ClaimConnection: {
    quotationNetwork: wholeOfList('quotationNetwork', networkView, (list, args) => quotationNetwork(list, cutOf(args))),
    coMentionNetwork: wholeOfList('coMentionNetwork', networkView, (list, args) => claimMentions(list, cutOf(args))),
    unnamedSources: wholeOfList('unnamedSources', unnamedSourcesView, unnamedSources),
  },
  ArticleConnection: {
    coMentionNetwork: wholeOfList('coMentionNetwork', networkView, (list, args) => articleMentions(list, cutOf(args))),
  },
  EventConnection: {
    coParticipationNetwork: wholeOfList('coParticipationNetwork', networkView, (list, args) =>
      coParticipation(list, cutOf(args)),
    ),
  },
  Tie: {
    source: one(answeringActors, 'source_id'),
    target: one(answeringActors, 'target_id'),
    relations: those(roles, 'relation_ids'),
    events: those(events, 'event_ids'),
    articles: those(articles, 'article_ids'),
    claims: those(claims, 'claim_ids'),
  },
  UnnamedSource: {
    actor: one(answeringActors, 'actor_id'),
    outlet: theOne(answeringActors, 'outlet_id'),
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
