-- A digest of the last report that soft_bounces counts: the same report may come twice, by a pipe and a maildir or to two schedulers.
alter table message add column soft_bounce_report text;
