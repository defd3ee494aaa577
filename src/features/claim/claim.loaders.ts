import sql from 'sql-template-tag';
import type { VersionNotice } from '../../generated/resolvers.js';
import { Scope } from '../../lib/scope.js';
import { actors, findActor, type ActorRow } from '../actor/index.js';
import { selectList, type Loaders } from '../base/index.js';
import { claimSuccessors, type ClaimRow } from './claim.entity.js';
import { claimLinks, type AttributionLinkRow } from './parts.entity.js';

export const chainOf = (loaders: Loaders, claimId: string): Promise<AttributionLinkRow[]> =>
  loaders.all(claimLinks, claimId);

/** The actor of the last link; null when the source is not named. */
export async function speakerOf(loaders: Loaders, claimId: string): Promise<ActorRow | null> {
  const last = (await chainOf(loaders, claimId)).at(-1);
  return findActor(loaders, last?.actorId ?? null);
}

/** The claim that stands in the place of this one, if the viewer may see it. */
export const successorOf = async (loaders: Loaders, claimId: string): Promise<ClaimRow | null> =>
  (await loaders.all(claimSuccessors, claimId))[0] ?? null;

interface ClaimActorRow extends ActorRow {
  readonly as: 'SUBJECT' | 'OBJECT';
}

/** Whom a claim is about, in the coder's order; records that are judged the same stand once. */
export async function actorsOf(loaders: Loaders, claimId: string, as: ClaimActorRow['as']): Promise<ActorRow[]> {
  const both = await loaders
    .many<ClaimActorRow>(
      'claim actors',
      (ids, viewer) => sql`
        select x.claim_id as lookup, x.role as "as", ${selectList(actors, Scope.root(viewer, 't'))}
        from (
          select c.claim_id, c.role, i.canonical_id, min(c.position) as position
          from claim_actor c join actor_identity i on i.actor_id = c.actor_id
          where c.claim_id = any(${ids}::uuid[]) group by 1, 2, 3
        ) x join actor t on t.id = x.canonical_id
        order by x.claim_id, x.position`,
    )
    .load(claimId);
  return both.filter((actor) => actor.as === as);
}

/** The gravest notice on a version that the claim cites, or on a later version of that. */
export async function noticeOn(loaders: Loaders, claimId: string): Promise<VersionNotice> {
  const gravest = await loaders
    .one<{ notice: VersionNotice }>(
      'claim notice',
      (ids) => sql`
        with recursive cited (claim_id, version_id) as (
          select claim_id, version_id from citation where claim_id = any(${ids}::uuid[])
          union
          select c.claim_id, v.id from cited c join article_version v on v.revision_of_id = c.version_id
        )
        select c.claim_id as lookup, max(v.notice) as notice
        from cited c join article_version v on v.id = c.version_id group by c.claim_id`,
    )
    .load(claimId);
  return gravest?.notice ?? 'NONE';
}
