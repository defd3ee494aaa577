import type * as Api from '../../generated/resolvers.js';
import { booleanTest, dateTest, enumTest, textTest } from '../../lib/operators.js';
import { sql } from '../../lib/sql.js';
import { articles, versions } from '../article/index.js';
import { idClause, referenceTest, type ClausesOf } from '../base/index.js';
import { actorTest } from './identity.js';

export const nameClauses: ClausesOf<
  Api.ActorNameFilter,
  'value' | 'kind' | 'language' | 'script' | 'valid' | 'article'
> = {
  value: (test, at) => textTest(at.column('value'), test, at),
  kind: (test, at) => enumTest(at.column('kind'), 'actor_name_kind', test, at),
  language: (test, at) => textTest(at.column('language'), test, at),
  script: (test, at) => textTest(at.column('script'), test, at),
  valid: (test, at) => dateTest('valid', test, at),
  article: (filter, at) => referenceTest(articles, 'article_id', filter, at),
};

export const roleClauses: ClausesOf<
  Api.ActorRelationFilter,
  'id' | 'type' | 'title' | 'valid' | 'heldOn' | 'from' | 'to'
> = {
  id: idClause('relation'),
  type: (test, at) => enumTest(at.column('type'), 'actor_relation_type', test, at),
  title: (test, at) => textTest(at.column('title'), test, at),
  valid: (test, at) => dateTest('valid', test, at),
  heldOn: (day, at) =>
    booleanTest(
      sql`(daterange(${at.column('valid_earliest')}, ${at.column('valid_latest')}, '[]') @> ${day}::date
        and ${at.column('valid_earliest')} is not null)`,
      true,
      at,
    ),
  from: (filter, at) => actorTest('from_id', filter, at),
  to: (filter, at) => actorTest('to_id', filter, at),
};

export const judgementClauses: ClausesOf<Api.IdentityJudgementFilter, 'verdict' | 'madeBy' | 'inForce'> = {
  verdict: (test, at) => enumTest(at.column('verdict'), 'identity_verdict', test, at),
  madeBy: (test, at) => textTest(at.column('made_by'), test, at),
  inForce: (wanted, at) => booleanTest(sql`(${at.column('withdrawn_on')} is null)`, wanted, at),
};

export const mentionClauses: ClausesOf<Api.MentionFilter, 'id' | 'actor' | 'version' | 'status' | 'certainty'> = {
  id: idClause('mention'),
  actor: (filter, at) => actorTest('actor_id', filter, at),
  version: (filter, at) => referenceTest(versions, 'version_id', filter, at),
  status: (test, at) => enumTest(at.column('anchor_status'), 'anchor_status', test, at),
  certainty: (test, at) => enumTest(at.column('certainty'), 'certainty', test, at),
};
