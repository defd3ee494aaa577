-- A language of its own: words of syllables, by Zipf's law, among the small words of English. Some have accents, some
-- are Arabic, some have letters beyond the basic plane.
create unlogged table corpus.word as
select w, case
    when w % 97 = 0 then stem || U&'\+010384\+01038D'
    when w % 61 = 0 then U&'\0645\062F\064A\0646\0629'
    when w % 13 = 0 then stem || 'é'
    else stem end as word
from (
  select w, (select string_agg(
      (array['ba','ko','ri','ta','mu','sel','dor','ven','la','ni','shi','ga','pel','or','zan','fi','ul','tre','hem','quo'])
      [1 + corpus.pick(w * 8 + s, 1, 20)], '' order by s) from generate_series(1, 2 + corpus.pick(w, 2, 3)) s) as stem
  from generate_series(1, {words}) w
) stems;
alter table corpus.word add primary key (w);

-- Articles are made of these, so that words, lengths and hashes are computed once.
create unlogged table corpus.sentence as
select s, text, char_length(text) as length, to_tsvector('english', text) as words, corpus.sha(text) as sha,
  strpos(text, ' ') - 1 as first_length, corpus.sha(split_part(text, ' ', 1)) as first_sha
from (
  select s, initcap(substr(words, 1, 1)) || substr(words, 2) ||
    case corpus.pick(s, 5, 4) when 0 then U&'\201D.' when 1 then U&'\00A0\2013 indeed.' else '.' end as text
  from (
    -- The last word is a long one: see corpus.words below.
    select s, string_agg(case when corpus.u(s * 32 + k, 3) < 0.35 and k < 14
        then (array['the','of','in','a','to','and','that','was','said','for'])[1 + corpus.pick(s * 32 + k, 4, 10)]
        else word.word end, ' ' order by k) as words
    from generate_series(1, {sentences}) s cross join lateral generate_series(1, 14 + corpus.pick(s, 6, 12)) k
    join corpus.word on word.w = corpus.zipf(s * 32 + k, 7, {words})
    group by s
  ) plain
) sentences;
alter table corpus.sentence add primary key (s);
analyze corpus.sentence;

/* The words of sentences one after the other are those of their text, since no sentence ends with a word that is left out. */
create aggregate corpus.words(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
