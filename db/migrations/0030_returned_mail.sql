-- What a returned mail says of the cause, where its words tell more than the status code: one of MailReason.All. Null: the code tells.
alter table message add column reason_code text;

-- Reports that a mail is still being tried. What failed for a passing reason is lost now, and no longer counted here.
alter table message rename column soft_bounces to late_reports;
alter table message rename column soft_bounce_report to late_report;

-- Mails that their readers reported as spam. A number per day: nothing tells who did, or which mail it was.
create table complaint_count (
    day   date primary key,
    count int not null check (count > 0)
);
