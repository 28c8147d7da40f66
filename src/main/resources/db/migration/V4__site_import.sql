-- A file of sites is imported when its content is new, so a start with known files costs nothing.
create table site_import (
    digest      text primary key,
    file        text        not null,
    imported_at timestamptz not null default now()
);
