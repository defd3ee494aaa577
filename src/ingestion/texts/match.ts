import { reanchor, recognise, type Reanchored } from '../../provenance/index.js';
import type { TextFile } from './files.js';
import type { StoredSpan, StoredVersion } from './stored.js';

/** A text that belongs to a version. */
export interface Match {
  readonly file: TextFile;
  readonly version: StoredVersion;
  readonly isExact: boolean;
  /** Where the spans of the version stand in a copy, one entry per span; absent of an exact text. */
  readonly places: readonly (Reanchored | null)[] | undefined;
  /** Spans that were found. */
  readonly found: number;
}

/** Versions that come this near to the likeliest one are compared span by span. */
const NEAR = 0.1;

/** The versions that have exactly this text. */
export const exactMatches = (file: TextFile, versions: readonly StoredVersion[]): Match[] =>
  versions
    .filter(({ sha256 }) => sha256 === file.sha256)
    .map((version) => ({ file, version, isExact: true, places: undefined, found: Infinity }));

/** The version that the file is a copy of: of the likely ones the one with most of its spans in it. */
export function copyMatch(
  file: TextFile,
  versions: readonly StoredVersion[],
  spans: ReadonlyMap<string, readonly StoredSpan[]>,
): Match | undefined {
  const citations = (version: StoredVersion) =>
    (spans.get(version.id) ?? []).filter(({ table }) => table === 'citation');
  const likely = recognise(
    file.text,
    versions.map((version) => ({ version, quotes: citations(version) })),
  );
  const matches = likely
    .filter(({ share }) => share >= likely[0]!.share - NEAR)
    .map(({ version }) => {
      const places = reanchor(file.text, spans.get(version.id) ?? []);
      const found = places.filter((place) => place !== null).length;
      return { file, version, isExact: false, places, found };
    });
  const shareOf = ({ found, places }: Match) => found / Math.max(1, places?.length ?? 1);
  return matches.sort((a, b) => shareOf(b) - shareOf(a))[0];
}
