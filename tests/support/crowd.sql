-- A corpus of invented records: every sort key has ties and, where it may be absent, nulls; every list of a record is
-- long for somebody; names have accents, texts hold the wildcards of LIKE, dates are open, vague or absent; records are
-- judged the same, also by judgements that are withdrawn or disputed; one claim in ten is a draft.
-- Everything follows from the numbers of the records, so that every run has the same content.

create function pg_temp.id(kind text, n int) returns uuid language sql immutable as $$
  select md5(kind || n)::uuid $$;
create function pg_temp.pick(salt text, n int, among int) returns int language sql immutable as $$
  select ('x' || substr(md5(salt || '/' || n), 1, 7))::bit(28)::int % among $$;
create function pg_temp.one_of(salt text, n int, among anyarray) returns anyelement language sql immutable as $$
  select among[1 + pg_temp.pick(salt, n, cardinality(among))] $$;
create function pg_temp.one(salt text, n int, variadic among text[]) returns text language sql immutable as $$
  select pg_temp.one_of(salt, n, among) $$;
/* The records 1, 13 and 14 are one actor: half of all references go to it. */
create function pg_temp.somebody(salt text, n int) returns int language sql immutable as $$
  select case when pg_temp.pick(salt, n, 2) = 0 then pg_temp.one_of(salt || 'hub', n, array[1, 13, 14])
    else 1 + pg_temp.pick(salt || 'all', n, 30) end $$;

create temp table vague (i int, edtf text, earliest date, latest date);
insert into vague values
  (0, null, null, null), (1, '2014-12-10', '2014-12-10', '2014-12-10'), (2, '2014-12', '2014-12-01', '2014-12-31'),
  (3, '2014', '2014-01-01', '2014-12-31'), (4, '../2014-12-10', '-infinity', '2014-12-10'),
  (5, '2015-03-01/..', '2015-03-01', 'infinity'), (6, '2012~', '2012-01-01', '2012-12-31'),
  (7, '2014-12-08/2014-12-17', '2014-12-08', '2014-12-17'), (8, '2014-12-10?', '2014-12-10', '2014-12-10'),
  (9, '2017-06', '2017-06-01', '2017-06-30'), (10, '../..', '-infinity', 'infinity'), (11, null, null, null);
create function pg_temp.date_of(salt text, n int) returns vague language sql immutable as $$
  select v from pg_temp.vague v where v.i = pg_temp.pick(salt, n, 12) $$;

insert into collection (id, key, title, description)
select pg_temp.id('collection', n), 'collection-' || n, pg_temp.one('title', n, 'Ferries', 'ferries', 'Piers', 'Égalité'), null
from generate_series(1, 9) n;

-- ── Actors ──────────────────────────────────────────────────────────────────────────────────────────────────────

insert into actor (id, key, kind, name, description, wikidata, active_edtf, active_earliest, active_latest, country, wire_agency)
select pg_temp.id('actor', n), 'actor-' || n, pg_temp.one_of('kind', n, enum_range(null::actor_kind)),
  pg_temp.one('name', n, 'Jane Doe', 'jane doe', 'Jané Doë', 'Harbour Board', 'al-Pier', 'Zoë', '100% Ferries', 'Pier_9'),
  pg_temp.one('description', n, null, '50% of it', 'a_b\c', 'A harbour.', 'HARBOUR'), pg_temp.one('wikidata', n, null, 'Q1', 'Q2'),
  (d).edtf, (d).earliest, (d).latest, pg_temp.one('country', n, null, 'US', 'IR', 'us'), pg_temp.pick('wire', n, 3) = 0
from generate_series(1, 30) n, pg_temp.date_of('active', n) d;
update actor set family_id = pg_temp.id('actor', 1) where key in (select 'actor-' || n from generate_series(2, 12) n);
update actor set family_id = pg_temp.id('actor', 13) where key in ('actor-15', 'actor-16', 'actor-20');
update actor set family_id = pg_temp.id('actor', 15) where key in ('actor-21', 'actor-22');

insert into identity_judgement (id, a_id, b_id, verdict, made_by, made_on, reason, withdrawn_on, withdrawn_by)
select pg_temp.id('judgement', n), pg_temp.id('actor', a), pg_temp.id('actor', b), verdict::identity_verdict,
  pg_temp.one('judge', n, 'A desk', 'Another desk'), date '2020-01-01' + pg_temp.pick('made', n, 3), 'A reason.',
  case when withdrawn then date '2021-01-01' end, case when withdrawn then 'A desk' end
from (values
  (1, 1, 13, 'SAME', false), (2, 13, 14, 'SAME', false), (3, 15, 16, 'SAME', false), (4, 1, 17, 'SAME', true),
  (5, 18, 19, 'SAME', false), (6, 19, 18, 'NOT_SAME', false), (7, 23, 24, 'SAME', false), (8, 24, 23, 'NOT_SAME', true),
  (9, 25, 26, 'SAME', false), (10, 26, 25, 'SAME', false), (11, 1, 20, 'UNSURE', false), (12, 14, 21, 'UNSURE', false),
  (13, 1, 22, 'NOT_SAME', false), (14, 27, 13, 'NOT_SAME', false), (15, 28, 1, 'UNSURE', true), (16, 1, 29, 'NOT_SAME', false)
) as judgement (n, a, b, verdict, withdrawn);

insert into actor_relation (id, key, from_id, to_id, type, title, valid_edtf, valid_earliest, valid_latest)
select pg_temp.id('relation', n), 'relation-' || n,
  pg_temp.id('actor', case when n <= 12 then pg_temp.one_of('from', n, array[1, 13, 14]) else n end),
  pg_temp.id('actor', case when n <= 12 then n + 16 else pg_temp.one_of('to', n, array[1, 13, 15]) end),
  pg_temp.one_of('role', n, enum_range(null::actor_relation_type)), pg_temp.one('title', n, null, 'Chair', 'chair', 'Member'),
  (d).edtf, (d).earliest, (d).latest
from generate_series(1, 29) n, pg_temp.date_of('valid', n) d where n not in (13, 14, 15);

-- ── Articles ────────────────────────────────────────────────────────────────────────────────────────────────────

insert into article (id, key, headline, url, outlet_id, outlet_basis, published_edtf, published_earliest, published_latest,
  published_basis, section, language, genre, text_right)
select pg_temp.id('article', n), 'article-' || n,
  pg_temp.one('headline', n, 'Ferries to stop', 'FERRIES to stop', 'À la pier', 'Two piers'),
  case when n % 3 > 0 then 'https://example.org/' || n end,
  pg_temp.id('actor', case when n <= 9 then pg_temp.one_of('outlet', n, array[1, 13]) else n - 8 end),
  pg_temp.one_of('basis', n, enum_range(null::basis)), (d).edtf, (d).earliest, (d).latest,
  pg_temp.one('published basis', n, null, 'STATED', 'INFERRED')::basis, pg_temp.one('section', n, null, 'Local', 'local', 'World'),
  pg_temp.one('language', n, 'en', 'fr'), pg_temp.one_of('genre', n, enum_range(null::genre)),
  pg_temp.one_of('right', n, enum_range(null::text_right))
from generate_series(1, 20) n, pg_temp.date_of('published', n) d;

insert into article_author (article_id, actor_id, position)
select pg_temp.id('article', n), pg_temp.id('actor', case p when 0 then pg_temp.somebody('author', n) else 12 + p end), p
from generate_series(1, 20) n, generate_series(0, 2) p
where p < pg_temp.pick('authors', n, 3) + 1 and (p = 0 or pg_temp.somebody('author', n) <> 12 + p);

/* The first article has ten versions, the others two. A text is held as it was published, as a copy with a head of ten
   code points, or not at all. */
create temp table text_of as
select n, article, pg_temp.id('version', n) as id, words,
  case pg_temp.pick('held', n, 5) when 0 then null when 1 then 'A header: ' || words else words end as held
from (
  select n, case when n <= 10 then 1 else 2 + (n - 11) / 2 end as article,
    'The ' || n || ' ferries stop at “Pier’s end” 😀, é_é says; 100% of them. ' || repeat('x', n % 3) as words
  from generate_series(1, 48) n) version;

insert into article_version (id, article_id, key, kind, language, sha256, length, text_right, notice, revision_of_id)
select id, pg_temp.id('article', article), 'version-' || n, pg_temp.one_of('version', n, enum_range(null::version_kind)),
  pg_temp.one('language', n, 'en', 'fr', 'fr-CA'), sha256_hex(words), char_length(words),
  pg_temp.one_of('version right', n, enum_range(null::text_right)),
  pg_temp.one_of('notice', n, enum_range(null::version_notice)),
  case when n between 2 and 10 then pg_temp.id('version', 1) end
from text_of;
insert into version_text (version_id, text, sha256, length, source)
select id, held, sha256_hex(held), char_length(held), 'invented' from text_of where held is not null;

insert into version_range (version_id, position, kind, start_offset, end_offset)
select id, p, pg_temp.one_of('range', p, enum_range(null::range_kind)), p * 2, p * 2 + 3
from text_of, generate_series(0, 10) p where n = 1 or p < n % 3;

/* Columns of a span: where the words stand, their hash, and where they are held. Spans of a copy are moved, like or lost. */
create temp table span as
select t.n, t.article, t.id as version_id, s as start_offset, s + l as end_offset, sha256_hex(substr(words, s + 1, l)) as quote_sha256,
  status::anchor_status as anchor_status, case when status <> 'ORPHANED' then s + 10 end as anchor_start,
  case when status <> 'ORPHANED' then s + l + 10 end as anchor_end, case when status = 'FUZZY' then 0.5 end as anchor_score
from text_of t, generate_series(0, 12, 4) s, generate_series(3, 30, 9) l,
  pg_temp.one('anchor', t.n + s, 'MOVED', 'FUZZY', 'ORPHANED') status;

insert into mention (id, version_id, actor_id, start_offset, end_offset, quote_sha256, anchor_status, anchor_start, anchor_end,
  anchor_score, certainty, detector)
select pg_temp.id('mention', m), version_id, pg_temp.id('actor', a), start_offset, end_offset, quote_sha256, anchor_status,
  anchor_start, anchor_end, anchor_score, pg_temp.one_of('certainty', m, enum_range(null::certainty)), 'a person'
from (
  select s.*, a, row_number() over (order by n, start_offset, end_offset, a)::int as m
  from span s, generate_series(1, 30) a
  where s.end_offset - s.start_offset in (3, 12) and s.start_offset in (0, 4)
    and (s.n = 1 and a <= 6 or s.n > 1 and (a = pg_temp.somebody('mention', s.n) or s.n = 40 and a = 30))) spans;

-- ── Events ──────────────────────────────────────────────────────────────────────────────────────────────────────

insert into event (id, key, title, description, type, modes, status, time_edtf, time_earliest, time_latest, place_name,
  place_country, place_precision, parent_id)
select pg_temp.id('event', n), 'event-' || n, pg_temp.one('event', n, 'Ferries stop', 'ferries stop', 'Pier opens', 'À la fin'),
  pg_temp.one('event', n + 50, null, '50% of it', 'a_b\c'), pg_temp.one_of('type', n, enum_range(null::event_type)),
  case pg_temp.pick('modes', n, 3) when 0 then array['stop'] when 1 then array['stop', 'go'] else '{}'::text[] end,
  pg_temp.one_of('status', n, enum_range(null::event_status)), (d).edtf, (d).earliest, (d).latest,
  pg_temp.one('place', n, null, 'Exampleton', 'EXAMPLETON', 'Pier_9'), pg_temp.one('place country', n, null, 'US', 'IR'),
  pg_temp.one_of('precision', n, enum_range(null::place_precision)),
  case when n between 2 and 11 then pg_temp.id('event', 1) when n > 13 then pg_temp.id('event', n - 3) end
from generate_series(1, 16) n, pg_temp.date_of('time', n) d;

insert into event_participant (event_id, position, actor_id, role)
select pg_temp.id('event', n), p, pg_temp.id('actor', case p when 0 then pg_temp.somebody('participant', n) else 2 + p end),
  pg_temp.one_of('participant', n + p * 7, enum_range(null::participant_role))
from generate_series(1, 16) n, generate_series(0, 9) p where n = 1 or p < n % 4;

-- ── Claims ──────────────────────────────────────────────────────────────────────────────────────────────────────

/* Twenty-two claims are of the first article, twelve articles report the first event; the last four claims are later
   versions of others. */
create temp table claim_of as
select n, case when n <= 22 then 1 when n between 41 and 56 then n - 36 else 1 + pg_temp.pick('article of claim', case when n > 60 then n - 36 else n end, 20) end as article,
  case when n > 60 then 'SUPERSEDED'
    when n > 1 and pg_temp.pick('state', n, 10) = 0 then 'DRAFT'
    else pg_temp.one('review', n, 'IN_REVIEW', 'ACCEPTED', 'DISPUTED', 'RETRACTED') end as state
from generate_series(1, 64) n;

insert into claim (id, key, article_id, position, statement, speech_act, polarity, certainty, temporality, event_id,
  asserted_edtf, asserted_earliest, asserted_latest, stated_edtf, stated_earliest, stated_latest, origin, version_number, supersedes_id)
select pg_temp.id('claim', n), 'claim-' || case when n > 60 then n - 36 else n end, pg_temp.id('article', article), n % 4,
  pg_temp.one('statement', n, 'Two ferries stop.', 'TWO ferries stop.', '50% of a_b\c stop.', 'Élan at the pier.'),
  pg_temp.one_of('act', n, enum_range(null::speech_act)), pg_temp.one_of('polarity', n, enum_range(null::polarity)),
  pg_temp.one_of('certainty', n, enum_range(null::certainty)), pg_temp.one_of('temporality', n, enum_range(null::temporality)),
  case when n <= 16 then pg_temp.id('event', n) when n between 45 and 56 then pg_temp.id('event', 1) when n % 4 > 0 then pg_temp.id('event', 1 + (n % 3) * pg_temp.pick('event', n, 2)) end,
  asserted.edtf, asserted.earliest, asserted.latest, stated.edtf, stated.earliest, stated.latest,
  pg_temp.one_of('origin', n, enum_range(null::record_origin)), case when n > 60 then 2 else 1 end,
  case when n > 60 then pg_temp.id('claim', n - 36) end
from claim_of, pg_temp.date_of('asserted', n) asserted, pg_temp.date_of('stated', n) stated;

insert into attribution_link (claim_id, position, actor_id, unnamed, role, quotation, relay, cue, certainty, polarity)
select pg_temp.id('claim', n), p,
  case when p = 0 then (select outlet_id from article where id = pg_temp.id('article', article))
    when m % 5 > 0 then pg_temp.id('actor', pg_temp.somebody('link', m)) end,
  case when p > 0 and m % 5 = 0 then pg_temp.one('unnamed', m, 'a resident', 'A RESIDENT', 'officials') end,
  case when p = 0 then 'REPORTING_OUTLET' else pg_temp.one('role', m, 'DOCUMENT', 'INTERMEDIARY', 'ORIGINAL_SPEAKER') end::attribution_role,
  pg_temp.one_of('quotation', m, enum_range(null::quotation_type)), pg_temp.one_of('relay', m, enum_range(null::relay)),
  pg_temp.one('cue', m, null, 'said', 'Said that', 'reportedly'), pg_temp.one_of('link certainty', m, enum_range(null::certainty)),
  pg_temp.one_of('link polarity', m, enum_range(null::polarity))
from claim_of, generate_series(0, 3) p, lateral (select n * 4 + p as m) x where p <= pg_temp.pick('links', n, 4);

insert into claim_actor (claim_id, position, actor_id, role)
select pg_temp.id('claim', n), p, pg_temp.id('actor', case p when 1 then 5 + n % 20 else pg_temp.somebody('about', n * 3 + p) end),
  case p when 0 then 'SUBJECT' when 1 then 'SUBJECT' else 'OBJECT' end::claim_actor_role
from claim_of, generate_series(0, 2) p
where pg_temp.pick('whom', n * 3 + p, 3) > 0 and (p <> 1 or pg_temp.somebody('about', n * 3) <> 5 + n % 20);

insert into quantity (claim_id, position, amount, low, unit, per, approximate)
select pg_temp.id('claim', n), p, case when m % 4 > 0 then pg_temp.one_of('amount', m, array[0, 0.1, 2.5, 40000, 1e15, -3]) end,
  case when m % 4 = 0 then 1 end, pg_temp.one('unit', m, 'PERSON', 'USD', 'ferry'),
  pg_temp.one('per', m, null, 'DAY', 'YEAR')::quantity_period, m % 2 = 0
from claim_of, generate_series(0, 1) p, lateral (select n * 2 + p as m) x where p < pg_temp.pick('quantities', n, 3);

insert into citation (id, claim_id, article_id, version_id, position, start_offset, end_offset, quote_sha256, anchor_status,
  anchor_start, anchor_end, anchor_score)
select md5(claim || '-' || position)::uuid, pg_temp.id('claim', claim), pg_temp.id('article', article), version_id, position,
  start_offset, end_offset, quote_sha256, anchor_status, anchor_start, anchor_end, anchor_score
from (
  select c.n as claim, s.*, row_number() over (partition by c.n order by c.n % 3 > 0 or s.n > 1, md5(c.n || s.version_id::text || start_offset || end_offset)) - 1 as position
  from claim_of c join span s using (article) where s.start_offset < 8) cited
where position < 1 + claim % 3 or claim = 1 and position < 12;

update claim set review_state = state::review_state,
  reviewed_by = case when state not in ('DRAFT', 'IN_REVIEW') then 'A desk' end,
  reviewed_on = case when state not in ('DRAFT', 'IN_REVIEW') then date '2021-01-02' end
from claim_of where id = pg_temp.id('claim', n);

insert into actor_relation_claim (relation_id, claim_id)
select distinct pg_temp.id('relation', r), pg_temp.id('claim', c)
from generate_series(1, 12) r, generate_series(1, 12) c where r = 1 or c = 1 or (r + c) % 5 = 0;

/* The first claim is joined to ten claims on either side, to some of them twice; others at random. */
insert into claim_relation (id, from_id, to_id, type, sub_kind, basis, rationale)
select md5('relation' || a || '-' || b || type)::uuid, pg_temp.id('claim', a), pg_temp.id('claim', b), type::claim_relation_type,
  case when type = 'CONTRADICTS' then pg_temp.one('sub kind', a + b, null, 'QUANTITY', 'TIME') end::contradiction_kind,
  pg_temp.one_of('relation basis', a * b, enum_range(null::relation_basis)), null
from (
  select 1 as a, b, pg_temp.one('relation', b, 'SUPPORTS', 'REPEATS', 'CONTRADICTS', 'CONTRADICTS', 'UPDATES') as type from generate_series(2, 24) b
  union select a, 1, pg_temp.one('relation', a, 'SUPPORTS', 'REPEATS', 'CONTRADICTS', 'CONTRADICTS', 'CORRECTS') from generate_series(12, 34) a
  union select a, 1 + a * 7 % 59, pg_temp.one_of('relation', a, enum_range(null::claim_relation_type))::text
    from generate_series(35, 60) a where a <> 1 + a * 7 % 59) pair;

/* In all states and of all kinds; some pairs are joined by a relation. */
insert into contradiction_candidate (id, from_id, to_id, event_id, sub_kind, from_value, to_value, review_state)
select md5('candidate' || n)::uuid, pg_temp.id('claim', n), pg_temp.id('claim', 64 - n), pg_temp.id('event', 1 + n % 16),
  pg_temp.one_of('candidate', n, enum_range(null::contradiction_kind)), 'one', 'another',
  pg_temp.one_of('candidate state', n, enum_range(null::review_state))
from generate_series(1, 64) n where n not in (32, 64);

insert into assessment (id, outlet_id, article_id, claim_id, scale, value, topic, period_edtf, period_earliest, period_latest,
  made_by, made_on, reason)
select md5('assessment' || n)::uuid, case n % 3 when 0 then pg_temp.id('actor', pg_temp.somebody('assessed', n)) end,
  case n % 3 when 1 then pg_temp.id('article', 1 + pg_temp.pick('assessed', n, 2)) end,
  case n % 3 when 2 then pg_temp.id('claim', 1 + pg_temp.pick('assessed', n, 2)) end,
  case when n % 2 = 0 then 'SOURCE_RELIABILITY' else 'INFORMATION_CREDIBILITY' end::assessment_scale,
  case when n % 2 = 0 then pg_temp.one('value', n, 'A', 'B') else pg_temp.one('value', n, '1', '2') end,
  pg_temp.one('topic', n, null, 'ferries'), d.edtf, d.earliest, d.latest, pg_temp.one('by', n, 'A desk', 'Another desk'),
  date '2021-01-01' + pg_temp.pick('made', n, 3), 'A reason.'
from generate_series(1, 60) n, pg_temp.date_of('period', n) d;

-- ── Names and collections ───────────────────────────────────────────────────────────────────────────────────────

/* `folded` is written by whoever runs this. */
insert into actor_name (id, actor_id, value, folded, language, script, kind, valid_edtf, valid_earliest, valid_latest, article_id)
select pg_temp.id('name', n), pg_temp.id('actor', case when n <= 12 then pg_temp.one_of('named', n, array[1, 13, 14]) else n - 12 end),
  pg_temp.one('value', n, 'Jane Doe', 'JANE DOE', 'Jané Doë', 'al-Pier', 'Al Pier', '100% Ferries', 'Pier_9', 'Łódź', 'حماس'), '',
  pg_temp.one('name language', n, null, 'en', 'fr'), pg_temp.one('script', n, null, 'Latn', 'Arab'),
  pg_temp.one_of('name kind', n, enum_range(null::actor_name_kind)), d.edtf, d.earliest, d.latest,
  case when n % 2 = 0 then pg_temp.id('article', 1 + n % 20) end
from generate_series(1, 40) n, pg_temp.date_of('name valid', n) d;

insert into collection_article select pg_temp.id('collection', c), pg_temp.id('article', n)
from generate_series(1, 9) c, generate_series(1, 20) n where c = 1 or n % 9 = c;
insert into collection_actor select pg_temp.id('collection', c), pg_temp.id('actor', n)
from generate_series(1, 9) c, generate_series(1, 30) n where c = 1 and n % 3 > 0 or n % 9 = c;
insert into collection_event select pg_temp.id('collection', c), pg_temp.id('event', n)
from generate_series(1, 9) c, generate_series(1, 16) n where c = 1 or n % 9 = c;
insert into collection_claim select pg_temp.id('collection', c), pg_temp.id('claim', n)
from generate_series(1, 9) c, generate_series(1, 64) n where c = 1 and n % 5 = 1 or n % 9 = c;
