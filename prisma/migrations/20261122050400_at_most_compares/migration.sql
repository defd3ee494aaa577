-- In PL/pgSQL FOUND is whether the last statement had rows, also where a parameter has that name.

create or replace function at_most(found bigint, bound bigint, what text) returns bigint language plpgsql immutable parallel safe as $$
begin
  if $1 > $2 then
    raise exception using errcode = 'SB001', detail = what, hint = bound::text,
      message = format('%s: more than %s rows would have to be read; narrow the filter.', what, bound);
  end if;
  return $1;
end $$;
