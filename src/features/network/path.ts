import type { PathKind } from '../../generated/resolvers.js';
import { within } from '../../lib/bounds.js';
import { badInput } from '../../lib/errors.js';
import { sql, type Sql } from '../../lib/sql.js';
import { rowsIn, storedId, view, type Arguments, type At } from '../base/index.js';
import { givenOf } from './tie.js';

/** Longest path, most paths, and most steps between two actors that may be read to find them. */
const LONGEST = 6;
const MOST_PATHS = 20;
const MOST_READ = 200_000;
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
  const [kinds, day] = [sql`${via}::text[]`, sql`${on ?? null}::date`];
  return sql`
    select cardinality(p.path) - 1 as length, (
      select coalesce(jsonb_agg(jsonb_build_object('position', n - 1, 'kind', step.kind, 'forward', step.forward,
        'from_id', p.path[n], 'to_id', p.path[n + 1],
        'relation_ids', step.relations, 'event_ids', step.events, 'claim_ids', step.claims) order by n), '[]')
      from generate_series(1, cardinality(p.path) - 1) n
      cross join lateral path_step(p.path[n], p.path[n + 1], ${kinds}, ${day}, ${states}::review_state[], ${examples}::int) step) as steps
    from actor_paths(${source}::uuid, ${target}::uuid, ${maxLength}::int, ${kinds}, ${day},
      ${states}::review_state[], ${limit}::int, ${MOST_READ}::bigint) with ordinality p (path, place)
    order by p.place`;
}

function checked(asked: Asked): Asked {
  const { maxLength, limit, examples, via } = asked;
  within({ argument: 'maxLength', value: maxLength, things: 'steps', bounds: [1, LONGEST], what: 'pathLength' });
  givenOf({ limit, examples }, 'paths', [1, MOST_PATHS]);
  if (via.length === 0) throw badInput('via', 'one kind of step at least is needed.');
  return asked;
}
