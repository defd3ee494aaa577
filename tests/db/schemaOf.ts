import type { TestDatabase } from '../support/database.js';

/** Everything that migrations make, each by its name and definition; the order of columns aside. */
const PARTS = {
  functions: `select pg_get_functiondef(oid) as part from pg_proc
    where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')`,
  columns: `select concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated,
      attidentity, pg_get_expr(adbin, adrelid), attstattarget, attstorage) as part
    from pg_attribute join pg_class on pg_class.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped`,
  relations: `select concat_ws(' ', relname, relkind, relpersistence, reloptions) as part
    from pg_class where relnamespace = 'public'::regnamespace and relkind <> 'v'
    union all select concat_ws(' ', viewname, definition) from pg_views where schemaname = 'public'`,
  constraints: `select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) as part
    from pg_constraint where connamespace = 'public'::regnamespace`,
  indexes: `select concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisready) as part
    from pg_index join pg_class on pg_class.oid = indexrelid where relnamespace = 'public'::regnamespace`,
  triggers: `select concat_ws(' ', pg_get_triggerdef(oid), tgenabled) as part from pg_trigger where not tgisinternal`,
  types: `select concat_ws(' ', typname, typtype, array(select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder))
      as part from pg_type t where typnamespace = 'public'::regnamespace`,
};

/** The schema of a database, to be compared with that of another. */
export async function schemaOf(database: TestDatabase): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [kind, statement] of Object.entries(PARTS))
    found[kind] = (await database.query<{ part: string }>(`${statement} order by 1`)).map(({ part }) => part);
  return found;
}
