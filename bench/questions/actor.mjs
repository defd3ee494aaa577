import { globalId } from './lib/ids.mjs';

export const question = {
  name: 'actor',
  title: 'actor with names, roles and newest claims',
  place: 6,
  sourcebook: {
    query: `query ($id: ID!, $day: Date!) {
      actor(id: $id) {
        id name kind description
        names(first: 10, orderBy: [{ field: VALUE }]) { nodes { value kind } }
        roles(first: 10, filter: { heldOn: $day }, orderBy: [{ field: KEY }]) { nodes { type title valid { edtf } to { id name } } }
        claimsMade(first: 20, orderBy: [{ field: PUBLISHED_EARLIEST, direction: DESC }]) {
          nodes { id statement published { edtf } article { headline } }
        }
      }
    }`,
    rows: sorted,
  },
  postgraphile: {
    query: `query ($id: UUID!, $day: Date!) {
      actor: actorByRowId(rowId: $id) {
        id: rowId name kind description
        names: actorNamesByActorId(first: 10) { nodes { value kind } }
        roles: actorRelationsByFromId(first: 10, orderBy: [KEY_ASC],
          filter: { validEarliest: { lessThanOrEqualTo: $day }, validLatest: { greaterThanOrEqualTo: $day } }) {
          nodes {
            type title validEdtf
            record: actorByToId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } }
          }
        }
        claimsMade: claimPartsByActorId(first: 20, orderBy: [PUBLISHED_EARLIEST_DESC, CLAIM_ID_DESC], condition: { part: SPEAKER },
          filter: { reviewState: { notEqualTo: DRAFT }, publishedEarliest: { isNull: false } }) {
          nodes { claim: claimByClaimId { id: rowId statement article: articleByArticleId { headline publishedEdtf } } }
        }
      }
    }`,
    rows: ({ actor: { roles, claimsMade, ...actor } }) =>
      sorted({
        actor: {
          ...actor,
          roles: {
            nodes: roles.nodes.map(({ validEdtf, record, ...role }) => ({
              ...role,
              valid: { edtf: validEdtf },
              to: record.identity.actor,
            })),
          },
          claimsMade: {
            nodes: claimsMade.nodes.map(({ claim: { article, ...claim } }) => ({
              ...claim,
              published: { edtf: article.publishedEdtf },
              article: { headline: article.headline },
            })),
          },
        },
      }),
  },
  ceiling: {
    sql: `select json_build_object('actor', (select json_build_object(
      'id', a.id, 'name', a.name, 'kind', a.kind, 'description', a.description,
      'names', json_build_object('nodes', (select json_agg(json_build_object('value', n.value, 'kind', n.kind))
        from actor_name n where n.actor_id = a.id)),
      'roles', json_build_object('nodes', coalesce((select json_agg(json_build_object('type', r.type, 'title', r.title,
          'valid', json_build_object('edtf', r.valid_edtf), 'to', json_build_object('id', t.id, 'name', t.name)) order by r.key collate "C")
        from actor_relation r join actor_identity i on i.actor_id = r.to_id join actor t on t.id = i.canonical_id
        where r.from_id = a.id and r.valid_earliest <= $2::date and r.valid_latest >= $2::date), '[]')),
      'claimsMade', json_build_object('nodes', (select json_agg(json_build_object('id', c.id, 'statement', c.statement,
          'published', json_build_object('edtf', r.published_edtf), 'article', json_build_object('headline', r.headline))
          order by p.published_earliest desc, p.claim_id desc)
        from (select claim_id, published_earliest from claim_part where actor_id = a.id and part = 'SPEAKER' and review_state <> 'DRAFT'
            and published_earliest is not null order by published_earliest desc, claim_id desc limit 20) p
          join claim c on c.id = p.claim_id join article r on r.id = c.article_id)))
      from actor a where a.id = $1))::text`,
    rows: sorted,
  },
  // Actors of one record, since the names of several are one list only in Sourcebook.
  async variables({ rows }) {
    const actors = await rows(`
      select p.actor_id as id from claim_part p join actor_identity i on i.canonical_id = p.actor_id
      where p.part = 'SPEAKER' and p.published_earliest is not null and p.review_state <> 'DRAFT' group by p.actor_id
      having count(distinct i.actor_id) = 1 and count(distinct p.claim_id) >= 20 order by count(*) desc, p.actor_id limit 64`);
    return actors.map(({ id }, index) => {
      const day = `${2006 + (index % 18)}-06-15`;
      return { values: [id, day], sourcebook: { id: globalId('actor', id), day }, postgraphile: { id, day } };
    });
  },
};

/** All names are there; how they are ordered is the language's affair. */
function sorted({ actor }) {
  const nodes = [...actor.names.nodes].sort((a, b) => (a.value < b.value ? -1 : 1));
  return { actor: { ...actor, names: { nodes } } };
}
