create domain supplier_document_id as text check (value like 'sdc\_%');

-- A member may supply; any shop may supply its own goods. Whoever came before applications could be made has no owner.
alter table suppliers add column owner_id member_id unique references members;
alter table suppliers add column contact_cipher text;
alter table suppliers add column account_id staff_id references staff;
alter table suppliers add column returned_because text;
-- `licence_expired` when the sweep did it: an approved renewal undoes that and nothing else.
alter table suppliers add column suspended_because text;
create index suppliers_by_licence_end on suppliers (licence_expires_at) where state = 'approved';

alter table categories add column needs_food_permit boolean not null default false;

-- Licences and permits as they were shown; the newest approved one of a kind counts.
create table supplier_documents (
  id supplier_document_id primary key,
  supplier_id supplier_id not null references suppliers,
  kind text not null check (kind in ('licence', 'food_permit')),
  number text not null,
  file_id file_id not null references files,
  expires_at timestamptz,
  state text not null check (state in ('submitted', 'approved', 'rejected')),
  submitted_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  rejected_because text,
  -- Told thirty days before its end; and what followed from its end was done.
  reminded_at timestamptz,
  expired_at timestamptz,
  check ((state = 'submitted') = (decided_at is null)),
  check ((state = 'rejected') = (rejected_because is not null))
);
create unique index one_submitted_document on supplier_documents (supplier_id, kind) where state = 'submitted';
create index supplier_documents_of_supplier on supplier_documents (supplier_id, id desc);
create index supplier_documents_to_remind on supplier_documents (expires_at) where state = 'approved' and reminded_at is null;
create index supplier_documents_to_expire on supplier_documents (expires_at) where state = 'approved' and expired_at is null;
