-- Said twice: the reporting group of an invitation leads to its relationship, the invitation of a message to its wave. Opening a wave
-- for everybody spent a fifth of its time on looking them up once more.
alter table invitation_relationship drop constraint invitation_relationship_relationship_id_fkey;
alter table message drop constraint message_wave_id_fkey;
