-- Search by words. Trigrams find what was meant by a word that nobody wrote; the extension comes with PostgreSQL and any owner of a database may add it.
create extension if not exists pg_trgm;

-- How much a product is wanted, in whole steps so that it changes rarely: each doubling of pieces sold is one, times the mean stars in tenths
-- (with five reviews of four stars to begin with), times ten when it can be had and two when it cannot.
create function search_score(sold integer, reviews integer, stars integer, in_stock boolean) returns integer language sql immutable parallel safe as $$
  select (1 + floor(log(2, 1 + greatest(sold, 0)))::integer) * round((stars + 20) * 10.0 / (reviews + 5))::integer * case when in_stock then 10 else 2 end
$$;

-- One row a product: what lists and searches over all shops read, filter and sort by. Kept by triggers, like tiles; the words by the server,
-- which alone can cut Chinese. `listing_id` is the cheapest listing, which stands for all; null while the product is on sale nowhere.
create table search_rows (
  product_id product_id primary key references products,
  listing_id listing_id references listings,
  category_id text not null default '',
  price_from fen not null default 0,
  in_stock boolean not null default false,
  rating_tenths smallint not null default 0,
  score integer not null default 0,
  -- Province of origin, the first two digits of its code.
  province text not null default '',
  -- Lexemes of what the product is called (A…), is (B…) and of who offers it (C…); each letter's words include those of the letters before it,
  -- so that one index answers how well something fits.
  words tsvector,
  words_version smallint not null default 0
);
create index search_rows_words on search_rows using gin (words) where listing_id is not null;
create index search_rows_by_score on search_rows (score desc, product_id desc) where listing_id is not null;
create index search_rows_by_score_in_category on search_rows (category_id, score desc, product_id desc) where listing_id is not null;
create index search_rows_by_price on search_rows (price_from, product_id) where listing_id is not null;
create index search_rows_by_price_in_category on search_rows (category_id, price_from, product_id) where listing_id is not null;
create index search_rows_by_age_in_category on search_rows (category_id, product_id desc) where listing_id is not null;

-- Products whose words must be read again, one row a reason. Only added to: who reads takes the rows that are there, and what changes meanwhile adds another.
create table search_stale (
  id bigint generated always as identity primary key,
  product_id product_id not null references products
);

-- Every word that goods are found by, how it is typed with letters, and how many products have it, by letter.
create table search_words (
  word text primary key,
  full_pinyin text not null,
  slurred text not null,
  initials text not null,
  in_a integer not null,
  in_b integer not null,
  in_c integer not null
);
create index search_words_by_pinyin on search_words (full_pinyin text_pattern_ops);
create index search_words_by_slurred on search_words (slurred);
create index search_words_by_initials on search_words (initials text_pattern_ops);
create index search_words_by_beginning on search_words (word text_pattern_ops);
create index search_words_alike on search_words using gin (full_pinyin gin_trgm_ops);

-- What people looked for and found, counted by day. Nothing says who; words that found nothing are not kept.
create table searches (
  words text not null check (length(words) between 1 and 60),
  day date not null,
  times integer not null check (times > 0),
  primary key (day, words)
);

create function refresh_search_rows(changed text[]) returns void language plpgsql as $$
begin
  -- Two shops that change their prices of one product come one after the other, each seeing what the other left.
  insert into search_rows (product_id) select distinct c from unnest(changed) c order by 1 on conflict do nothing;
  perform 1 from search_rows where product_id = any(changed) order by product_id for no key update;
  update search_rows r set listing_id = n.listing_id, category_id = n.category_id, price_from = n.price_from, in_stock = n.in_stock,
    rating_tenths = n.rating_tenths, score = n.score
  from (
    select p.id, l.id as listing_id, p.category_id, coalesce(l.price_from, 0) as price_from, coalesce(l.in_stock, false) as in_stock,
      case when p.review_count = 0 then 0 else round(p.star_total * 10.0 / p.review_count) end as rating_tenths,
      search_score(p.sold_count, p.review_count, p.star_total, coalesce(l.in_stock, false)) as score
    from products p
    left join lateral (select * from listings x where x.product_id = p.id and x.on_sale and x.sellable order by x.price_from, x.id limit 1) l on true
    where p.id = any(changed)
  ) n
  where r.product_id = n.id and (r.listing_id, r.category_id, r.price_from, r.in_stock, r.rating_tenths, r.score)
    is distinct from (n.listing_id, n.category_id, n.price_from, n.in_stock, n.rating_tenths, n.score);
end $$;

create function listings_show_in_search() returns trigger language plpgsql as $$
declare
  changed text[];
  reworded text[];
begin
  select array_agg(distinct n.product_id::text) filter (where
      (o.on_sale, o.sellable, o.price_from, o.in_stock, o.category_id) is distinct from (n.on_sale, n.sellable, n.price_from, n.in_stock, n.category_id)
      or (o.review_count, o.star_total) is distinct from (n.review_count, n.star_total)
      or (o.sold_count <> n.sold_count and search_score(o.sold_count, 0, 0, true) <> search_score(n.sold_count, 0, 0, true))),
    array_agg(distinct n.product_id::text) filter (where
      (o.on_sale, o.sellable, o.title, o.subtitle, o.category_id, o.shop_name) is distinct from (n.on_sale, n.sellable, n.title, n.subtitle, n.category_id, n.shop_name))
    into changed, reworded from before o join after n on n.id = o.id;
  if changed is not null then
    perform refresh_search_rows(changed);
  end if;
  insert into search_stale (product_id) select unnest(reworded);
  return null;
end $$;
create trigger listings_show_in_search after update on listings referencing old table as before new table as after
  for each statement execute function listings_show_in_search();

-- What stands in no tile but is found by: attributes, origin, and who supplies.
create function reword_product() returns trigger language plpgsql as $$
begin
  insert into search_stale (product_id) select product_id from search_rows where product_id = new.id;
  return null;
end $$;
create trigger products_reword after update of attributes on products for each row when (old.attributes is distinct from new.attributes)
  execute function reword_product();

create function reword_product_of_lot() returns trigger language plpgsql as $$
begin
  insert into search_stale (product_id) select product_id from search_rows where product_id = new.product_id;
  return null;
end $$;
create trigger lots_reword after insert or update on lots for each row execute function reword_product_of_lot();

create function reword_products_of_supplier() returns trigger language plpgsql as $$
begin
  insert into search_stale (product_id) select r.product_id from search_rows r join products p on p.id = r.product_id where p.supplier_id = new.id;
  return null;
end $$;
create trigger suppliers_reword after update of name, region_code on suppliers for each row
  when ((old.name, old.region_code) is distinct from (new.name, new.region_code)) execute function reword_products_of_supplier();

select refresh_search_rows(array(select distinct product_id::text from listings));
insert into search_stale (product_id) select product_id from search_rows;

-- What changed is read a moment after it is committed, not at the next sweep: one job a transaction, however many rows it changes.
create function read_stale_soon() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('lianka.search_job', true), '') <> 'added' and exists (select 1 from added) then
    perform graphile_worker.add_job('search.index', '{}'::json);
    perform set_config('lianka.search_job', 'added', true);
  end if;
  return null;
end $$;
create trigger search_stale_read_soon after insert on search_stale referencing new table as added for each statement execute function read_stale_soon();
