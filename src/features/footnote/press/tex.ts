import citationJs from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { dashed, sharedPart } from './dates.js';
import type { Item, Name } from './item.js';

const { output, config } = citationJs.plugins;

interface Format {
  useIdAsLabel: boolean;
  checkLabel: boolean;
  asciiOnly: boolean;
}

const { format } = config.get('@bibtex') as { readonly format: Format };
// Labels made of author, year and title are the same for two articles of one day.
format.useIdAsLabel = true;
// Ids are keys already.
format.checkLabel = false;
// It would leave out every letter for which it knows no command, and with this it escapes nothing.
format.asciiOnly = false;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A record of BibTeX. Months are macros of it; the library gives a number or month and day in one. */
export function bibtex(item: Item): string {
  const [, month, day] = sharedPart(item.issued)?.['date-parts']?.[0] ?? [];
  return entry('bibtex', item, {
    month: [
      ...(month === undefined ? [] : [`month = ${MONTHS[month - 1]}`]),
      ...(day === undefined ? [] : [`day = {${day}}`]),
    ],
    // Unlike `url` it is text, which styles print.
    ...(item.URL !== undefined && { howpublished: [`howpublished = {${escaped(item.URL)}}`] }),
  });
}

/** BibLaTeX reads EDTF of levels 0 and 1. */
const DATE = String.raw`[\dX]{4}(-[\dX]{2}){0,2}[~?%]?`;
const BIBLATEX_DATE = new RegExp(String.raw`^(${DATE}|${DATE}/(${DATE}|\.\.)|\.\./${DATE})$`);

/** A record of BibLaTeX. */
export function biblatex(item: Item, edtf: string | null): string {
  const { issued, ...undated } = item;
  const [shared] = sharedPart(issued)?.['date-parts'] ?? [];
  const date = edtf !== null && BIBLATEX_DATE.test(edtf) ? edtf : shared && dashed(shared);
  return entry('biblatex', undated, {}, date === undefined ? [] : [`date = {${date}}`]);
}

interface Entry {
  readonly type: string;
  readonly label: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The library chooses type and fields. Of these some are written in their place by others, and some before all. */
function entry(
  library: 'bibtex' | 'biblatex',
  item: Item,
  others: Readonly<Record<string, readonly string[]>>,
  first: readonly string[] = [],
): string {
  const [{ type, label, properties }] = output.format(library, [escapedItem(item)], { format: 'object' }) as [Entry];
  const fields = Object.entries(properties)
    .filter(([, value]) => value !== '')
    .flatMap(([field, value]) => others[field] ?? [`${field} = {${value}}`]);
  return `@${type}{${label},\n${[...first, ...fields].map((field) => `\t${field},\n`).join('')}}`;
}

/** Its texts in TeX; the address as it is, but for braces, which count in every field. */
const escapedItem = (item: Item): Item => {
  const { title, author, note, URL } = item;
  return {
    ...item,
    title: escaped(title),
    'container-title': escaped(item['container-title']),
    language: escaped(item.language),
    ...(author && { author: author.map(escapedName) }),
    ...(note !== undefined && { note: escaped(note) }),
    ...(URL !== undefined && { URL: URL.replaceAll('{', '%7B').replaceAll('}', '%7D') }),
  };
};

const escapedName = ({ literal, ...parts }: Name): Name =>
  literal === undefined ? mapped(parts, (words) => whole(escaped(words))) : { literal: escaped(literal) };

const mapped = (parts: Name, change: (words: string) => string): Name =>
  Object.fromEntries(Object.entries(parts).map(([part, words]: [string, string]) => [part, change(words)]));

/** Commas separate the parts of a name, and the word "and" separates names. */
const whole = (words: string): string => (/,|\band\b/i.test(words) ? `{${words}}` : words);

/** Braces as commands: BibTeX counts those behind a backslash, too. `<` and `>`, because the library reads tags. */
const COMMANDS: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '{': String.raw`\textbraceleft{}`,
  '}': String.raw`\textbraceright{}`,
  '^': String.raw`\textasciicircum{}`,
  '~': String.raw`\textasciitilde{}`,
  '<': String.raw`\textless{}`,
  '>': String.raw`\textgreater{}`,
};

/** Words in TeX. What is no character of its syntax stays as it is, in whatever script. */
const escaped = (words: string): string =>
  words.replaceAll(/\s+/g, ' ').replaceAll(/[\\{}^~<>%&#$_]/g, (character) => COMMANDS[character] ?? `\\${character}`);
