import { actors } from '../actor/index.js';
import { articles } from '../article/index.js';
import {
  id,
  instant,
  list,
  one,
  overList,
  rowsIn,
  rowsOf,
  theOne,
  those,
  vagueDate,
  type FieldsOfTypes,
} from '../base/index.js';
import { citations, claims, quantityPart } from '../claim/index.js';
import { events } from '../event/index.js';
import { claimRelations } from '../review/index.js';
import * as shape from './account.views.js';
import { accountsOf, claimsOfEvent, claimsOfList, fieldsOf } from './accounts.js';
import { candidates } from './candidate.entity.js';
import { contradictions } from './contradiction.entity.js';

/** Postgres types of what stands in the JSON of an account, in the order of the columns of its views. */
const fieldTypes = 'text text text jsonb jsonb';
const valueTypes =
  'text text text uuid uuid[] uuid[] text date date text numeric numeric numeric text text boolean text';
const differenceTypes = 'uuid uuid text text uuid[]';
const sharedTypes = 'text uuid[] uuid[]';

export const comparisonFields: FieldsOfTypes = {
  Query: { contradictions: list(contradictions), contradictionCandidates: list(candidates) },
  Event: {
    accounts: rowsOf(events, 'accounts', shape.accounts, (at, { per }) => accountsOf(claimsOfEvent(at), per)),
    comparedFields: rowsOf(events, 'comparedFields', shape.fieldsOfAccounts, (at, { per }) =>
      fieldsOf(claimsOfEvent(at), per),
    ),
  },
  ClaimConnection: {
    accounts: overList('accounts', shape.accounts, (rows, { per }) => accountsOf(claimsOfList(rows), per)),
    comparedFields: overList('comparedFields', shape.fieldsOfAccounts, (rows, { per }) =>
      fieldsOf(claimsOfList(rows), per),
    ),
  },
  Account: {
    outlet: theOne(actors, 'outlet_id'),
    articles: those(articles, 'article_ids'),
    claims: those(claims, 'claim_ids'),
    citations: those(citations, 'citation_ids'),
    fields: rowsIn('fields', shape.accountFields, fieldTypes, 'only'),
  },
  AccountField: {
    values: rowsIn('values', shape.accountValues, valueTypes),
    against: rowsIn('against', shape.accountDifferences, differenceTypes),
  },
  AccountValue: {
    time: vagueDate('time', 'words'),
    actor: one(actors, 'actor_id'),
    quantity: quantityPart,
    claims: those(claims, 'claim_ids'),
    citations: those(citations, 'citation_ids'),
  },
  AccountDifference: {
    outlet: theOne(actors, 'outlet_id'),
    article: one(articles, 'article_id'),
    relations: those(claimRelations, 'relation_ids'),
  },
  FieldOfAccounts: {
    values: rowsIn('values', shape.sharedValues, sharedTypes),
    silent: those(actors, 'silent_ids'),
  },
  SharedValue: { outlets: those(actors, 'outlet_ids'), claims: those(claims, 'claim_ids') },
  ContradictionCandidate: {
    id: id('contradictioncandidate'),
    from: theOne(claims, 'from_id'),
    to: theOne(claims, 'to_id'),
    event: theOne(events, 'event_id'),
    recordedAt: instant('created_at'),
  },
};
