-- A drawing of a zone's floor, below its bays: where its upper left corner is on the zone's plan, and how wide it is there, in metres. Its
-- height follows from its pixels. The bytes are in a table of their own, so that nothing else that reads zones meets them.
create table zone_plan_image (
    zone_id      int              primary key references zone,
    digest       text             not null check (digest ~ '^[0-9a-f]{32}$'),
    media_type   text             not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
    pixel_width  int              not null check (pixel_width > 0),
    pixel_height int              not null check (pixel_height > 0),
    x            double precision not null check (x between -2000 and 2000),
    y            double precision not null check (y between -2000 and 2000),
    width        double precision not null check (width between 0.5 and 2000),
    opacity      double precision not null check (opacity between 0.05 and 1),
    content      bytea            not null check (octet_length(content) between 1 and 4194304)
);
comment on column zone_plan_image.digest is 'of the content: the first 128 bits of its SHA-256';
-- compressed already
alter table zone_plan_image alter column content set storage external;
