import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { actors } from '../actor/index.js';
import { spanColumns } from '../article/index.js';
import { among, columns, entity, relation, owned, visibleThroughClaim, type Through } from '../base/index.js';
import { claims } from './claim.entity.js';

const ofClaim = {
  primaryKey: [key('claim_id', 'uuid'), key('position', 'int4')],
  orders: { POSITION: [key('claim_id', 'uuid'), key('position', 'int4')] },
  defaultOrder: [{ field: 'POSITION' as const }],
  visible: (at: Parameters<typeof visibleThroughClaim>[0]) => visibleThroughClaim(at, 'claim_id'),
};

export const links = entity<Api.AttributionLinkFilter, 'POSITION'>()({
  ...ofClaim,
  type: 'AttributionLink',
  table: 'attribution_link',
  columns: [
    ...columns('claim_id position actor_id unnamed role quotation relay cue certainty polarity'),
    ...spanColumns,
  ],
});

export const quantities = entity<Api.QuantityFilter, 'POSITION'>()({
  ...ofClaim,
  type: 'Quantity',
  table: 'quantity',
  columns: columns('claim_id position amount low high unit per approximate words'),
});

export const claimLinks = owned('claim.links', () => links, 'claim_id', { covered: true });

export const claimQuantities = owned('claim.quantities', () => quantities, 'claim_id', { covered: true });

/** The actor of the last link, if the source is named. */
export const claimSpeaker = among(
  'claim.speaker',
  () => actors,
  (parent) => sql`select p.actor_id from claim_part p where p.claim_id = ${parent} and p.part = 'SPEAKER'`,
);

/** Actors that a claim is about, in the coder's order. */
const claimActors = (name: string, role: 'SUBJECT' | 'OBJECT') => {
  const coded = (claim: Sql) => sql`from claim_actor c join actor_identity i on i.actor_id = c.actor_id
    where c.claim_id = ${claim} and c.role = ${raw(`'${role}'`)}`;
  return relation(
    `claim.${name}`,
    () => actors,
    (at, parent) => sql`${at.column('id')} in (select i.canonical_id ${coded(parent)})`,
    { placed: (parent) => sql`select i.canonical_id as id, min(c.position) as place ${coded(parent)} group by 1` },
  );
};

/** Claims with the actors that have a part in them: SELECT of `id` and `value`, each pair once. */
export const actorsAs = (part: Part): Sql =>
  sql`select claim_id as id, actor_id as value from claim_part where part = ${raw(`'${part}'`)}`;

export const claimSubjects = claimActors('subjects', 'SUBJECT');
export const claimObjects = claimActors('objects', 'OBJECT');

export type Part = 'OUTLET' | 'INTERMEDIARY' | 'SPEAKER' | 'SUBJECT' | 'OBJECT';

/** Claims in which the actor has one of these parts. */
const claimsByPart = (name: string, ...parts: readonly Part[]) => {
  const wanted = join(parts.map((part) => raw(`'${part}'`)));
  return relation(
    `actor.${name}`,
    () => claims,
    (at, parent) => sql`exists (select from claim_part p where p.actor_id = ${parent}
      and p.part in (${wanted}) and p.claim_id = ${at.column('id')})`,
    {
      joined: (at, parent) => ({
        from: sql`claim_part p`,
        where: sql`p.actor_id = ${parent} and p.part in (${wanted}) and p.claim_id = ${at.column('id')}`,
      }),
      // An actor may have several parts in one claim.
      ...(parts.length === 1 && { through: throughPart(parts[0]!) }),
    },
  );
};

const throughPart = (part: Part): Through => ({
  table: 'claim_part',
  id: 'claim_id',
  copies: columns(
    `review_state event_type asserted_earliest asserted_latest stated_earliest published_earliest
      article_id position outlet_id speech_act relay`,
  ),
  link: (column, parent) => sql`${column('actor_id')} = ${parent} and ${column('part')} = ${raw(`'${part}'`)}`,
});

export const actorClaimsAsSubject = claimsByPart('claimsAsSubject', 'SUBJECT');
export const actorClaimsAsObject = claimsByPart('claimsAsObject', 'OBJECT');
export const actorClaims = claimsByPart('claims', 'OUTLET', 'INTERMEDIARY', 'SPEAKER', 'SUBJECT', 'OBJECT');
export const actorClaimsMade = claimsByPart('claimsMade', 'SPEAKER');
export const actorClaimsRelayed = claimsByPart('claimsRelayed', 'INTERMEDIARY');
export const actorClaimsReported = claimsByPart('claimsReported', 'OUTLET');
export const actorClaimsAbout = claimsByPart('claimsAbout', 'SUBJECT', 'OBJECT');
