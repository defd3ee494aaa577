import { collections } from './collection.js';
import type { FieldsOfTypes } from './field.js';
import { id, list } from './fields.js';

export const baseFields: FieldsOfTypes = {
  Query: { collections: list(collections) },
  Collection: { id: id('collection') },
};
