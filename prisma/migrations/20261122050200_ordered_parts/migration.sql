-- A page in order is read from the index alone, also when it is filtered: however many claims an actor has, the plan for
-- an actor of whom nothing is known is the one that reads no more than the page.
-- Readers have the old ones until the new ones are there.
create index new_claim_part_asserted_nulls_last on claim_part
  (actor_id, part, (asserted_earliest is null), coalesce(asserted_earliest, '-infinity'), claim_id)
  include (review_state, event_type, asserted_earliest, asserted_latest);
create index new_claim_part_asserted_nulls_first on claim_part
  (actor_id, part, (asserted_earliest is not null), coalesce(asserted_earliest, '-infinity'), claim_id)
  include (review_state, event_type, asserted_earliest, asserted_latest);
create index new_claim_part_published_nulls_last on claim_part
  (actor_id, part, (published_earliest is null), coalesce(published_earliest, '-infinity'), claim_id)
  include (review_state, event_type, published_earliest);
create index new_claim_part_published_nulls_first on claim_part
  (actor_id, part, (published_earliest is not null), coalesce(published_earliest, '-infinity'), claim_id)
  include (review_state, event_type, published_earliest);
drop index claim_part_asserted_nulls_last, claim_part_asserted_nulls_first,
  claim_part_published_nulls_last, claim_part_published_nulls_first;
alter index new_claim_part_asserted_nulls_last rename to claim_part_asserted_nulls_last;
alter index new_claim_part_asserted_nulls_first rename to claim_part_asserted_nulls_first;
alter index new_claim_part_published_nulls_last rename to claim_part_published_nulls_last;
alter index new_claim_part_published_nulls_first rename to claim_part_published_nulls_first;
