/** Where something stands in a file that was read. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with the input. */
export interface Fault extends Place {
  readonly reason: string;
}

/** The input was refused; nothing was written. Holds every fault that was found, by file and line. */
export class ImportRejected extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const sorted = [...faults].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
    super(`${count(sorted.length)}; nothing was written\n${sorted.map(lineOf).join('\n')}`);
    this.name = 'ImportRejected';
    this.faults = sorted;
  }
}

/** `file:line:column: reason`, as editors and terminals link it. */
export const lineOf = ({ file, line, column, reason }: Fault): string => `${file}:${line}:${column}: ${reason}`;

const count = (faults: number): string => `the input has ${faults} fault${faults === 1 ? '' : 's'}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The one of `known` that was most likely meant, as ` (did you mean "x"?)`; empty when none is near. */
export function suggestion(text: string, known: Iterable<string>): string {
  let best: { word: string; distance: number } | undefined;
  const most = Math.max(1, Math.floor(text.length / 3));
  for (const word of known) {
    if (Math.abs(word.length - text.length) > most) continue;
    const distance = editDistance(text.toLowerCase(), word.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { word, distance };
  }
  return best ? ` (did you mean "${best.word}"?)` : '';
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row.push(Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    previous = row;
  }
  return previous[b.length]!;
}
