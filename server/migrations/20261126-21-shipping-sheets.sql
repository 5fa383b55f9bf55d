create domain shipping_sheet_id as text check (value like 'shs\_%');

-- A supplier's filled-in sheet of parcels, with what became of each row. The receivers are not kept again.
create table shipping_sheets (
  id shipping_sheet_id primary key,
  supplier_id supplier_id not null references suppliers,
  name text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  shipped integer not null check (shipped >= 0),
  unchanged integer not null check (unchanged >= 0),
  "left" integer not null check ("left" >= 0),
  refused integer not null check (refused >= 0),
  rows jsonb not null,
  check (jsonb_array_length(rows) = shipped + unchanged + "left" + refused)
);
create index shipping_sheets_of_supplier on shipping_sheets (supplier_id, id desc);
create trigger shipping_sheets_append_only before update or delete on shipping_sheets for each row execute function refuse_change();
