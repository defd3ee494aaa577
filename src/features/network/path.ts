import type { PathKind } from '../../generated/resolvers.js';
import { badInput, DomainError } from '../../lib/errors.js';
import { sql, type Sql } from '../../lib/sql.js';
import { groupOf } from '../actor/index.js';
import { claimVisible, rowsIn, storedId, view, type Arguments, type At } from '../base/index.js';
import { within } from './tie.js';
import { firstClaims } from './together.js';

/** Longest path, most paths, and most steps between two actors that may be read to find them. */
const LONGEST = 6;
const MOST_PATHS = 20;
const MOST_READ = 200_000;
/** Events that are given for a step. */
const MOST_EVENTS = 5;

export const pathView = view('Path', 'length steps');
export const stepView = view('PathStep', 'position kind forward from_id to_id relation_ids event_ids claim_ids');

/** The steps that a row of `pathView` holds. */
export const steps = rowsIn('steps', stepView, 'int text bool uuid uuid uuid[] uuid[] uuid[]');

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly maxLength: number;
  readonly on?: string | null;
  readonly via: readonly PathKind[];
  readonly limit: number;
  readonly examples: number;
}

/** The shortest paths between two actors, with what joins the two of each step. */
export function pathsBetween(at: At, args: Arguments): Sql {
  const { from, to, maxLength, on, via, limit, examples } = checked(args as unknown as Asked);
  const [source, target] = [storedId('actor', from, 'from'), storedId('actor', to, 'to')];
  const states = at.viewer.reviewStates;
  const carriers = carriersOf(at, { via, on: on ?? null, examples });
  return sql`
    select cardinality(p.path) - 1 as length, (
      select coalesce(jsonb_agg(jsonb_build_object('position', n - 1, 'kind', step.kind, 'forward', step.forward,
        'from_id', p.path[n], 'to_id', p.path[n + 1],
        'relation_ids', step.relations, 'event_ids', step.events, 'claim_ids', step.claims) order by n), '[]')
      from generate_series(1, cardinality(p.path) - 1) n
      cross join lateral (select p.path[n] as a, p.path[n + 1] as b) ends
      cross join lateral (${carriers}) step) as steps
    from actor_paths(${source}::uuid, ${target}::uuid, ${maxLength}::int, ${via}::text[], ${on ?? null}::date,
      ${states}::review_state[], ${limit}::int, ${MOST_READ}::bigint) with ordinality p (path, place)
    order by p.place`;
}

function checked(asked: Asked): Asked {
  const { maxLength, limit, examples, via } = asked;
  if (maxLength > LONGEST)
    throw new DomainError('QUERY_LIMIT_EXCEEDED', `maxLength: paths have at most ${LONGEST} steps, not ${maxLength}.`, {
      what: 'pathLength',
      actual: maxLength,
      limit: LONGEST,
      argument: 'maxLength',
    });
  within('maxLength', maxLength, [1, LONGEST]);
  within('limit', limit, [1, MOST_PATHS]);
  within('examples', examples, [0, 25]);
  if (via.length === 0) throw badInput('via', 'one kind of step at least is needed.');
  return asked;
}

/**
 * One row for the actors `ends.a` and `ends.b`, who are one step apart: the kind of the step, the first of those asked for
 * that joins them, and what it consists of.
 */
function carriersOf(at: At, { via, on, examples }: Pick<Asked, 'via' | 'examples'> & { on: string | null }): Sql {
  const most = sql`${examples}::int`;
  const [a, b] = [sql`ends.a`, sql`ends.b`];
  const claim = at.related();
  const adjacent = (from: Sql, to: Sql) => sql`select l.claim_id from attribution_link l
    join attribution_link m on m.claim_id = l.claim_id and m.position = l.position + 1
    where l.actor_id in (${groupOf(from)}) and m.actor_id in (${groupOf(to)})`;
  const passed = (from: Sql, to: Sql) => sql`exists (select from (${adjacent(from, to)}) x
    join claim ${claim.table} on ${claim.column('id')} = x.claim_id where ${claimVisible(claim)})`;
  const claimsOf = (ids: Sql) => firstClaims((c) => sql`${c}.id in (${ids})`, most, at.viewer);
  const asked = (kind: PathKind) => sql`${kind} = any(${via}::text[])`;
  return sql`
    select k.kind, r.relations, e.events,
      case k.kind
        when 'RELATION' then r.forward
        when 'QUOTATION' then case when not ${passed(b, a)} then true when not ${passed(a, b)} then false end
      end as forward,
      case k.kind
        when 'RELATION' then ${claimsOf(sql`select x.claim_id from actor_relation_claim x where x.relation_id = any(r.relations)`)}
        when 'PARTICIPATION' then ${firstClaims((c) => sql`${c}.event_id = any(e.events)`, most, at.viewer)}
        when 'QUOTATION' then ${claimsOf(sql`${adjacent(a, b)} union ${adjacent(b, a)}`)}
        else ${claimsOf(sql`select x.claim_id from claim_part x join claim_part y using (claim_id) where x.actor_id = ${a}
          and y.actor_id = ${b} and x.part in ('SUBJECT', 'OBJECT') and y.part in ('SUBJECT', 'OBJECT')`)}
      end as claims
    from (
      select coalesce(array_agg(r.id order by r.valid_earliest, r.id), '{}') as relations,
        case when bool_and(r.forward) then true when bool_and(not r.forward) then false end as forward
      from (
        select r.id, r.valid_earliest, true as forward from actor_relation r
        where r.from_id in (${groupOf(a)}) and r.to_id in (${groupOf(b)}) and ${heldOn(on)}
        union all
        select r.id, r.valid_earliest, false from actor_relation r
        where r.from_id in (${groupOf(b)}) and r.to_id in (${groupOf(a)}) and ${heldOn(on)}) r
      where ${asked('RELATION')}) r
    cross join lateral (select array(
      select p.event_id from event_participant p where p.actor_id in (${groupOf(a)}) and exists (
        select from event_participant q where q.event_id = p.event_id and q.actor_id in (${groupOf(b)}))
        and r.relations = '{}' and ${asked('PARTICIPATION')}
      group by p.event_id order by p.event_id limit ${MOST_EVENTS}::int) as events) e
    cross join lateral (select case when r.relations <> '{}' then 'RELATION' when e.events <> '{}' then 'PARTICIPATION'
      when ${asked('QUOTATION')} and (${passed(a, b)} or ${passed(b, a)}) then 'QUOTATION' else 'MENTION' end as kind) k`;
}

/** As `heldOn` of the filter of relations: it can have held on that day. */
const heldOn = (day: string | null): Sql =>
  day === null
    ? sql`true`
    : sql`(r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> ${day}::date)`;
