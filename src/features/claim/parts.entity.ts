import sql, { join, raw } from 'sql-template-tag';
import type * as Api from '../../generated/resolvers.js';
import { key } from '../../lib/keyset.js';
import { spanColumns, type TextSpanRow } from '../article/index.js';
import { columns, entity, relation, visibleThroughClaim } from '../base/index.js';
import { claims } from './claim.entity.js';

/** One link of a chain; its span is absent when no words name it. */
export type AttributionLinkRow = { readonly [Part in keyof TextSpanRow]: TextSpanRow[Part] | null } & {
  readonly claimId: string;
  readonly position: number;
  readonly actorId: string | null;
  readonly unnamed: string | null;
  readonly role: Api.AttributionRole;
  readonly quotation: Api.QuotationType;
  readonly relay: Api.Relay;
  readonly cue: string | null;
  readonly certainty: Api.Certainty;
  readonly polarity: Api.Polarity;
};

/** Whether words of a version name the link. */
export const hasSpan = (link: AttributionLinkRow): link is AttributionLinkRow & TextSpanRow => link.versionId !== null;

export interface QuantityRow {
  readonly claimId: string;
  readonly position: number;
  /** `numeric` columns are read as text. */
  readonly amount: string | null;
  readonly low: string | null;
  readonly high: string | null;
  readonly unit: string;
  readonly per: Api.QuantityPeriod | null;
  readonly approximate: boolean;
  readonly words: string | null;
}

const ofClaim = {
  primaryKey: [key('claim_id', 'uuid'), key('position', 'int4')],
  orders: { POSITION: [key('claim_id', 'uuid'), key('position', 'int4')] },
  defaultOrder: [{ field: 'POSITION' as const }],
  visible: (at: Parameters<typeof visibleThroughClaim>[0]) => visibleThroughClaim(at, 'claim_id'),
};

export const links = entity<AttributionLinkRow, Api.AttributionLinkFilter, 'POSITION'>()({
  ...ofClaim,
  table: 'attribution_link',
  columns: [
    ...columns('claim_id position actor_id unnamed role quotation relay cue certainty polarity'),
    ...spanColumns,
  ],
});

export const quantities = entity<QuantityRow, Api.QuantityFilter, 'POSITION'>()({
  ...ofClaim,
  table: 'quantity',
  columns: columns('claim_id position amount low high unit per approximate words'),
});

export const claimLinks = relation(
  'claim.links',
  () => links,
  (at, parent) => sql`${at.column('claim_id')} = ${parent}`,
);

export const claimQuantities = relation(
  'claim.quantities',
  () => quantities,
  (at, parent) => sql`${at.column('claim_id')} = ${parent}`,
);

export type Part = 'OUTLET' | 'INTERMEDIARY' | 'SPEAKER' | 'SUBJECT' | 'OBJECT';

/** Claims in which the actor has one of these parts. */
export const claimsByPart = (name: string, ...parts: readonly Part[]) =>
  relation(
    `actor.${name}`,
    () => claims,
    (at, parent) => sql`exists (select from claim_part p where p.actor_id = ${parent}
      and p.part in (${join(parts.map((part) => raw(`'${part}'`)))}) and p.claim_id = ${at.column('id')})`,
  );

export const actorClaims = claimsByPart('claims', 'OUTLET', 'INTERMEDIARY', 'SPEAKER', 'SUBJECT', 'OBJECT');
export const actorClaimsMade = claimsByPart('claimsMade', 'SPEAKER');
export const actorClaimsRelayed = claimsByPart('claimsRelayed', 'INTERMEDIARY');
export const actorClaimsReported = claimsByPart('claimsReported', 'OUTLET');
export const actorClaimsAbout = claimsByPart('claimsAbout', 'SUBJECT', 'OBJECT');
