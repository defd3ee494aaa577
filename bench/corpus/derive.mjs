/** The functions that derive rows of some records, and how they say which. */
const derivations = {
  refresh_claim_parts: /(\w+\.)?claim_id = any \(claims\)/g,
  refresh_participating_actors: /(\w+\.)?(event_)?id = any \(events\)/g,
  refresh_mentioned_actors: /(\w+\.)?(article_)?id = any \(articles\)/g,
};

/**
 * Statements that derive rows for all records: those of the database's own functions, so that no rule stands twice. The
 * functions take the records in hand; over all of them, "is one of those" is true.
 */
export async function derivingStatements(client) {
  const { rows } = await client.query(
    `select proname as name, prosrc as source from pg_proc where proname = any ($1)`,
    [Object.keys(derivations)],
  );
  return Object.entries(derivations).map(([name, ofThose]) => {
    const source = rows.find((row) => row.name === name)?.source;
    if (!source?.match(ofThose)) throw new Error(`${name} is not what corpus/derive.mjs knows: adapt it.`);
    return source.replaceAll(ofThose, 'true');
  });
}

/** So many calls of a function that can run side by side. */
const calls = (parts, call) => Array.from({ length: parts }, (_none, part) => `select ${call(part)}`);

/** Signatures of texts; versions with one text are signed together. */
export const signatureStatements = calls(
  2,
  (part) => `sign_texts(array(select version_id from version_text where abs(hashtext(sha256)) % 2 = ${part}))`,
);

const claims = (part) => `array(select id from claim where abs(hashtext(id::text)) % 4 = ${part})`;

/** Events of a time share their articles. */
const events = (part) => `array(select id from (
  select id, ntile(4) over (order by time_earliest, id) as part from event) e where part = ${part + 1})`;

/** Numbers of claims and events by origin, and contradictions that the rules of the database propose. */
export const reckoningStatements = [
  ...calls(4, (part) => `reckon_corroboration('{}', ${events(part)})`),
  ...calls(4, (part) => `reckon_corroboration(${claims(part)}, '{}')`),
  ...calls(4, (part) => `propose_contradictions(${events(part)})`),
];
