import citationJs from '@citation-js/core';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { dashed, padded, sharedPart } from './dates.js';
import { itemOf, type Item, type Name } from './item.js';
import type { Exchange, Markup, Source, Style, Wanted } from './source.js';
import { chicago, mla } from './styles.js';
import { biblatex, bibtex } from './tex.js';

const { output, config } = citationJs.plugins;

interface Styles {
  add(name: string, style: string): void;
}

const { styles } = config.get('@csl') as { readonly styles: Styles };
styles.add('chicago', chicago);
styles.add('mla', mla);

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

const reference = (item: Item, style: Style, markup: Markup): string =>
  finished(output.format('bibliography', [asPlainText(item)], optionsOf(style, markup)), markup);

function citation(item: Item, { paragraph, lastParagraph }: Source, style: Style, markup: Markup): string {
  const locator = paragraph === lastParagraph ? paragraph : `${paragraph}-${lastParagraph}`;
  const entry = { id: item.id, ...(paragraph !== null && { locator: String(locator), label: 'paragraph' }) };
  const options = { ...optionsOf(style, markup), entry };
  return finished(output.format('citation', [asPlainText(item)], options), markup);
}

/** Stands for `<` while a style is applied: its processor takes `<b>` for bold. Unicode keeps it free for such uses. */
const LESS_THAN = '\uFDD0';

/** Outlets as they are named: APA would write abc news as Abc News. */
function asPlainText(item: Item): Item {
  const plain = JSON.parse(JSON.stringify(item).replaceAll('<', LESS_THAN)) as Item;
  return { ...plain, 'container-title': `<span class="nocase">${plain['container-title']}</span>` };
}

/** What the library puts around the entries of a list in HTML. */
const AROUND = /^\s*<div[^>]*>\s*<div[^>]*>|<\/div>\s*<\/div>\s*$/g;

const finished = (text: unknown, markup: Markup): string =>
  String(text)
    .replaceAll(AROUND, '')
    .trim()
    .replaceAll(LESS_THAN, markup === 'HTML' ? '&#60;' : '<');

const record: Readonly<Record<Exchange, (item: Item, source: Source) => string>> = {
  BIBTEX: (item) => bibtex({ ...withSharedDate(item), note: notesOf(item) }),
  BIBLATEX: (item, { edtf }) => biblatex(item, edtf),
  RIS: (item) => ris(withSharedDate(item)),
  CSL_JSON: (item) => JSON.stringify([item], null, 2),
};

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
    ...(day && { PY: padded(day[0], 4), DA: `${[padded(day[0], 4), padded(day[1]), padded(day[2])].join('/')}/` }),
  }).flatMap(([tag, value]) => [value].flat().map((one) => `${tag}  - ${String(one).replaceAll(/\s+/g, ' ')}`));
  return [...lines, 'ER  - '].join('\n');
}

const inverted = ({ literal, family, given, ...rest }: Name): string =>
  literal ??
  [[rest['non-dropping-particle'], family].filter(Boolean).join(' '), given, rest.suffix].filter(Boolean).join(', ');
