import { idOf } from '../../lib/ids.js';
import type { ArticleEntry, ClaimEntry, DossierFile, LinkEntry, QuantityEntry, ReviewEntry } from '../dossier/types.js';
import { wordedDateColumns } from './dates.js';
import type { Draft, Spot } from './draft.js';
import type { PlannedClaim, Review, Row } from './records.js';
import { MOST_WORDS, resolveSpan, wordCount, type ResolvedSpan, type VersionAtHand } from './spans.js';

type Versions = ReadonlyMap<string, VersionAtHand>;

export function resolveClaims(
  draft: Draft,
  file: DossierFile,
  article: ArticleEntry,
  versions: Versions,
  spot: Spot,
): PlannedClaim[] {
  return (file.claims ?? []).map((entry, position) => {
    const here = spot.at('claims', position);
    const key = `${article.key}/${entry.key}`;
    draft.define('claim', key, here);
    if (article.rights.text !== 'OPEN') demandFewWords(draft, entry, here);
    return {
      key,
      articleId: idOf('article', article.key),
      spot: here,
      position,
      row: claimRow(draft, article, entry, here),
      children: {
        claim_actor: actorRows(draft, entry, here),
        quantity: quantityRows(draft, entry.quantities ?? [], here),
        attribution_link: linkRows(draft, article, entry, versions, here),
        citation: citationRows(draft, entry, versions, here),
      },
      review: reviewOf(entry.review ?? file.review),
    };
  });
}

const claimRow = (draft: Draft, article: ArticleEntry, entry: ClaimEntry, spot: Spot): Row => ({
  key: entry.key,
  article_id: idOf('article', article.key),
  statement: entry.statement,
  speech_act: entry.speechAct,
  polarity: entry.polarity,
  certainty: entry.certainty,
  temporality: entry.temporality,
  event_id: entry.event === undefined ? null : draft.refer('event', entry.event, spot.at('event')),
  ...wordedDateColumns(draft, 'asserted', entry.asserted, spot.at('asserted')),
  ...wordedDateColumns(draft, 'stated', entry.stated, spot.at('stated')),
});

const actorRows = (draft: Draft, { subjects = [], objects = [] }: ClaimEntry, spot: Spot): Row[] =>
  [
    ...subjects.map((key, i) => ({ actor_id: draft.refer('actor', key, spot.at('subjects', i)), role: 'SUBJECT' })),
    ...objects.map((key, i) => ({ actor_id: draft.refer('actor', key, spot.at('objects', i)), role: 'OBJECT' })),
  ].map((row, position) => ({ position, ...row }));

const quantityRows = (draft: Draft, quantities: readonly QuantityEntry[], spot: Spot): Row[] =>
  quantities.map(({ amount, low, high, unit, per, approximate, words }, position) => {
    if (low !== undefined && high !== undefined && low > high)
      draft.fault(spot.at('quantities', position), `"low" ${low} is above "high" ${high}`);
    return {
      position,
      amount: amount ?? null,
      low: low ?? null,
      high: high ?? null,
      unit,
      per: per ?? null,
      approximate: approximate ?? false,
      words: words ?? null,
    };
  });

function linkRows(draft: Draft, article: ArticleEntry, { chain }: ClaimEntry, versions: Versions, spot: Spot): Row[] {
  const first = chain[0];
  if (first?.role !== 'REPORTING_OUTLET' || first.actor !== article.outlet.actor)
    draft.fault(
      spot.at('chain', 0),
      `a chain starts with the outlet of the article, "${article.outlet.actor}", as REPORTING_OUTLET`,
    );
  return chain.map((link, position) => linkRow(draft, link, position, versions, spot.at('chain', position)));
}

function linkRow(draft: Draft, link: LinkEntry, position: number, versions: Versions, spot: Spot): Row {
  const span = link.span && resolveSpan(draft, versions, link.span, spot.at('span'));
  return {
    position,
    actor_id: link.actor === undefined ? null : draft.refer('actor', link.actor, spot.at('actor')),
    unnamed: link.unnamed ?? null,
    role: link.role,
    quotation: link.quotation,
    relay: link.relay,
    cue: link.cue ?? null,
    certainty: link.certainty ?? 'UNDERSPECIFIED',
    polarity: link.polarity ?? 'UNKNOWN',
    version_id: span?.versionId ?? null,
    start_offset: span?.start ?? null,
    end_offset: span?.end ?? null,
    quote_sha256: span?.sha256 ?? null,
  };
}

function citationRows(draft: Draft, { citations }: ClaimEntry, versions: Versions, spot: Spot): Row[] {
  const seen = new Set<string>();
  return citations.flatMap((entry, position) => {
    const here = spot.at('citations', position);
    const span = resolveSpan(draft, versions, entry, here);
    if (!span) return [];
    const key = keyOf(span);
    if (seen.has(key)) draft.fault(here, 'the claim cites these words already');
    seen.add(key);
    return [
      {
        position,
        version_id: span.versionId,
        start_offset: span.start,
        end_offset: span.end,
        quote_sha256: span.sha256,
      },
    ];
  });
}

const keyOf = ({ versionId, start, end }: ResolvedSpan): string => `${versionId}/${start}-${end}`;

const reviewOf = (entry: ReviewEntry | undefined): Review => ({
  state: entry?.state ?? 'DRAFT',
  by: entry?.by ?? null,
  on: entry?.on ?? null,
});

/** Of a text that is not open to all no more than a few words in a row are passed on. */
function demandFewWords(draft: Draft, { asserted, stated, quantities = [], chain }: ClaimEntry, spot: Spot): void {
  const demand = (words: string | undefined, where: Spot): void => {
    if (words !== undefined && wordCount(words) > MOST_WORDS)
      draft.fault(where, `has more than ${MOST_WORDS} words of a text that is not open`);
  };
  if (typeof asserted === 'object') demand(asserted.words, spot.at('asserted', 'words'));
  if (typeof stated === 'object') demand(stated.words, spot.at('stated', 'words'));
  quantities.forEach(({ words }, i) => demand(words, spot.at('quantities', i, 'words')));
  chain.forEach(({ cue }, i) => demand(cue, spot.at('chain', i, 'cue')));
}
