import type { RecordKind } from '../../lib/ids.js';

export interface LooseKey {
  readonly kind: RecordKind;
  readonly key: string;
}

const SECTIONS: Readonly<Record<string, RecordKind>> = { collections: 'collection', actors: 'actor', events: 'event' };

/**
 * The keys that a file seems to define though it has not the form of a dossier: what names them is not wrong for that
 * reason.
 */
export function looseKeys(value: unknown): LooseKey[] {
  const registry = Object.entries(SECTIONS).flatMap(([section, kind]) =>
    keysIn(inside(value, section)).map((key) => ({ kind, key })),
  );
  const [article] = keysIn([inside(value, 'article')]);
  if (article === undefined) return registry;
  const parts = (kind: RecordKind, list: unknown) => keysIn(list).map((key) => ({ kind, key: `${article}/${key}` }));
  return [
    ...registry,
    { kind: 'article', key: article },
    ...parts('version', inside(inside(value, 'article'), 'versions')),
    ...parts('claim', inside(value, 'claims')),
  ];
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const keysIn = (list: unknown): string[] =>
  Array.isArray(list) ? list.map((entry) => inside(entry, 'key')).filter((key) => typeof key === 'string') : [];
