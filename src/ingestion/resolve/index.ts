import { idOf } from '../../lib/ids.js';
import type { ValidFile } from '../dossier/validate.js';
import { ImportRejected, type Fault } from '../faults.js';
import type { Transaction } from '../sql.js';
import { resolveActor } from './actors.js';
import { resolveArticle, type ResolvedArticle } from './article.js';
import { decideClaims, newestVersions, type DecidedClaim } from './claimVersions.js';
import { resolveClaims } from './claims.js';
import { Draft, Spot } from './draft.js';
import { resolveEvent } from './events.js';
import type { LooseKey } from './looseKeys.js';
import {
  resolveAssessment,
  resolveClaimRelation,
  resolveJudgement,
  resolveRelation,
  type ClaimIds,
} from './opinions.js';
import type { Membership, Planned, PlannedText } from './records.js';
import { demandNoCircles, demandReferences } from './references.js';
import { demandSameJudgements, demandSameTexts } from './stored.js';

/** Everything that the files want stored, with ids, checked against each other and against what is stored. */
export interface Plan {
  readonly collections: readonly Planned[];
  readonly actors: readonly Planned[];
  readonly events: readonly Planned[];
  readonly articles: readonly Planned[];
  readonly versions: readonly Planned[];
  readonly texts: readonly PlannedText[];
  readonly mentions: readonly Planned[];
  readonly claims: readonly DecidedClaim[];
  readonly relations: readonly Planned[];
  readonly claimRelations: readonly Planned[];
  readonly judgements: readonly Planned[];
  /** Ids of the stored judgements that are withdrawn now. */
  readonly withdrawn: ReadonlySet<string>;
  readonly assessments: readonly Planned[];
  readonly memberships: readonly Membership[];
}

interface Source {
  readonly value: ValidFile['value'];
  readonly spot: Spot;
}

/** What was read from the paths. */
export interface Input {
  /** The files that have the form of dossiers. */
  readonly files: readonly ValidFile[];
  /** What is wrong with the others. */
  readonly faults: readonly Fault[];
  /** Keys that the faulty files define; undefined when some could not be read, so that nobody knows. */
  readonly looseKeys: readonly LooseKey[] | undefined;
}

/**
 * Checks files that have the form of dossiers for everything that the form does not say, and works out their rows.
 * Unknown references are reported only where it is known what the faulty files define. Reads the database and writes
 * nothing.
 * @throws ImportRejected with all faults, those of the input among them.
 */
export async function resolve({ files, faults, looseKeys }: Input, tx: Transaction): Promise<Plan> {
  const draft = new Draft(looseKeys);
  draft.faults.push(...faults);
  const sources = files.map((file) => ({ value: file.value, spot: new Spot(file) }));
  const registry = resolveRegistry(draft, sources);
  const articles = sources.flatMap(({ value, spot }) =>
    value.article
      ? [{ value, spot, article: value.article, resolved: resolveArticle(draft, value, value.article, spot) }]
      : [],
  );
  const planned = articles.flatMap(({ value, spot, article, resolved }) =>
    resolveClaims(draft, value, article, resolved.atHand, spot),
  );
  sources.forEach(({ value, spot }) => referToClaims(draft, value, spot));
  await demandNoCircles(draft, sources, tx);
  const claims = await decideClaims(draft, planned, tx);
  const opinions = resolveOpinions(draft, sources, await claimIds(draft, claims, tx));
  if (looseKeys) await demandReferences(draft, tx);
  const resolved = articles.map((article) => article.resolved);
  await demandSameTexts(
    draft,
    resolved.flatMap(({ versions }) => versions),
    tx,
  );
  const withdrawn = await demandSameJudgements(draft, opinions.judgements, tx);
  if (draft.faults.length > 0) throw new ImportRejected(draft.faults);
  return { ...registry, ...ofArticles(resolved), claims, ...opinions, withdrawn };
}

const resolveRegistry = (draft: Draft, sources: readonly Source[]) => ({
  collections: sources.flatMap(({ value, spot }) =>
    (value.collections ?? []).map((entry, i) => {
      const here = spot.at('collections', i);
      const id = draft.define('collection', entry.key, here);
      const row = { id, key: entry.key, title: entry.title, description: entry.description ?? null };
      return { id, spot: here, row, children: {} };
    }),
  ),
  actors: each(sources, 'actors', (entry, spot) => resolveActor(draft, entry, spot)),
  events: each(sources, 'events', (entry, spot) => resolveEvent(draft, entry, spot)),
  memberships: sources.flatMap(({ value, spot }) => membershipsOf(draft, value, spot)),
});

const resolveOpinions = (draft: Draft, sources: readonly Source[], claims: ClaimIds) => ({
  relations: each(sources, 'relations', (entry, spot) => resolveRelation(draft, claims, entry, spot)),
  claimRelations: each(sources, 'claimRelations', (entry, spot) => resolveClaimRelation(draft, claims, entry, spot)),
  judgements: each(sources, 'judgements', (entry, spot) => resolveJudgement(draft, entry, spot)),
  assessments: each(sources, 'assessments', (entry, spot) => resolveAssessment(draft, claims, entry, spot)),
});

type Lists = 'actors' | 'events' | 'relations' | 'claimRelations' | 'judgements' | 'assessments';

function each<Name extends Lists>(
  sources: readonly Source[],
  name: Name,
  resolveOne: (entry: NonNullable<ValidFile['value'][Name]>[number], spot: Spot) => Planned,
): Planned[] {
  return sources.flatMap(({ value, spot }) =>
    (value[name] ?? []).map((entry, i) => resolveOne(entry, spot.at(name, i))),
  );
}

const ofArticles = (resolved: readonly ResolvedArticle[]) => ({
  articles: resolved.map(({ article }) => article),
  versions: resolved.flatMap(({ versions }) => versions),
  texts: resolved.flatMap(({ texts }) => texts),
  mentions: resolved.flatMap(({ mentions }) => mentions),
});

function membershipsOf(draft: Draft, value: ValidFile['value'], spot: Spot): Membership[] {
  const article = value.article?.key;
  const members = [
    ...(article === undefined ? [] : [{ kind: 'article', member: article } as const]),
    ...(value.actors ?? []).map(({ key }) => ({ kind: 'actor', member: key }) as const),
    ...(value.events ?? []).map(({ key }) => ({ kind: 'event', member: key }) as const),
    ...(value.claims ?? []).map(({ key }) => ({ kind: 'claim', member: `${article}/${key}` }) as const),
  ];
  return (value.memberOf ?? []).flatMap((key, i) => {
    const collectionId = draft.refer('collection', key, spot.at('memberOf', i));
    return members.map((member) => ({ ...member, collectionId }));
  });
}

function referToClaims(draft: Draft, value: ValidFile['value'], spot: Spot): void {
  value.relations?.forEach(({ claims }, i) =>
    claims?.forEach((key, j) => draft.refer('claim', key, spot.at('relations', i, 'claims', j))),
  );
  value.claimRelations?.forEach(({ from, to }, i) => {
    draft.refer('claim', from, spot.at('claimRelations', i, 'from'));
    draft.refer('claim', to, spot.at('claimRelations', i, 'to'));
  });
  value.assessments?.forEach(({ target }, i) => {
    if (target.claim) draft.refer('claim', target.claim, spot.at('assessments', i, 'target', 'claim'));
  });
}

/** Ids of the claims that the files define or name. */
async function claimIds(draft: Draft, claims: readonly DecidedClaim[], tx: Transaction): Promise<ClaimIds> {
  const stored = await newestVersions(
    tx,
    draft.openReferences('claim').map(({ key }) => key),
  );
  return new Map([
    ...[...stored].map(([key, { id }]) => [key, id] as const),
    ...claims.map(({ claim, id }) => [claim.key, id] as const),
  ]);
}

/** Id of the record that a membership names. */
export const memberId = ({ kind, member }: Membership, claims: ReadonlyMap<string, string>): string =>
  kind === 'claim' ? claims.get(member)! : idOf(kind, member);
