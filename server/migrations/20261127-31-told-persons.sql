-- How an owner is told one person from another: a digest under a salt of this database, since ids of members are known to many, and whoever could
-- reckon the digest of one would find that person among the nameless again.
create function told_person(owner text, person text) returns text language sql stable parallel safe as $$
  select substr(encode(sha256(convert_to((select id::text from look_logs) || ' ' || owner || ' ' || person, 'UTF8')), 'hex'), 1, 24)
$$;
