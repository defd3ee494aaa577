/**
 * Fills claim_part for all claims with the statements of the database's own function, so that no rule stands twice. The
 * function takes the claims to refresh; over all of them, "is one of those" is true.
 */
export async function fillClaimParts(client) {
  const { rows } = await client.query(`select prosrc as source from pg_proc where proname = 'refresh_claim_parts'`);
  const source = rows[0]?.source;
  if (!source || !/claim_id = any \(claims\)/.test(source))
    throw new Error('refresh_claim_parts is not what corpus/derive.mjs knows: adapt it.');
  await client.query(source.replaceAll(/(\w+\.)?claim_id = any \(claims\)/g, 'true'));
}
