-- A view over many rows reads one row more than it may, counts what it read, and refuses rather than tell half of it.
-- SQLSTATE SB001: `detail` names what is bounded, `hint` the bound.

create function at_most(found bigint, bound bigint, what text) returns bigint language plpgsql immutable parallel safe as $$
begin
  if found > bound then
    raise exception using errcode = 'SB001', detail = what, hint = bound::text,
      message = format('%s: more than %s rows would have to be read; narrow the filter.', what, bound);
  end if;
  return found;
end $$;
