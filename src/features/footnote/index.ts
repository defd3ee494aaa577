export { footnotes, pinpoint } from './footnote.entity.js';
export { footnoteFields } from './footnote.fields.js';
