-- Chance without chance: every choice is a hash of the number of the record and the number of the choice, so that the
-- same size gives the same rows on every machine.
drop schema if exists corpus cascade;
create schema corpus;

/* At least 0, less than 1. */
create function corpus.u(n bigint, choice bigint) returns float8 language sql immutable parallel safe as $$
  select ((hashint8extended(n, choice) >> 11) & 4503599627370495)::float8 / 4503599627370496
$$;

/* 0 to size - 1, all alike. */
create function corpus.pick(n bigint, choice bigint, size int) returns int language sql immutable parallel safe as $$
  select floor(corpus.u(n, choice) * size)::int
$$;

/* 1 to size, by Zipf's law: the k-th as often as 1/k. */
create function corpus.zipf(n bigint, choice bigint, size int) returns int language sql immutable parallel safe as $$
  select least(size, floor(exp(corpus.u(n, choice) * ln(size + 1)))::int)
$$;

create function corpus.id(kind text, n bigint) returns uuid language sql immutable parallel safe as $$
  select md5(kind || ' ' || n)::uuid
$$;

create function corpus.sha(words text) returns text language sql immutable parallel safe as $$
  select encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;

/* The k-th day of the corpus, from 0. */
create function corpus.day(k int) returns date language sql immutable parallel safe as $$
  select date '{firstDay}' + least({days} - 1, greatest(0, k))
$$;

/* A day as a source gives it: mostly exactly, sometimes the month or the year alone, or about. */
create function corpus.edtf(day date, vague float8) returns text language sql stable parallel safe as $$
  select case when vague < 0.75 then to_char(day, 'YYYY-MM-DD') when vague < 0.9 then to_char(day, 'YYYY-MM')
    when vague < 0.95 then to_char(day, 'YYYY') else to_char(day, 'YYYY-MM') || '~' end
$$;
create function corpus.earliest(day date, vague float8) returns date language sql stable parallel safe as $$
  select case when vague < 0.75 then day when vague >= 0.9 and vague < 0.95 then date_trunc('year', day)::date
    else date_trunc('month', day)::date end
$$;
create function corpus.latest(day date, vague float8) returns date language sql stable parallel safe as $$
  select case when vague < 0.75 then day
    when vague >= 0.9 and vague < 0.95 then (date_trunc('year', day) + interval '1 year - 1 day')::date
    else (date_trunc('month', day) + interval '1 month - 1 day')::date end
$$;
