-- Whose sessions are listed tells them apart by the browser that opened them.
alter table session add column user_agent text;
