-- Mails that came back, and attempts of which nobody knows whether the server took the mail.

alter table message
    add soft_bounces int not null default 0,        -- reports of delay or of a passing failure; the mail may still arrive
    add doubtful     int not null default 0;        -- attempts that ended after the mail was handed over and before the server's word

-- Only invitations are counted: a reminder that came back would tell that there was one.
alter table person
    add hard_bounces      int not null default 0,
    add unreachable_since timestamptz;              -- after the second: asked no more until HR says that the address is mended
