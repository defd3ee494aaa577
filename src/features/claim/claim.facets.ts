import type * as Api from '../../generated/resolvers.js';
import { sql } from '../../lib/sql.js';
import { namedActor } from '../actor/index.js';
import { titledArticle, titledCollection } from '../article/index.js';
import {
  atInstant,
  byCollection,
  byColumnOf,
  byEnum,
  byPlain,
  byRecord,
  byValues,
  onDay,
  vague,
  type DatesOf,
  type FacetsOf,
} from '../base/index.js';
import { titledEvent } from '../event/index.js';
import { isDirect } from './claim.filter.js';
import { actorsAs } from './parts.entity.js';

/** Of claims that are about no event. */
const noEvent = { not: { event: {} } };

export const claimFacets: FacetsOf<
  Exclude<Api.ClaimFacet, 'CONTRADICTED' | 'CORROBORATED' | 'INDEPENDENT_ORIGIN_COUNT'>
> = {
  SPEAKER: byValues({ values: actorsAs('SPEAKER'), many: 'ONE', is: namedActor, path: 'speaker.id.eq' }),
  SPEAKER_KIND: byValues({
    values: sql`select p.id, a.kind as value from (${actorsAs('SPEAKER')}) p join actor a on a.id = p.value`,
    many: 'ONE',
    is: 'enum',
    path: 'speaker.kind.eq',
  }),
  INTERMEDIARY: byValues({
    values: actorsAs('INTERMEDIARY'),
    many: 'DISTINCT',
    is: namedActor,
    path: 'intermediary.id.eq',
  }),
  OUTLET: byRecord(namedActor, 'outlet_id', 'outlet.id.eq'),
  SUBJECT: byValues({ values: actorsAs('SUBJECT'), many: 'DISTINCT', is: namedActor, path: 'subject.id.eq' }),
  OBJECT: byValues({ values: actorsAs('OBJECT'), many: 'DISTINCT', is: namedActor, path: 'object.id.eq' }),
  EVENT: byRecord(titledEvent, 'event_id', 'event.id.eq'),
  EVENT_TYPE: byEnum('event_type', 'eventType.eq', noEvent),
  EVENT_STATUS: byColumnOf('event', 'event_id', 'status', 'enum', 'event.status.eq'),
  EVENT_COUNTRY: byColumnOf('event', 'event_id', 'place_country', 'text', 'event.country.eq'),
  ARTICLE: byRecord(titledArticle, 'article_id', 'article.id.eq'),
  ARTICLE_GENRE: byColumnOf('article', 'article_id', 'genre', 'enum', 'article.genre.eq'),
  ARTICLE_LANGUAGE: byColumnOf('article', 'article_id', 'language', 'text', 'article.language.eq'),
  SPEECH_ACT: byEnum('speech_act', 'speechAct.eq'),
  POLARITY: byEnum('polarity'),
  CERTAINTY: byEnum('certainty'),
  TEMPORALITY: byEnum('temporality'),
  RELAY: byEnum('relay'),
  LINK_COUNT: byPlain('link_count', 'linkCount.eq'),
  DIRECT: byPlain(isDirect, 'direct'),
  UNIT: byValues({
    values: sql`select claim_id as id, unit as value from quantity`,
    many: 'SEVERAL',
    is: 'text',
    path: 'quantities.some.unit.eq',
  }),
  REVIEW_STATE: byEnum('review_state', 'reviewState.eq'),
  ORIGIN: byEnum('origin'),
  COLLECTION: byCollection('claim', titledCollection),
};

export const claimDates: DatesOf<Api.ClaimDate> = {
  ASSERTED: vague('asserted'),
  STATED: vague('stated'),
  PUBLISHED: vague('published'),
  REVIEWED: onDay('reviewed_on'),
  RECORDED: atInstant('created_at'),
};
