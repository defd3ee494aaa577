import { sql, type Sql } from '../../lib/sql.js';
import { actors } from '../actor/index.js';
import { articles } from '../article/index.js';
import { relation, type At } from '../base/index.js';
import { events } from '../event/index.js';
import { visibleClaims } from './claim.entity.js';

const aboutEvent = (event: Sql) => (claim: At) => sql`${claim.column('event_id')} = ${event}`;

/** Events that an article's claims are about. */
export const articleEvents = relation(
  'article.events',
  () => events,
  (at, parent) =>
    sql`${at.column('id')} in (${visibleClaims('event_id', (claim) => sql`${claim.column('article_id')} = ${parent}`, at)})`,
);

/** Articles with a claim about an event. */
export const eventArticles = relation(
  'event.articles',
  () => articles,
  (at, parent) => sql`${at.column('id')} in (${visibleClaims('article_id', aboutEvent(parent), at)})`,
);

/** Outlets of those articles. */
export const eventOutlets = relation(
  'event.outlets',
  () => actors,
  (at, parent) =>
    sql`${at.column('id')} in (select canonical_id from actor_identity
      where actor_id in (${visibleClaims('outlet_id', aboutEvent(parent), at)}))`,
);
