-- When sending goes on, where the server has said it: after a daily limit, for example. Null: within a quarter of an hour.
alter table sending_stop add column resumes_at timestamptz;

alter table message rename column doubtful to unknown_outcomes;
