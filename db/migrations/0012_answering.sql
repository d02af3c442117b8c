-- What answering needs beside the answers, gone with the table of a wave when it is sealed.
alter table answered
    add receipt uuid not null default gen_random_uuid(),  -- random, of the sender: tells a repeated sending from a second one
    add owed    boolean not null default false;           -- what came with the answers is not stored yet

-- A year after somebody answered said on which day that was.
update relationship_pause set until = (date_trunc('quarter', until) + interval '3 months')::date;
