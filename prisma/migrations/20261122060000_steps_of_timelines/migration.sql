-- A timeline refuses to become longer than its bound. Errors as those of `at_most`.

create function too_many_steps(steps int, bound int) returns int language plpgsql immutable parallel safe as $$
begin
  raise exception using errcode = 'SB001', detail = 'timelineSteps', hint = bound::text,
    message = format('timeline: it would have %s steps, at most %s are allowed; give from and to, or a longer interval.', steps, bound);
end $$;
