-- Half of the texts. Words are put together five sentences at a time: each step copies all there are.
insert into corpus.body
select b, text, char_length(text), corpus.sha(text), words, sentences
from (
  select b, string_agg(part, '' order by fifth) as text, corpus.words(words order by fifth) as words, sum(sentences)::int as sentences
  from (
    select b, (j - 1) / 5 as fifth, string_agg(case when j = 1 then '' when j % 4 = 1 then E'\n' else ' ' end || text, '' order by j) as part,
      corpus.words(words order by j) as words, count(*) as sentences
    from corpus.body_sentence join corpus.sentence using (s) where b / 2 % 2 = {half} group by b, (j - 1) / 5
  ) fifths group by b
) texts;
