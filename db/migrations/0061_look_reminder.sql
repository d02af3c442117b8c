-- Looks that are overdue (rule E7) go into the mail about cases: one reminder for each wave.
alter table case_reminder drop constraint case_reminder_check;
alter table case_reminder drop constraint case_reminder_kind_check;
alter table case_reminder add constraint case_reminder_kind_check
    check (kind in ('not_taken_up', 'week_before', 'days_before', 'overdue', 'not_looked'));
alter table case_reminder add constraint case_reminder_check check ((kind in ('not_taken_up', 'not_looked')) = (case_id is null));
