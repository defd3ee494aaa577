import { sql, type Sql } from '../../lib/sql.js';
import { actors } from '../actor/index.js';
import { articles } from '../article/index.js';
import { among, type At } from '../base/index.js';
import { events } from '../event/index.js';
import { visibleClaims } from './claim.entity.js';

const aboutEvent = (event: Sql) => (claim: At) => sql`${claim.column('event_id')} = ${event}`;

/** Events that an article's claims are about. */
export const articleEvents = among(
  'article.events',
  () => events,
  (parent, at) => visibleClaims('event_id', (claim) => sql`${claim.column('article_id')} = ${parent}`, at),
);

/** Articles with a claim about an event. */
export const eventArticles = among(
  'event.articles',
  () => articles,
  (parent, at) => visibleClaims('article_id', aboutEvent(parent), at),
);

/** Outlets of those articles. */
export const eventOutlets = among(
  'event.outlets',
  () => actors,
  (parent, at) =>
    sql`select canonical_id from actor_identity where actor_id in (${visibleClaims('outlet_id', aboutEvent(parent), at)})`,
);
