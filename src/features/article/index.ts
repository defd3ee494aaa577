export * from './article.entity.js';
export { articleClauses, rangeClauses, versionClauses } from './article.filter.js';
export { articleResolvers } from './article.resolvers.js';
export { spanColumns, type TextSpanRow } from './span.js';
