import type { Node, Pair, YAMLMap } from 'yaml';

/** A piece of a file (UTF-16 offsets, end exclusive) and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Everything else stays as it is, to the byte. The edits do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  let at = 0;
  const pieces = sorted.map(({ start, end, text }) => {
    const piece = source.slice(at, start) + text;
    at = end;
    return piece;
  });
  return pieces.join('') + source.slice(at);
}

/** Writes a mapping on one line, with the new keys (values as YAML) where the first of the old ones stood. */
export function asFlow(
  source: string,
  map: YAMLMap,
  old: readonly string[],
  values: Readonly<Record<string, string>>,
): Edit {
  const added = Object.entries(values).map(([key, value]) => `${key}: ${value}`);
  const pairs = pairsOf(map);
  const first = pairs.findIndex(({ key }) => old.includes(key));
  const parts = pairs.flatMap(({ key, start, end }, i) => {
    if (i === first) return added;
    return old.includes(key)
      ? []
      : [
          source
            .slice(start, end)
            .trim()
            .replace(/\s*\n\s*/g, ' '),
        ];
  });
  const text = `{ ${parts.join(', ')} }`;
  const { start, end } = rangeOf(map);
  return { start, end: endOfValue(source, start, end), text };
}

/** Puts new keys (values as YAML) in place of old ones in a mapping of either style. */
export function replaceKeys(
  source: string,
  map: YAMLMap,
  old: readonly string[],
  values: Readonly<Record<string, string>>,
): Edit[] {
  if (map.flow) return [asFlow(source, map, old, values)];
  const [first, ...others] = pairsOf(map).filter(({ key }) => old.includes(key));
  if (!first) return [];
  const indent = ' '.repeat(first.start - lineStart(source, first.start));
  const lines = Object.entries(values).map(([key, value]) => `${key}: ${value}`);
  const text = lines.join(`\n${indent}`);
  return [
    { start: first.start, end: endOfValue(source, first.start, first.end), text },
    ...others.map(({ start, end }) => ({
      start: lineStart(source, start) - 1,
      end: endOfValue(source, start, end),
      text: '',
    })),
  ];
}

function pairsOf(map: YAMLMap): { key: string; start: number; end: number }[] {
  return (map.items as Pair<Node, Node | null>[]).map(({ key, value }) => ({
    key: String(key),
    start: rangeOf(key).start,
    end: rangeOf(value ?? key).end,
  }));
}

const rangeOf = (node: Node): { start: number; end: number } => ({ start: node.range![0], end: node.range![1] });

const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at - 1) + 1;

/** Without the white space after a value, which block styles count as part of it. */
const endOfValue = (source: string, start: number, end: number): number =>
  start + source.slice(start, end).trimEnd().length;
