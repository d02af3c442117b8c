-- A mail names its invitation by wave and person, which are unique together. That is one key to look up for each mail instead of two, in the
-- order of people instead of chance, and no mail can go to anybody but the person who is invited. Opening a wave for everybody spent a fifth
-- of its time on those two keys.
alter table message drop column invitation_id;          -- and with it the check that only a sign-in has none
alter table message drop constraint message_person_id_fkey;

-- The person of a sign-in mail is whoever has its address.
update message set person_id = null where kind = 'sign_in';

alter table message
    add check ((kind = 'sign_in') = (wave_id is null)),
    add foreign key (wave_id, person_id) references invitation (wave_id, person_id) match full,
    add foreign key (sign_in_id) references sign_in;
