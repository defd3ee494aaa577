import { badInput } from '../../lib/errors.js';
import { fromGlobalId, toGlobalId, type IdPrefix } from '../../lib/ids.js';
import type { Loaders } from './loaders.js';

/** How a kind of record is read by id, and what it is called in the SDL. */
export interface NodeKind {
  readonly typename: string;
  readonly load: (loaders: Loaders, id: string) => Promise<object | null>;
}

export type NodeKinds = Partial<Record<IdPrefix, NodeKind>>;

const kinds: NodeKinds = {};

/** Each feature adds the kinds of its records. */
export const addNodeKinds = (added: NodeKinds): void => void Object.assign(kinds, added);

const MAX_IDS = 100;

export async function findNode(loaders: Loaders, id: string): Promise<object | null> {
  const decoded = fromGlobalId(id);
  const kind = decoded && kinds[decoded.prefix];
  const row = kind ? await kind.load(loaders, decoded.uuid) : null;
  return row && { __typename: kind!.typename, ...row };
}

export function findNodes(loaders: Loaders, ids: readonly string[]): Promise<(object | null)[]> {
  if (ids.length > MAX_IDS)
    throw badInput('ids', `at most ${MAX_IDS} ids can be asked for at once, not ${ids.length}.`);
  return Promise.all(ids.map((id) => findNode(loaders, id)));
}

/** Resolver of `id` for rows of this kind. */
export const globalId =
  (prefix: IdPrefix) =>
  ({ id }: { readonly id: string }): string =>
    toGlobalId(prefix, id);
