-- Coupons that end within days and of which nobody was reminded yet: the sweep looks for them every few seconds.
create index coupon_claims_to_remind on coupon_claims (expires_at) where state = 'claimed' and reminded_at is null;
