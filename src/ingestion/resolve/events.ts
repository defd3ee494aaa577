import type { EventEntry } from '../dossier/types.js';
import { wordedDateColumns } from './dates.js';
import type { Draft, Spot } from './draft.js';
import type { Planned, Row } from './records.js';

export function resolveEvent(draft: Draft, entry: EventEntry, spot: Spot): Planned {
  const id = draft.define('event', entry.key, spot);
  const row = {
    id,
    key: entry.key,
    title: entry.title,
    description: entry.description ?? null,
    type: entry.type,
    modes: entry.modes ?? [],
    status: entry.status,
    ...wordedDateColumns(draft, 'time', entry.time, spot.at('time')),
    place_name: entry.place?.name ?? null,
    place_country: entry.place?.country ?? null,
    place_precision: entry.place?.precision ?? 'UNKNOWN',
    latitude: entry.place?.latitude ?? null,
    longitude: entry.place?.longitude ?? null,
    parent_id: entry.parent === undefined ? null : draft.refer('event', entry.parent, spot.at('parent')),
  };
  return { id, spot, row, children: { event_participant: participantRows(draft, entry, spot) } };
}

function participantRows(draft: Draft, { participants = [] }: EventEntry, spot: Spot): Row[] {
  const seen = new Set<string>();
  return participants.map(({ actor, role }, position) => {
    const here = spot.at('participants', position);
    if (seen.has(`${actor} ${role}`)) draft.fault(here, `"${actor}" is ${role} twice`);
    seen.add(`${actor} ${role}`);
    return { position, actor_id: draft.refer('actor', actor, here.at('actor')), role };
  });
}
