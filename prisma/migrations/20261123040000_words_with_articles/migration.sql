-- What a text that has the words is looked at for stands beside its words: whether it may be read, its language, its article,
-- and when that was published. Most viewers read open texts alone, so these have an index of their own.

lock table article, article_version in share row exclusive mode;
lock table version_text in access exclusive mode;

-- Words change only when they are told to.
drop trigger version_text_has_words on version_text;

-- Rows that are there are filled without the index, which comes afterwards. Words stay where they are.
drop index version_text_words_idx;
alter table version_text
  add column article_id uuid,
  add column language text,
  add column text_right text_right,
  add column published_earliest date,
  disable trigger version_text_is_immutable;

update version_text t
set article_id = v.article_id, language = v.language, text_right = v.text_right, published_earliest = a.published_earliest
from article_version v join article a on a.id = v.article_id where v.id = t.version_id;

alter table version_text
  alter column article_id set not null,
  alter column language set not null,
  alter column text_right set not null,
  enable trigger version_text_is_immutable;

create index version_text_words_idx on version_text using gin (words);
create index version_text_open_words on version_text using gin (words) where text_right = 'OPEN';

analyze version_text (article_id, language, text_right, published_earliest);

create trigger version_text_has_words before insert or update of words on version_text
  for each row execute function version_text_has_words();

/* Fires before words are made of the headline. */
create function version_text_has_copies() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    -- Whoever is changing what is copied right now is waited for, and waits: neither side would see the other.
    perform from article_version v join article a on a.id = v.article_id where v.id = new.version_id
      for update of v for share of a;
  end if;
  select v.article_id, v.language, v.text_right, a.published_earliest
    into new.article_id, new.language, new.text_right, new.published_earliest
    from article_version v join article a on a.id = v.article_id where v.id = new.version_id;
  return new;
end $$;
create trigger version_text_has_copies
  before insert or update of article_id, language, text_right, published_earliest on version_text
  for each row execute function version_text_has_copies();

create function text_follows_version() returns trigger language plpgsql as $$
begin
  update version_text set text_right = new.text_right where version_id = new.id;
  return null;
end $$;
create trigger text_follows_version after update on article_version
  for each row when (new.text_right <> old.text_right) execute function text_follows_version();

create function texts_follow_article() returns trigger language plpgsql as $$
begin
  update version_text set published_earliest = new.published_earliest
  where version_id in (select id from article_version where article_id = new.id);
  return null;
end $$;
create trigger texts_follow_article after update on article
  for each row when (new.published_earliest is distinct from old.published_earliest) execute function texts_follow_article();
