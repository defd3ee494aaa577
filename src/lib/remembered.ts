/** What takes more than this part of all that is remembered is not worth the place of so many others. */
const LARGEST_PART = 1 / 100;

/**
 * Values that are dear to make, by a key. All together they are no larger than `most`, in the unit of those who say their
 * sizes; those that were not used for longest give way to a new one.
 */
export class Remembered<Value> {
  private readonly held = new Map<string, { readonly value: Value; readonly size: number }>();
  private size = 0;

  constructor(private readonly most: number) {}

  /** The value of a key, made when it is not remembered. What `make` throws is thrown, and nothing is remembered. */
  of(key: string, make: () => Value, sizeOf: (value: Value) => number): Value {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.set(key, value, sizeOf(value));
    return value;
  }

  get(key: string): Value | undefined {
    const known = this.held.get(key);
    if (known === undefined) return undefined;
    this.held.delete(key);
    this.held.set(key, known);
    return known.value;
  }

  set(key: string, value: Value, size: number): void {
    this.forget(key);
    if (size > this.most * LARGEST_PART) return;
    this.held.set(key, { value, size });
    this.size += size;
    while (this.size > this.most) this.forget(this.held.keys().next().value!);
  }

  private forget(key: string): void {
    this.size -= this.held.get(key)?.size ?? 0;
    this.held.delete(key);
  }
}
