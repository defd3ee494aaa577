import { actors } from '../actor/index.js';
import { articles } from '../article/index.js';
import { one, rowOf, rowsOf, theOne, those, view, rowsIn, type FieldsOfTypes } from '../base/index.js';
import { claimNumbers, claims } from '../claim/index.js';
import { eventNumbers, events } from '../event/index.js';
import { claimRelations } from '../review/index.js';
import { corroborationOf, nearDuplicatesOf } from './origins.js';
import { rulesInOrder } from './rules.js';

const corroboration = view(
  'Corroboration',
  'article_count outlet_count independent_origin_count not_established_count clusters',
);
const cluster = view('OriginCluster', 'claim_ids article_ids outlet_ids established why_not bases merges');
const merge = view('OriginMerge', 'left_id right_id basis actor_id similarity relation_id');
const rule = view('CorroborationRule', 'position basis holds evidence');
const nearDuplicate = view('NearDuplicate', 'article_id similarity');

export const corroborationViews = [corroboration, cluster, merge, rule, nearDuplicate];

export const corroborationFields: FieldsOfTypes = {
  Query: { corroborationRules: rowsOf(null, 'corroborationRules', rule, rulesInOrder) },
  Claim: {
    corroboration: rowOf(claims, 'corroboration', corroboration, corroborationOf(claimNumbers, 'members_of_claim')),
  },
  Event: {
    corroboration: rowOf(events, 'corroboration', corroboration, corroborationOf(eventNumbers, 'members_of_event')),
  },
  Corroboration: { clusters: rowsIn('clusters', cluster, 'uuid[] uuid[] uuid[] boolean text text[] jsonb') },
  OriginCluster: {
    claims: those(claims, 'claim_ids'),
    articles: those(articles, 'article_ids'),
    outlets: those(actors, 'outlet_ids'),
    merges: rowsIn('merges', merge, 'uuid uuid text uuid float8 uuid'),
  },
  OriginMerge: {
    left: theOne(claims, 'left_id'),
    right: theOne(claims, 'right_id'),
    actor: one(actors, 'actor_id'),
    relation: one(claimRelations, 'relation_id'),
  },
  Article: { nearDuplicates: rowsOf(articles, 'nearDuplicates', nearDuplicate, nearDuplicatesOf) },
  NearDuplicate: { article: theOne(articles, 'article_id') },
};
