/** A row that was read: its columns in camel case. */
export type AnyRow = Readonly<Record<string, unknown>>;
