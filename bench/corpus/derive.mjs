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

/** Signatures of texts, each text once, however many versions have it. */
export const fillSignatures = (client) =>
  client.query(`alter table text_signature disable trigger user;
    insert into text_signature (version_id, article_id, signature, bands)
    select v.id, v.article_id, s.signature, s.bands
    from version_text t join article_version v on v.id = t.version_id and v.kind <> 'DIGEST'
    join (
      select sha256, signature, bands_of(signature) as bands
      from (select sha256, signature_of(min(text)) as signature from version_text where version_id in (
          select id from article_version where kind <> 'DIGEST') group by sha256) texts
    ) s on s.sha256 = t.sha256;
    alter table text_signature enable trigger user`);

const COLUMNS = 'article_count, outlet_count, independent_origin_count, not_established_count';

/** Numbers of claims and events by origin, with the database's own functions; a claim that nothing joins stands alone. */
export const corroborationStatements = [
  `insert into claim_corroboration (claim_id, ${COLUMNS})
    select claim_id, 1, 1, (gap is null)::int, (gap is not null)::int from claim_gap
    where claim_id not in (select from_id from corroborating_relation union select to_id from corroborating_relation)`,
  `insert into claim_corroboration (claim_id, ${COLUMNS})
    select joined.id, n.* from (select from_id as id from corroborating_relation union select to_id from corroborating_relation) joined
    cross join lateral corroboration_of_claim(joined.id) n`,
  `insert into event_corroboration (event_id, ${COLUMNS})
    select e.id, n.* from event e cross join lateral corroboration_of_event(e.id) n`,
];

/** Lets the rules of the database propose contradictions, some events at a time. */
export async function fillCandidates(client) {
  const { rows } = await client.query('select id from event order by id');
  for (let from = 0; from < rows.length; from += 5000) {
    const events = rows.slice(from, from + 5000).map(({ id }) => id);
    await client.query('select propose_contradictions($1::uuid[])', [events]);
  }
}
