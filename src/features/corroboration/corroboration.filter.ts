import type * as Api from '../../generated/resolvers.js';
import { compileFilter } from '../../lib/filter.js';
import { numberTest } from '../../lib/operators.js';
import { sql, type Sql } from '../../lib/sql.js';
import { numbersOf, type At, type Beside, type ClausesOf } from '../base/index.js';
import { claimNumbers } from '../claim/index.js';
import { eventNumbers } from '../event/index.js';

const numberClauses: ClausesOf<
  Api.CorroborationFilter,
  'articleCount' | 'outletCount' | 'independentOriginCount' | 'notEstablishedCount'
> = {
  articleCount: (test, at) => numberTest(at.column('article_count'), 'int4', test, at),
  outletCount: (test, at) => numberTest(at.column('outlet_count'), 'int4', test, at),
  independentOriginCount: (test, at) => numberTest(at.column('independent_origin_count'), 'int4', test, at),
  notEstablishedCount: (test, at) => numberTest(at.column('not_established_count'), 'int4', test, at),
};

const numbersTest = (beside: Beside, filter: Api.CorroborationFilter, at: At): Sql => {
  at.spend('conditions', 1);
  const row = at.related();
  return sql`exists (select ${numbersOf(beside, at.column('id'), at.viewer, row.alias)} and ${compileFilter(filter, numberClauses, row)})`;
};

export const claimCorroborationClauses: ClausesOf<Api.ClaimFilter, 'corroboration'> = {
  corroboration: (filter, at) => numbersTest(claimNumbers, filter, at),
};

export const eventCorroborationClauses: ClausesOf<Api.EventFilter, 'corroboration'> = {
  corroboration: (filter, at) => numbersTest(eventNumbers, filter, at),
};
