import { fold } from '../../lib/fold.js';
import type { ActorEntry, NameEntry } from '../dossier/types.js';
import { dateColumns } from './dates.js';
import type { Draft, Spot } from './draft.js';
import type { Planned, Row } from './records.js';

export function resolveActor(draft: Draft, entry: ActorEntry, spot: Spot): Planned {
  const id = draft.define('actor', entry.key, spot);
  if (entry.outlet && entry.kind !== 'MEDIA_OUTLET')
    draft.fault(spot.at('outlet'), `"outlet" is for actors of kind MEDIA_OUTLET, not ${entry.kind}`);
  const row = {
    id,
    key: entry.key,
    kind: entry.kind,
    name: entry.name,
    description: entry.description ?? null,
    wikidata: entry.wikidata ?? null,
    ...dateColumns(draft, 'active', entry.active, spot.at('active')),
    family_id: entry.outlet?.family ? draft.refer('actor', entry.outlet.family, spot.at('outlet', 'family')) : null,
    country: entry.outlet?.country ?? null,
    wire_agency: entry.outlet?.wireAgency ?? false,
  };
  return { id, spot, row, children: { actor_name: nameRows(draft, entry, spot) } };
}

/** The canonical name is the first; a PRIMARY entry of the same value gives its language and script. */
function nameRows(draft: Draft, actor: ActorEntry, spot: Spot): Row[] {
  const names = (actor.names ?? []).map((name, i) => ({ name, spot: spot.at('names', i) }));
  const isGiven = names.some(({ name }) => name.kind === 'PRIMARY' && name.value === actor.name);
  const all = isGiven ? names : [{ name: { value: actor.name, kind: 'PRIMARY' }, spot: spot.at('name') }, ...names];
  return all.map(({ name, spot: here }) => nameRow(draft, actor, name, here));
}

function nameRow(draft: Draft, actor: ActorEntry, name: NameEntry, spot: Spot): Row {
  const valid = dateColumns(draft, 'valid', name.valid, spot.at('valid'));
  const key = [
    actor.key,
    name.value,
    name.kind,
    name.language ?? '',
    name.script ?? '',
    valid['valid_edtf'] ?? '',
  ].join('/');
  return {
    id: draft.define('name', key, spot),
    value: name.value,
    folded: fold(name.value),
    language: name.language ?? null,
    script: name.script ?? null,
    kind: name.kind,
    ...valid,
    article_id: name.article === undefined ? null : draft.refer('article', name.article, spot.at('article')),
  };
}
