import { sql, type Sql } from '../../lib/sql.js';
import { storedId } from '../base/index.js';
import { answeringFor } from './group.js';

/**
 * The actor that a condition names by its id: in its field `id`, or in that of the filter to which `fields` lead. Null when it
 * says more, or something else; see `Driver`.
 */
export const actorNamedIn =
  (...fields: readonly string[]) =>
  (condition: unknown, path: string): Sql | null => {
    const steps = [...fields, 'id', 'eq'];
    const id = steps.reduce(onlyField, condition);
    return typeof id === 'string'
      ? answeringFor(sql`${storedId('actor', id, [path, ...steps].join('.'))}::uuid`)
      : null;
  };

/** The value of an object's field, if it has no other. */
function onlyField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = Object.entries(value);
  return fields.length === 1 && fields[0]![0] === name ? fields[0]![1] : undefined;
}
