-- What an invitation asks about belongs to the invitation's own wave. So far nothing said so: one key led to the invitation, the other to a
-- group of some wave. With that the invitation's wave is said twice, and need not be looked up for each invitation of a wave that opens.
alter table invitation_relationship drop constraint invitation_relationship_invitation_id_fkey;
alter table invitation
    drop constraint invitation_wave_id_fkey,
    drop constraint invitation_pkey,
    add primary key (id, wave_id);
alter table invitation_relationship add foreign key (invitation_id, wave_id) references invitation (id, wave_id);
