-- Whether what arrives points at something is looked up in the index, row by distinct row. Written as `not exists` it becomes an anti join,
-- and for a batch the planner then reads all transfers ever posted: dearer with each of them.
create or replace function entries_sum_to_zero() returns trigger language plpgsql as $$
declare bad text;
begin
  select transfer_id into bad from arrived group by transfer_id having sum(amount) <> 0 limit 1;
  if bad is not null then
    raise exception 'entries of transfer % do not sum to zero', bad using errcode = 'check_violation';
  end if;
  select a.id into bad from (select distinct transfer_id as id from arrived) a where (select true from transfers t where t.id = a.id) is null limit 1;
  if bad is not null then
    raise exception 'there is no transfer %', bad using errcode = 'foreign_key_violation';
  end if;
  select a.id into bad from (select distinct account_id as id from arrived) a where (select true from accounts c where c.id = a.id) is null limit 1;
  if bad is not null then
    raise exception 'there is no account %', bad using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create or replace function share_changes_have_causes() returns trigger language plpgsql as $$
declare bad text;
begin
  select a.id into bad from (select distinct share_id as id from arrived) a where (select true from shares s where s.id = a.id) is null limit 1;
  if bad is not null then
    raise exception 'there is no share %', bad using errcode = 'foreign_key_violation';
  end if;
  select a.id into bad from (select distinct transfer_id as id from arrived where transfer_id is not null) a
    where (select true from transfers t where t.id = a.id) is null limit 1;
  if bad is not null then
    raise exception 'there is no transfer %', bad using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
