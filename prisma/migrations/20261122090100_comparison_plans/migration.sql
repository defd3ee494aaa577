-- Planning takes longer than comparing the claims of a usual event, and the plan does not depend on which these are.
alter function compare_accounts(uuid[], uuid[], boolean) set plan_cache_mode = force_generic_plan;
