/**
 * Fills claim_part for all claims with the statements of the database's own function, so that no rule stands twice. The
 * function takes the claims to refresh; over all of them, "is one of those" is true.
 */
export async function claimPartsStatement(client) {
  const { rows } = await client.query(`select prosrc as source from pg_proc where proname = 'refresh_claim_parts'`);
  const source = rows[0]?.source;
  if (!source || !/claim_id = any \(claims\)/.test(source))
    throw new Error('refresh_claim_parts is not what corpus/derive.mjs knows: adapt it.');
  return source.replaceAll(/(\w+\.)?claim_id = any \(claims\)/g, 'true');
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
