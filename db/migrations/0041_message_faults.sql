-- compatible with programs that do not know it
-- Metrics and pages look for the few mails with a fault, and must not read all mails for that.
create index message_failed on message (queued_at) where kind = 'invitation' and state = 'failed';
create index message_uncertain on message (kind) where unknown_outcomes > 0 or late_reports > 0;
