-- Candidates are proposals of a rule, which takes them back when claims change: no records that the feed tells of. But
-- they can be asked for, so that the data are others when they are.

create function data_change() returns trigger language plpgsql as $$
begin
  if exists (select from changed) then perform open_change_set(); end if;
  return null;
end $$;
create trigger change_candidate_insert after insert on contradiction_candidate referencing new table as changed
  for each statement execute function data_change();
create trigger change_candidate_update after update on contradiction_candidate referencing new table as changed
  for each statement execute function data_change();
create trigger change_candidate_delete after delete on contradiction_candidate referencing old table as changed
  for each statement execute function data_change();
