-- What is counted of an event's claims is read from the index alone.
create index claim_of_event on claim (event_id, id) include (article_id, review_state);
drop index claim_event_id_id_idx;
