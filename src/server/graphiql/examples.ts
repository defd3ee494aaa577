import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Example {
  /** Name of the file without its ending. */
  readonly name: string;
  /** The question that it answers: its first comment line. */
  readonly title: string;
  readonly document: string;
  /** JSON text of `NAME.variables.json` beside it; empty when there is none. */
  readonly variables: string;
}

/** Documents of a folder in the order of their names. A folder that does not exist has none. */
export function readExamples(folder: string): Example[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return names.sort().map((file) => readExample(folder, basename(file, '.graphql')));
}

function readExample(folder: string, name: string): Example {
  const document = readFileSync(join(folder, `${name}.graphql`), 'utf8');
  const comment = /^\s*#\s*(.+)$/m.exec(document)?.[1]?.trim();
  const variables = join(folder, `${name}.variables.json`);
  return {
    name,
    title: comment ?? name,
    document,
    variables: existsSync(variables) ? readFileSync(variables, 'utf8') : '',
  };
}
