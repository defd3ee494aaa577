import type { Resolvers } from '../generated/resolvers.js';
import * as base from './base/index.js';
import { types } from './records.js';

export { NotCompilable, viewerKey, type Exported, type Query, type Selected, type Viewer } from './base/index.js';
export { dataVersion } from './change/index.js';
export * from './exports.js';

/** Answers of all fields, level by level. */
export const resolvers: Resolvers[] = [base.scalars, types.resolvers()];

/** What the resolvers of a request read through; made anew for each. */
export const createLoaders = (reader: base.Reader, viewer: base.Viewer): base.Loaders =>
  new base.Loaders(reader, viewer);

/**
 * A whole query as one statement, with the JSON of its data in column `data`. Throws `NotCompilable` for what only the
 * resolvers can answer, and what the resolvers throw for bad arguments.
 */
export const compile = (selected: readonly base.Selected[], viewer: base.Viewer): base.Query =>
  new base.Statement(types, viewer).query(selected);
