-- Looks are kept for half a year (docs/operating.md); those to forget are found by the blocks they lie in, since they came in order.
create index visit_events_by_time on visit_events using brin (received_at);
