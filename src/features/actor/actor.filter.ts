import type * as Api from '../../generated/resolvers.js';
import { allOf, nullOperand } from '../../lib/filter.js';
import { fold } from '../../lib/fold.js';
import { booleanTest, enumTest, idTest, textTest } from '../../lib/operators.js';
import { sql, type Sql } from '../../lib/sql.js';
import { listTest, storedId, type At, type ClausesOf } from '../base/index.js';
import { actorAuthored, actorCollections, actorPublished, articleAuthors } from './actor.entity.js';
import { actorTest } from './identity.js';
import {
  actorArticles,
  actorMentions,
  articleMentionedActors,
  articleMentions,
  versionMentions,
} from './mention.entity.js';
import { actorNames } from './name.entity.js';
import { actorInverseRoles, actorRoles } from './role.entity.js';

export const actorClauses: ClausesOf<
  Api.ActorFilter,
  | 'id'
  | 'key'
  | 'name'
  | 'kind'
  | 'description'
  | 'wikidata'
  | 'country'
  | 'wireAgency'
  | 'family'
  | 'names'
  | 'roles'
  | 'inverseRoles'
  | 'mentions'
  | 'articles'
  | 'published'
  | 'authored'
  | 'collections'
> = {
  id,
  key: (test, at) => textTest(at.column('key'), test, at),
  name: anyName,
  kind: (test, at) => enumTest(at.column('kind'), 'actor_kind', test, at),
  description: (test, at) => textTest(at.column('description'), test, at),
  wikidata: (test, at) => textTest(at.column('wikidata'), test, at),
  country: (test, at) => textTest(at.column('country'), test, at),
  wireAgency: (wanted, at) => booleanTest(at.column('wire_agency'), wanted, at),
  family: (filter, at) => actorTest('family_id', filter, at),
  names: (test, at) => listTest(actorNames, test, at),
  roles: (test, at) => listTest(actorRoles, test, at),
  inverseRoles: (test, at) => listTest(actorInverseRoles, test, at),
  mentions: (test, at) => listTest(actorMentions, test, at),
  articles: (test, at) => listTest(actorArticles, test, at),
  published: (test, at) => listTest(actorPublished, test, at),
  authored: (test, at) => listTest(actorAuthored, test, at),
  collections: (test, at) => listTest(actorCollections, test, at),
};

/** An id names the actor that answers for its record. */
function id(test: Api.IdFilter, at: At): Sql {
  const { eq, neq, in: among, notIn } = test;
  const answersFor = (operator: keyof Api.IdFilter, named: Pick<Api.IdFilter, 'eq' | 'in'>) => {
    const { path } = at.at(operator);
    if (test[operator] === null) throw nullOperand(at.at(operator));
    const record = at.related();
    const given = idTest(record.column('actor_id'), named, (text) => storedId('actor', text, path), at);
    return sql`${at.column('id')} in (select ${record.column('canonical_id')} from actor_identity ${record.table} where ${given})`;
  };
  return allOf([
    ...(eq === undefined ? [] : [answersFor('eq', { eq })]),
    ...(among === undefined ? [] : [answersFor('in', { in: among })]),
    ...(neq === undefined ? [] : [sql`not ${answersFor('neq', { eq: neq })}`]),
    ...(notIn === undefined ? [] : [sql`not ${answersFor('notIn', { in: notIn })}`]),
  ]);
}

/** One name of the group passes; names and operands are compared folded. */
function anyName(test: Api.NameFilter, at: At): Sql {
  const [record, name] = [at.related(), at.related()];
  return sql`exists (select from actor_identity ${record.table}
    join actor_name ${name.table} on ${name.column('actor_id')} = ${record.column('actor_id')}
    where ${record.column('canonical_id')} = ${at.column('id')} and ${textTest(name.column('folded'), test, at, fold)})`;
}

/** Fields of actors in the filters of articles and versions. */
export const articleActorClauses: ClausesOf<Api.ArticleFilter, 'outlet' | 'authors' | 'mentions' | 'mentionedActors'> =
  {
    outlet: (filter, at) => actorTest('outlet_id', filter, at),
    authors: (test, at) => listTest(articleAuthors, test, at),
    mentions: (test, at) => listTest(articleMentions, test, at),
    mentionedActors: (test, at) => listTest(articleMentionedActors, test, at),
  };

export const versionActorClauses: ClausesOf<Api.ArticleVersionFilter, 'mentions'> = {
  mentions: (test, at) => listTest(versionMentions, test, at),
};
