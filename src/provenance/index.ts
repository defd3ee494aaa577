export { anchorQuote } from './anchor.js';
export { IndexedText, type Span } from './indexedText.js';
export { reanchor, type Reanchored } from './reanchor/reanchor.js';
export { recognise } from './reanchor/recognise.js';
export { holds, sealSpan, sealText, type SealedSpan } from './seal.js';
export { decodeUtf8, normaliseText, sha256 } from './text.js';
