/** Arguments of a field. */
export type Arguments = Readonly<Record<string, unknown>>;
