export { highlights, hits, snippets, typeCounts } from './search.entity.js';
export { searchFields } from './search.fields.js';
