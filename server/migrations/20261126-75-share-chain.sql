-- Share codes say for which occasion and by which way they were passed on, and out of whose hands the sharer had it. All of that is for knowing
-- only: who referred whom is in `referrals`, and nothing here changes it.
alter table share_codes drop constraint share_codes_kind_check;
alter table share_codes add constraint share_codes_kind_check check (kind in ('card', 'product', 'shop', 'group', 'bargain', 'campaign'));

update share_codes set channel = case when channel = 'chat' then 'wechat_chat' else 'link' end where channel <> 'link';
alter table share_codes add constraint share_codes_channel_check check (channel in ('link', 'wechat_chat', 'moments', 'poster', 'qr', 'mini_code'));

-- The sharer's own name for the occasion; empty where there is none.
alter table share_codes add column campaign text not null default '' check (length(campaign) <= 20);
-- The code through which the sharer had come. It was there before, so the chain has no ring.
alter table share_codes add column parent_code text references share_codes (code) check (parent_code <> code);
alter table share_codes drop constraint share_codes_sharer_id_kind_target_id_channel_key;
alter table share_codes add constraint share_codes_one_each unique (sharer_id, kind, target_id, channel, campaign);
create index share_codes_by_parent on share_codes (parent_code) where parent_code is not null;

create function share_codes_stay() returns trigger language plpgsql as $$
begin
  if (new.code, new.kind, new.target_id, new.sharer_id, new.channel, new.campaign, new.parent_code, new.made_at)
    is distinct from (old.code, old.kind, old.target_id, old.sharer_id, old.channel, old.campaign, old.parent_code, old.made_at) then
    raise exception 'share code % stays as it was made', old.code using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger share_codes_stay_as_made before update on share_codes for each row execute function share_codes_stay();

-- What a code brought is counted from who arrived through it, who was bound by it, and what was ordered with it.
create index arrivals_by_code on arrivals (share_code);
create index referrals_by_code on referrals (share_code) where share_code is not null;
create index orders_by_code on orders (share_code) where share_code is not null;
