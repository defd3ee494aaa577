import { articles } from '../article/index.js';
import { countOf, every, rowsOf, theOne, value, written, type Arguments, type FieldsOfTypes } from '../base/index.js';
import { citations, claimLinks, claims, noticeOf } from '../claim/index.js';
import { contradicting, corroborating } from '../review/index.js';
import { attributionOf } from './attribution.js';
import { cautionsOf } from './cautions.js';
import { footnotes, pinpoint } from './footnote.entity.js';
import { pinpointsOf } from './pinpoint.js';
import { citationOf } from './press/press.js';
import type { Source, Wanted } from './press/source.js';
import { sourceOf } from './source.js';

/** A text about the source of a footnote; `wanted` reads the arguments, which the schema has checked. */
const text = (name: string, wanted: (args: Arguments) => Wanted) =>
  written(footnotes, name, sourceOf, (source, args) => citationOf(source as Source, wanted(args)));

export const footnoteFields: FieldsOfTypes = {
  Claim: { footnote: theOne(footnotes, 'id') },
  Footnote: {
    claim: theOne(claims, 'id'),
    article: theOne(articles, 'article_id'),
    chain: every(claimLinks),
    attribution: value(footnotes, 'attribution', attributionOf),
    pinpoints: rowsOf(footnotes, 'pinpoints', pinpoint, pinpointsOf),
    notice: value(footnotes, 'notice', noticeOf),
    cautions: value(footnotes, 'cautions', cautionsOf),
    contradictingCount: value(footnotes, 'contradictingCount', (at) => countOf(contradicting, at)),
    corroboratingCount: value(footnotes, 'corroboratingCount', (at) => countOf(corroborating, at)),
    reference: text('source', (args) => ({ form: 'reference', ...args }) as Wanted),
    citation: text('source', (args) => ({ form: 'citation', ...args }) as Wanted),
    record: text('source', (args) => ({ form: 'record', ...args }) as Wanted),
  },
  Pinpoint: { citation: theOne(citations, 'citation_id') },
};
