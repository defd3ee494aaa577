/** SQL as a database takes it. */
export interface Written {
  /** With `$1`, `$2`, … in the place of values. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * A piece of SQL with its values, which go to Postgres as parameters. Pieces stand in pieces; they are put together once, when text or values of the whole
 * are asked for, because a statement is made of hundreds of them at every request.
 */
export class Sql implements Written {
  private written: Written | undefined;

  constructor(
    private readonly strings: readonly string[],
    private readonly parts: readonly unknown[],
  ) {}

  get text(): string {
    return this.write().text;
  }

  get values(): readonly unknown[] {
    return this.write().values;
  }

  private write(): Written {
    if (!this.written) {
      const texts: string[] = [];
      const values: unknown[] = [];
      this.append(texts, values);
      this.written = { text: texts.join(''), values };
    }
    return this.written;
  }

  private append(texts: string[], values: unknown[]): void {
    for (let index = 0; index < this.parts.length; index += 1) {
      texts.push(this.strings[index]!);
      const part = this.parts[index];
      if (part instanceof Sql) part.append(texts, values);
      else texts.push(`$${values.push(part)}`);
    }
    texts.push(this.strings[this.parts.length]!);
  }
}

/** Tag of a template: what stands in `${}` is a piece of SQL, or a value that becomes a parameter. */
export const sql = (strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql => new Sql(strings, parts);

/** SQL as it stands. For text of ours only, never of a client. */
export const raw = (text: string): Sql => new Sql([text], []);

/**
 * A number that Postgres does not look at while it plans, so that the statement is planned once for all numbers. For the LIMIT
 * of what is cheap to read and dear to plan: by a small number in sight each run would be planned anew.
 */
export const unplanned = (number: number): Sql => sql`(select ${number}::int)`;

/** Pieces with a separator between them; at least one. */
export function join(pieces: readonly unknown[], separator = ','): Sql {
  if (pieces.length === 0) throw new TypeError('there is nothing to join');
  const strings = new Array<string>(pieces.length + 1).fill(separator);
  strings[0] = strings[pieces.length] = '';
  return new Sql(strings, pieces);
}
