import names from '@citation-js/name';
import { cslDate, type CslDate } from './dates.js';
import type { Source } from './source.js';

/** Of a person, or the one of anybody else. */
export interface Name {
  readonly literal?: string;
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  readonly 'non-dropping-particle'?: string;
}

/** A source as CSL-JSON. */
export interface Item {
  readonly id: string;
  readonly type: 'article-newspaper' | 'webpage';
  readonly title: string;
  readonly author?: readonly Name[];
  readonly 'container-title': string;
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly URL?: string;
  readonly language: string;
  readonly note?: string;
}

/** Outlets publish articles of a newspaper, as style guides call news sites, too; anybody else, pages. */
export function itemOf(source: Source): Item {
  const issued = cslDate(source);
  const captured = source.captured?.split('-').map(Number);
  const note = notesOf(source).join('. ');
  return {
    id: source.key.replaceAll(/[^\w.:-]/g, '-'),
    type: source.outletKind === 'MEDIA_OUTLET' ? 'article-newspaper' : 'webpage',
    title: source.headline,
    ...(source.authors.length > 0 && { author: source.authors.map(authorOf) }),
    'container-title': source.outlet,
    ...(issued && { issued }),
    ...(source.url !== null && captured && { accessed: { 'date-parts': [captured] } }),
    ...(source.url !== null && { URL: source.url }),
    language: source.language,
    ...(note && { note }),
  };
}

/** People have a family name, which is the last one unless a comma says otherwise; everybody else has one name. */
function authorOf({ name, kind }: Source['authors'][number]): Name {
  if (kind !== 'PERSON' || !/[\s,]/.test(name.trim()) || !isLatin(name)) return { literal: name };
  const { family, given, ...rest } = names.parse(name);
  return family && given ? { family, given, ...rest } : { literal: name };
}

/** Of names in other scripts it is not known which part is the family's. */
const isLatin = (name: string): boolean => /^[\p{Script=Latin}\p{M}\p{P}\s]+$/u.test(name);

/** What no field of a citation has a place for. */
function notesOf({ edtf, basis, notice, sha256 }: Source): readonly string[] {
  return [
    ...(edtf === null ? ['Date of publication unknown'] : []),
    ...(edtf !== null && basis === 'INFERRED' ? [`Date of publication inferred: ${edtf}`] : []),
    ...(edtf !== null && basis !== 'INFERRED' && !/^[\d-]+$/.test(edtf) ? [`Date of publication: ${edtf}`] : []),
    ...(notice === 'NONE' ? [] : [`Notice of the publisher: ${notice}`]),
    ...(sha256 === null ? [] : [`SHA-256 of the text that is cited: ${sha256}`]),
  ];
}
