-- Words drafted of goods and shops, from what is known of them. An owner approves sentence by sentence; only approved sentences whose sources
-- still stand are shown.

-- Phone and identity numbers that somebody wrote into a text are no evidence, and leave this house in no question to a model.
create function without_contacts(words text) returns text language sql immutable parallel safe as $$
  select regexp_replace(words, '(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)', '□', 'g')
$$;

-- What is known of the goods of a listing today and may be quoted, one row a passage.
create view listing_passages as
  select l.id as listing_id, n.passage_id, n.kind, n.label, without_contacts(n.words) as words, n.place
  from listings l join products p on p.id = l.product_id join suppliers u on u.id = p.supplier_id
  left join lateral (select o.id, o.origin, o.producer, o.story, o.inspection from lots o where o.product_id = p.id order by o.id desc limit 1) lot on true
  cross join lateral (
    select 'product:title' as passage_id, 'title' as kind, '' as label, p.title as words, 1 as place
    union all select 'product:subtitle', 'subtitle', '', p.subtitle, 2
    union all select 'product:description', 'description', '', p.description, 3
    union all select 'attribute:' || (a->>'name'), 'attribute', a->>'name', (a->>'name') || '：' || (a->>'value'), 4 from jsonb_array_elements(p.attributes) a
    union all select lot.id || ':origin', 'lot', '', '产地：' || lot.origin, 5 where lot.id is not null
    union all select lot.id || ':producer', 'lot', '', '生产者：' || lot.producer, 6 where lot.id is not null
    union all select lot.id || ':story', 'lot', '', lot.story, 7 where lot.id is not null
    union all select lot.id || ':inspection', 'inspection', lot.inspection->>'reportNumber',
      '检测：' || (lot.inspection->>'agency') || '，' || (lot.inspection->>'result'), 8 where jsonb_typeof(lot.inspection) = 'object'
    union all select u.id || ':name', 'supplier', '', '供货：' || u.name, 9
    union all select u.id || ':story', 'supplier', u.name, u.story, 10
  ) n where n.words <> '';

-- What is known of a shop today: what its owner says of it, and of where the goods on sale come from.
create view shop_passages as
  select s.id as shop_id, n.passage_id, n.kind, n.label, without_contacts(n.words) as words, n.place
  from shops s cross join lateral (
    select 'shop:name' as passage_id, 'shop' as kind, '' as label, s.name as words, 1 as place
    union all select 'shop:intro', 'shop', '', s.intro, 2
    union all select 'shop:opened', 'shop', '', to_char(s.opened_at at time zone 'Asia/Shanghai', 'FMYYYY"年"FMMM"月开店"'), 3
    union all select u.id || ':story', 'supplier', u.name, u.story, 4 from suppliers u
      where u.id in (select p.supplier_id from listings l join products p on p.id = l.product_id where l.shop_id = s.id and l.on_sale and l.sellable)
    union all select distinct on (o.product_id) o.id || ':story', 'lot', l.title, o.story, 5 from listings l join lots o on o.product_id = l.product_id
      where l.shop_id = s.id and l.on_sale and l.sellable
  ) n where n.words <> '';

create domain draft_id as text check (value like 'drf\_%');
create table drafts (
  id draft_id primary key,
  shop_id shop_id not null references shops,
  -- Null: of the shop.
  listing_id listing_id references listings,
  kind text not null check (kind in ('points', 'explanation', 'story')),
  state text not null check (state in ('writing', 'ready')),
  -- Who wrote it: sentences taken word for word, or a language model, by its name.
  writer text not null check (writer in ('extract', 'model')),
  model text,
  -- Why the sentences were taken word for word although there is a model.
  fell_back text check (fell_back in ('budget', 'timeout', 'failed', 'unfounded')),
  asked_by member_id not null references members,
  asked_at timestamptz not null,
  ready_at timestamptz,
  check ((kind = 'story') = (listing_id is null)),
  check ((state = 'ready') = (ready_at is not null)),
  check (writer = 'model' or model is null)
);
create index drafts_of_listing on drafts (listing_id, kind, id desc) where listing_id is not null;
create index drafts_of_shop on drafts (shop_id, kind, id desc);

create table draft_sentences (
  draft_id draft_id not null references drafts,
  place integer not null check (place >= 0),
  words text not null check (length(words) between 1 and 120),
  -- The stretches of passages it rests on: passageId, kind, label, text.
  sources jsonb not null check (jsonb_typeof(sources) = 'array'),
  edited boolean not null default false,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'dropped')),
  decided_at timestamptz,
  primary key (draft_id, place),
  -- Nothing without a source is shown, whatever the code says.
  check (state <> 'approved' or jsonb_array_length(sources) > 0),
  check ((state = 'proposed') = (decided_at is null))
);

-- What a model wrote that rests on nothing; kept so that the owner sees what was held back, and shown nowhere else.
create table refused_sentences (
  draft_id draft_id not null references drafts,
  place integer not null,
  words text not null check (length(words) between 1 and 400),
  because jsonb not null,
  primary key (draft_id, place)
);

-- Who approved, changed or dropped which words, and when.
create table draft_sentence_changes (
  id bigint generated always as identity primary key,
  draft_id draft_id not null references drafts,
  place integer not null,
  state text not null check (state in ('proposed', 'approved', 'dropped')),
  words text not null,
  by member_id not null references members,
  at timestamptz not null
);
create trigger draft_sentence_changes_append_only before update or delete on draft_sentence_changes for each row execute function refuse_change();

-- Tokens that models were asked for on a day of the business; a question that would pass the day's budget is not asked.
create table language_usage (
  day date primary key,
  tokens bigint not null check (tokens >= 0)
);
