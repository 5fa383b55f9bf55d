-- What a supplier takes for sending, by region and weight; null: the standard postage. Orders keep the sum that was reckoned for them.
alter table suppliers add column postage jsonb;
