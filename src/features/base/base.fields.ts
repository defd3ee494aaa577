import { collections } from './collection.js';
import { id, list, type FieldsOfTypes } from './fields.js';

export const baseFields: FieldsOfTypes = {
  Query: { collections: list(collections) },
  Collection: { id: id('collection') },
};
