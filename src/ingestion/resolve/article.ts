import { idOf } from '../../lib/ids.js';
import type { ArticleEntry, DossierFile, MentionEntry, VersionEntry } from '../dossier/types.js';
import { dateColumns } from './dates.js';
import type { Draft, Spot } from './draft.js';
import type { Planned, PlannedText } from './records.js';
import { resolveSpan, type VersionAtHand } from './spans.js';
import { rangeRows, sourceOf, versionText } from './versions.js';

export interface ResolvedArticle {
  readonly article: Planned;
  readonly versions: readonly Planned[];
  readonly texts: readonly PlannedText[];
  readonly mentions: readonly Planned[];
  /** For the spans of the claims, by key of the version. */
  readonly atHand: ReadonlyMap<string, VersionAtHand>;
}

/** Who found the mentions of a dossier. */
export const DOSSIER_DETECTOR = 'dossier';

export function resolveArticle(draft: Draft, file: DossierFile, entry: ArticleEntry, spot: Spot): ResolvedArticle {
  const here = spot.at('article');
  const id = draft.define('article', entry.key, here);
  const resolved = entry.versions.map((version, i) => resolveVersion(draft, entry, version, here.at('versions', i)));
  demandRevisionOrder(draft, entry, here);
  const atHand = new Map(resolved.flatMap(({ key, atHand }) => (atHand ? [[key, atHand] as const] : [])));
  return {
    article: {
      id,
      spot: here,
      row: articleRow(draft, id, entry, here),
      children: { article_author: authorRows(draft, entry, here) },
    },
    versions: resolved.flatMap(({ planned }) => planned ?? []),
    texts: resolved.flatMap(({ text }) => text ?? []),
    mentions: (file.mentions ?? []).flatMap((mention, i) =>
      resolveMention(draft, entry, mention, atHand, spot.at('mentions', i)),
    ),
    atHand,
  };
}

const articleRow = (draft: Draft, id: string, entry: ArticleEntry, spot: Spot) => ({
  id,
  key: entry.key,
  headline: entry.headline,
  url: entry.url ?? null,
  outlet_id: draft.refer('actor', entry.outlet.actor, spot.at('outlet', 'actor')),
  outlet_basis: entry.outlet.basis,
  outlet_note: entry.outlet.note ?? null,
  ...dateColumns(draft, 'published', entry.published, spot.at('published')),
  published_basis: (typeof entry.published === 'object' && entry.published.basis) || null,
  published_note: (typeof entry.published === 'object' && entry.published.note) || null,
  section: entry.section ?? null,
  language: entry.language,
  genre: entry.genre,
  text_right: entry.rights.text,
  rights_holder: entry.rights.holder ?? null,
  rights_note: entry.rights.note ?? null,
});

function authorRows(draft: Draft, { authors = [] }: ArticleEntry, spot: Spot) {
  return authors.map((key, position) => {
    const here = spot.at('authors', position);
    if (authors.indexOf(key) !== position) draft.fault(here, `author "${key}" stands twice`);
    return { position, actor_id: draft.refer('actor', key, here) };
  });
}

interface ResolvedVersion {
  readonly key: string;
  readonly planned?: Planned;
  readonly text?: PlannedText;
  readonly atHand?: VersionAtHand;
}

function resolveVersion(draft: Draft, article: ArticleEntry, entry: VersionEntry, spot: Spot): ResolvedVersion {
  const id = draft.define('version', `${article.key}/${entry.key}`, spot);
  const text = versionText(draft, entry, spot);
  if (!text) return { key: entry.key };
  const { sha256, length } = text;
  const row = {
    id,
    article_id: idOf('article', article.key),
    key: entry.key,
    kind: entry.kind,
    language: entry.language,
    captured_on: entry.captured?.on ?? null,
    captured_how: entry.captured?.how ?? null,
    sha256,
    length,
    text_right: entry.kind === 'DIGEST' ? 'OPEN' : article.rights.text,
    revision_of_id: entry.revisionOf
      ? draft.refer('version', `${article.key}/${entry.revisionOf}`, spot.at('revisionOf'))
      : null,
    notice: entry.notice ?? 'NONE',
  };
  return {
    key: entry.key,
    planned: { id, spot, row, children: { version_range: rangeRows(draft, entry, text, spot) } },
    ...(text.text && { text: { versionId: id, text: text.text.text, sha256, length, source: sourceOf(entry, spot) } }),
    atHand: { id, length, text: text.text },
  };
}

/** A version revises an earlier one, so that no circle can arise. */
function demandRevisionOrder(draft: Draft, { versions }: ArticleEntry, spot: Spot): void {
  const keys = versions.map(({ key }) => key);
  versions.forEach(({ revisionOf }, i) => {
    if (revisionOf !== undefined && keys.indexOf(revisionOf) >= i)
      draft.fault(
        spot.at('versions', i, 'revisionOf'),
        `version "${revisionOf}" must stand before the one that revises it`,
      );
  });
}

function resolveMention(
  draft: Draft,
  article: ArticleEntry,
  entry: MentionEntry,
  atHand: ReadonlyMap<string, VersionAtHand>,
  spot: Spot,
): Planned[] {
  const actorId = draft.refer('actor', entry.actor, spot.at('actor'));
  const span = resolveSpan(draft, atHand, entry, spot);
  if (!span) return [];
  const key = `${article.key}/${entry.version}/${span.start}-${span.end}/${entry.actor}`;
  const row = {
    id: draft.define('mention', key, spot),
    version_id: span.versionId,
    actor_id: actorId,
    start_offset: span.start,
    end_offset: span.end,
    quote_sha256: span.sha256,
    certainty: entry.certainty ?? 'CERTAIN',
    detector: DOSSIER_DETECTOR,
  };
  return [{ id: row.id, spot, row, children: {} }];
}
