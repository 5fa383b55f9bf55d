-- Groups and bargains are shared like goods: the code says who shared.
alter table share_codes drop constraint share_codes_kind_check;
alter table share_codes add constraint share_codes_kind_check check (kind in ('card', 'product', 'shop', 'group', 'bargain'));
