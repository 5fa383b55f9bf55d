-- Stock is taken without shutting out those who only refer to the option: whoever puts it into a cart need not wait for a batch of orders.
create or replace function take_stock(ids text[], quantities integer[]) returns void language plpgsql as $$
declare short text;
begin
  with wanted as (select * from unnest(ids, quantities) as w (id, quantity)),
  locked as (select s.id, w.quantity from skus s join wanted w on w.id = s.id order by s.id for no key update of s),
  taken as (update skus set stock = stock - locked.quantity from locked where skus.id = locked.id and skus.stock >= locked.quantity returning skus.id)
  select wanted.id into short from wanted where not exists (select 1 from taken where taken.id = wanted.id) limit 1;
  if short is not null then
    raise exception '%', short using errcode = 'LK001';
  end if;
end $$;
