/**
 * SQL of networks without direction, over the CTEs `unit` (id: the records that a network is made of) and `part` (id,
 * actor: who is in which of them, each once): the heaviest ties as `top`, the first record of each as `first`.
 */
export const undirected = ({ table, order, weigh = '' }) => `
  tie as materialized (
    select s.actor as source, t.actor as target, count(*) as weight ${weigh && `, ${weigh}`}
    from part s join part t on t.id = s.id and t.actor > s.actor group by s.actor, t.actor
  ), top as materialized (select * from tie order by weight desc, source, target limit 50),
  first as (
    select distinct on (top.source, top.target) top.source, top.target, r.*
    from top join part s on s.actor = top.source join part t on t.id = s.id and t.actor = top.target join ${table} r on r.id = s.id
    order by top.source, top.target, ${order})`;

/**
 * SQL of `part`: the actors of each `unit` in `table`, by the id of its record. Looked up unit by unit, of which Postgres
 * reckons the number right; of the plain join it expects so few rows that it loops over all pairs of them.
 */
export const partsOf = ({ table, record }) => `
  select u.id, p.actor from unit u
    cross join lateral (select actor_id as actor from ${table} where ${record} = u.id offset 0) p`;

/** JSON of the network; `more` are further fields of a tie, of `t` (a tie) and `f` (its first record). */
export const networkJson = (
  more,
) => `json_build_object('unitCount', (select count(*) from unit), 'tieCount', (select count(*) from tie),
  'ties', (select coalesce(json_agg(json_build_object('source', json_build_object('id', s.id, 'name', s.name),
      'target', json_build_object('id', g.id, 'name', g.name), 'weight', t.weight, ${more})
      order by t.weight desc, t.source, t.target), '[]')
    from top t join first f using (source, target) join actor s on s.id = t.source join actor g on g.id = t.target))`;

/** What PostGraphile gives of such a network: rows of the table `joined_pair`. */
export const FIELDS_OF_PAIR = `unitCount tieCount weight
  source: actorBySourceId { id: rowId name } target: actorByTargetId { id: rowId name }`;

/** The same in the common form; `tieOf` brings a tie into it. */
export const networkOf = ({ nodes }, tieOf) => ({
  unitCount: nodes[0].unitCount,
  tieCount: nodes[0].tieCount,
  ties: nodes.map(({ unitCount: _units, tieCount: _ties, ...tie }) => tieOf(tie)),
});
