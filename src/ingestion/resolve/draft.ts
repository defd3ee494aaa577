import { idOf, type RecordKind } from '../../lib/ids.js';
import type { ParsedFile, Path } from '../dossier/document.js';
import type { LooseKey } from './looseKeys.js';
import { lineOf, type Fault, type Place } from '../faults.js';

/** A value of a file: tells where it stands. */
export class Spot {
  constructor(
    private readonly file: ParsedFile,
    private readonly path: Path = [],
  ) {}

  at(...steps: (string | number)[]): Spot {
    return new Spot(this.file, [...this.path, ...steps]);
  }

  get place(): Place {
    return this.file.place(this.path);
  }

  get fileName(): string {
    return this.file.file;
  }
}

interface Reference {
  readonly key: string;
  readonly spot: Spot;
}

/** What is known while files are resolved: which keys they define, which they name, and what is wrong with them. */
export class Draft {
  readonly faults: Fault[] = [];
  private readonly definitions = new Map<string, Spot>();
  private readonly loose: ReadonlySet<string>;
  private readonly named = new Map<RecordKind, Reference[]>();

  /** @param looseKeys Keys that are defined somewhere else. */
  constructor(looseKeys: readonly LooseKey[] = []) {
    this.loose = new Set(looseKeys.map(({ kind, key }) => `${kind}:${key}`));
  }

  fault(spot: Spot, reason: string): void {
    this.faults.push({ ...spot.place, reason });
  }

  /** Notes that a file defines the key. A second definition is a fault. Gives the id that the key stands for. */
  define(kind: RecordKind, key: string, spot: Spot): string {
    const known = this.definitions.get(`${kind}:${key}`);
    if (known)
      this.fault(
        spot,
        `${kind} "${key}" is defined twice; first at ${lineOf({ ...known.place, reason: '' }).slice(0, -2)}`,
      );
    else this.definitions.set(`${kind}:${key}`, spot);
    return idOf(kind, key);
  }

  defines(kind: RecordKind, key: string): boolean {
    return this.definitions.has(`${kind}:${key}`) || this.loose.has(`${kind}:${key}`);
  }

  /** Keys of a kind that the files define. */
  definedKeys(kind: RecordKind): string[] {
    const prefix = `${kind}:`;
    return [...this.definitions.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  }

  /** Notes that a file names a record, which must be defined here or stored. Gives its id. */
  refer(kind: RecordKind, key: string, spot: Spot): string {
    const references = this.named.get(kind) ?? [];
    references.push({ key, spot });
    this.named.set(kind, references);
    return idOf(kind, key);
  }

  /** The references to records that no file defines. */
  openReferences(kind: RecordKind): readonly Reference[] {
    return (this.named.get(kind) ?? []).filter(({ key }) => !this.defines(kind, key));
  }
}
