import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { suggestion, type Fault } from '../faults.js';
import schema from './dossier.schema.json' with { type: 'json' };
import type { ParsedFile, Path } from './document.js';
import type { DossierFile } from './types.js';

/** A file that has the form of a dossier. */
export interface ValidFile extends ParsedFile {
  readonly value: DossierFile;
}

const compile = () => {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
  });
  addFormats.default(ajv, ['date', 'uri']);
  return ajv.compile(schema);
};
let compiled: ReturnType<typeof compile> | undefined;

/** Compares a file with the JSON Schema of dossiers; every difference is a fault in words for its author. */
export function validate(parsed: ParsedFile): ValidFile | Fault[] {
  compiled ??= compile();
  if (compiled(parsed.value)) return parsed as ValidFile;
  const faults = (compiled.errors ?? []).filter(isTelling).map((error) => faultOf(parsed, error));
  const distinct = new Map(faults.map((fault) => [`${fault.line}:${fault.column}:${fault.reason}`, fault]));
  return [...distinct.values()];
}

/** The keywords that only bundle others say nothing of their own. */
const isTelling = ({ keyword, schemaPath }: ErrorObject): boolean =>
  keyword !== 'if' && !(keyword === 'required' && /\/anyOf\/\d+\/required$/.test(schemaPath));

function faultOf(parsed: ParsedFile, error: ErrorObject): Fault {
  const path = pathOf(parsed.value, error.instancePath);
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
    return { ...parsed.placeOfKey([...path, key]), reason: `unknown key "${key}"${suggestion(key, known)}` };
  }
  return { ...parsed.place(path), reason: reasonOf(error, path) };
}

function reasonOf({ keyword, params, data, parentSchema, schema, message }: ErrorObject, path: Path): string {
  const title = path.length > 0 ? (parentSchema?.['title'] as string | undefined) : undefined;
  const reason = reasons[keyword]?.({ params, data, title, schema });
  return `${nameOf(path)}${reason ?? message ?? 'is not valid'}`;
}

interface Difference {
  readonly params: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  /** What is expected in words, where the schema says so. */
  readonly title: string | undefined;
  readonly schema: unknown;
}

/** In words, by keyword of JSON Schema. */
const reasons: Readonly<Record<string, (difference: Difference) => string>> = {
  required: ({ params }) => `"${String(params['missingProperty'])}" is missing`,
  dependentRequired: ({ params }) =>
    `"${String(params['missingProperty'])}" is missing: "${String(params['property'])}" needs it`,
  enum: ({ params, data }) => {
    const allowed = (params['allowedValues'] as unknown[]).map(String);
    return `${shown(data)} is not one of ${allowed.join(', ')}${suggestion(String(data), allowed)}`;
  },
  const: ({ params, data }) => `must be ${shown(params['allowedValue'])}, not ${shown(data)}`,
  type: ({ params, data, title }) => {
    const type = String(params['type']);
    return `must be ${title ?? typeNames[type] ?? type}, not ${kindOf(data)}`;
  },
  maxLength: ({ params }) => `has more than ${String(params['limit'])} characters`,
  minItems: ({ params }) => `must have at least ${String(params['limit'])}`,
  pattern: ({ params, data, title }) =>
    params['pattern'] === '\\S' ? 'is blank' : `${shown(data)} is not ${title ?? 'what is expected here'}`,
  format: ({ params, data, title }) => `${shown(data)} is not ${title ?? `a ${String(params['format'])}`}`,
  not: () =>
    'has keys that exclude each other: "quote" and "occurrence" stand alone, "at" goes with "sha256" or "words"',
  anyOf: ({ schema }) =>
    `needs one of ${(schema as { required: string[] }[]).map(({ required }) => `"${required[0]}"`).join(', ')}`,
};

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function kindOf(data: unknown): string {
  if (data === null) return 'empty';
  if (typeof data === 'number') return `the number ${data} (a text goes in quotes)`;
  if (typeof data === 'boolean') return `${data} (a text goes in quotes)`;
  return Array.isArray(data) ? 'a list' : typeof data === 'object' ? 'a mapping' : `the text ${shown(data)}`;
}

const shown = (data: unknown): string => {
  const text = JSON.stringify(data) ?? String(data);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** `claims[3].chain[0].role: `; empty for the file itself. */
const nameOf = (path: Path): string =>
  path.length === 0
    ? ''
    : `${path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
        .join('')
        .slice(1)}: `;

/** Steps of a JSON pointer, indexes of lists as numbers. */
function pathOf(value: unknown, pointer: string): Path {
  let inner = value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => {
      const step = Array.isArray(inner) ? Number(part) : part;
      inner = (inner as Record<string | number, unknown>)[step];
      return step;
    });
}
