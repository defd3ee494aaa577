export { articles, ranges, textHeld, versions } from './article.entity.js';
export { articleFields, textSpan } from './article.fields.js';
export * from './article.facets.js';
export { articleClauses, rangeClauses, versionClauses } from './article.filter.js';
export { articleDrivers } from './article.words.js';
export { spanColumns } from './span.js';
