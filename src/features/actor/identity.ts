import { compileFilter } from '../../lib/filter.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import type { ActorFilter } from '../../generated/resolvers.js';
import type { At } from '../base/index.js';
import { actors } from './actor.entity.js';

/** A filter on the actor whose record `column` names, whichever record that is. */
export function actorTest(column: string, filter: ActorFilter, at: At): Sql {
  at.spend('conditions', 1);
  const link = at.related();
  const actor = at.related().copiedIn(new Map([['id', `${link.alias}.canonical_id`]]));
  const passes = compileFilter(filter, actors.clauses, actor);
  const join = sql`join actor ${actor.table} on ${raw(`${actor.alias}.id`)} = ${link.column('canonical_id')}`;
  return sql`exists (select from actor_identity ${link.table} ${actor.isNeeded ? join : sql``}
    where ${link.column('actor_id')} = ${at.column(column)} and ${passes})`;
}

/**
 * A filter on actors as the ids of those that pass. It stands by itself, so that Postgres can begin with few actors and go on
 * to what hangs on them.
 */
export function actorsThat(filter: ActorFilter, at: At): Sql {
  at.spend('conditions', 1);
  const actor = at.related();
  return sql`select ${actor.column('id')} from actor ${actor.table} where ${compileFilter(filter, actors.clauses, actor)}`;
}
