-- One instance alone, or the instances of one share group. Others wait: a message that carries no time of its own would be stored by each.
alter table pipeline
    add column taker text,
    add column taker_alive_at timestamptz not null default '-infinity';
comment on column pipeline.taker is 'client:{client id} or group:{share group}; null where nobody is';
