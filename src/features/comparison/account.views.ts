import { view } from '../base/index.js';

export const accounts = view('Account', 'outlet_id article_ids claim_ids citation_ids fields');

export const accountFields = view('AccountField', 'field verdict kind values against');

export const accountValues = view(
  'AccountValue',
  `text verdict kind actor_id claim_ids citation_ids time_edtf time_earliest time_latest time_words
    amount low high unit per approximate words`,
);

export const accountDifferences = view('AccountDifference', 'outlet_id article_id verdict kind relation_ids');

export const fieldsOfAccounts = view('FieldOfAccounts', 'field verdict kind values silent_ids');

export const sharedValues = view('SharedValue', 'text outlet_ids claim_ids');
