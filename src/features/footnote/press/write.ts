import citationJs from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { sharedPart } from './dates.js';
import { itemOf, type Item, type Name } from './item.js';
import type { Exchange, Markup, Source, Style, Wanted } from './source.js';
import { chicago, mla } from './styles.js';

const { output, config } = citationJs.plugins;

interface Styles {
  add(name: string, style: string): void;
}

const { styles } = config.get('@csl') as { readonly styles: Styles };
styles.add('chicago', chicago);
styles.add('mla', mla);
const bibtex = config.get('@bibtex') as { readonly format: { useIdAsLabel: boolean; checkLabel: boolean } };
// Labels made of author, year and title are the same for two articles of one day.
bibtex.format.useIdAsLabel = true;
// Ids are keys already.
bibtex.format.checkLabel = false;

const styleNames: Readonly<Record<Style, string>> = { CHICAGO: 'chicago', APA: 'apa', MLA: 'mla' };

/** Writes a citation of a source. */
export function write(source: Source, wanted: Wanted): string {
  const item = itemOf(source);
  if (wanted.form === 'record') return record[wanted.format](item, source);
  const { style, markup } = wanted;
  return wanted.form === 'reference' ? reference(item, style, markup) : citation(item, source, style, markup);
}

const optionsOf = (style: Style, markup: Markup) => ({
  style: styleNames[style],
  lang: 'en-US',
  format: markup.toLowerCase(),
});

/** What the library puts around the entries of a list in HTML. */
const AROUND = /^\s*<div[^>]*>\s*<div[^>]*>|<\/div>\s*<\/div>\s*$/g;

const reference = (item: Item, style: Style, markup: Markup): string =>
  String(output.format('bibliography', [item], optionsOf(style, markup)))
    .replaceAll(AROUND, '')
    .trim();

function citation(item: Item, { paragraph, lastParagraph }: Source, style: Style, markup: Markup): string {
  const locator = paragraph === lastParagraph ? paragraph : `${paragraph}-${lastParagraph}`;
  const entry = { id: item.id, ...(paragraph !== null && { locator: String(locator), label: 'paragraph' }) };
  return String(output.format('citation', [item], { ...optionsOf(style, markup), entry })).trim();
}

const record: Readonly<Record<Exchange, (item: Item, source: Source) => string>> = {
  BIBTEX: (item) => withMonth(text('bibtex', { ...withSharedDate(item), note: notesOf(item) }), withSharedDate(item)),
  BIBLATEX: (item, { edtf }) => {
    if (edtf === null || !BIBLATEX_DATE.test(edtf)) return text('biblatex', withSharedDate(item));
    const undated = Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'issued'));
    return text('biblatex', undated).replace(/,$/m, `,\n\tdate = {${edtf}},`);
  },
  RIS: (item) => ris(withSharedDate(item)),
  CSL_JSON: (item) => JSON.stringify([item], null, 2),
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Months are macros of BibTeX; the library gives a number or month and day in one. */
function withMonth(entry: string, { issued }: Item): string {
  const [, month, day] = issued?.['date-parts']?.[0] ?? [];
  if (month === undefined) return entry;
  const lines = [`\tmonth = ${MONTHS[month - 1]},`, ...(day === undefined ? [] : [`\tday = {${day}},`])];
  return entry.replace(/^\tmonth = .*$/m, lines.join('\n'));
}

/** BibLaTeX reads EDTF of levels 0 and 1. */
const DATE = String.raw`[\dX]{4}(-[\dX]{2}){0,2}[~?%]?`;
const BIBLATEX_DATE = new RegExp(String.raw`^(${DATE}|${DATE}/(${DATE}|\.\.)|\.\./${DATE})$`);

const text = (format: string, item: object): string => String(output.format(format, [item])).trim();

function withSharedDate(item: Item): Item {
  const { issued, ...rest } = item;
  const shared = sharedPart(issued);
  return shared ? { ...rest, issued: shared } : rest;
}

/** BibTeX has no field for the day of access. */
const notesOf = ({ accessed, note }: Item): string => {
  const [day] = accessed?.['date-parts'] ?? [];
  return [...(note ? [note] : []), ...(day ? [`Accessed ${dashed(day)}`] : [])].join('. ');
};

/**
 * The library chooses the tags. Of articles of newspapers it leaves out authors and day; it shortens ids, and would break
 * lines after 70 characters, addresses among them.
 */
function ris(item: Item): string {
  const [tags] = output.format('ris', [item], { format: 'object' }) as readonly Record<string, unknown>[];
  const { TY, ...others } = tags ?? {};
  const [day] = item.issued?.['date-parts'] ?? [];
  const lines = Object.entries({
    TY,
    ...others,
    ID: item.id,
    ...(item.author && { AU: item.author.map(inverted) }),
    ...(day && { DA: `${[0, 1, 2].map((part) => padded(day[part])).join('/')}/` }),
  }).flatMap(([tag, value]) => [value].flat().map((one) => `${tag}  - ${String(one).replaceAll(/\s+/g, ' ')}`));
  return [...lines, 'ER  - '].join('\n');
}

const inverted = ({ literal, family, given, ...rest }: Name): string =>
  literal ??
  [[rest['non-dropping-particle'], family].filter(Boolean).join(' '), given, rest.suffix].filter(Boolean).join(', ');

const padded = (part: number | undefined): string => (part === undefined ? '' : String(part).padStart(2, '0'));

const dashed = (day: readonly number[]): string => day.map(padded).join('-');
