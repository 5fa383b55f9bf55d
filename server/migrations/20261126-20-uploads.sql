-- Licences and lab reports come as scans of several pages: up to 10 MB. Pictures are drawn anew and are far smaller.
alter table files drop constraint files_bytes_check;
alter table files add constraint files_bytes_check check (octet_length(bytes) between 1 and 10485760);
-- How much somebody has sent today.
create index files_by_uploader on files (uploaded_by, uploaded_at);
