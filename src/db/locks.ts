/**
 * An advisory lock for the length of a transaction, which imports and migrations take: two imports at a time would each
 * miss what the other writes, and a migration that wants a table for itself could wait for an import that waits for it.
 * Any number will do that nothing else takes.
 */
export const WRITING_LOCK = 5_190_231;
