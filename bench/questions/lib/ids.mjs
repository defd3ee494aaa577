/** The id that clients of Sourcebook see. */
export const globalId = (kind, uuid) => `${kind}_${uuid.replaceAll('-', '')}`;

/** SQL: the rows of `from` in an order without meaning that is the same everywhere. */
export const shuffled = (from, count) => `select * from (${from}) rows order by md5(id::text) limit ${count}`;
