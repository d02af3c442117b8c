-- The people who want no survey mail on a day (rule B6).
create function opted_out(today date) returns table (person_id bigint, until date) language sql stable as $$
    select opt_out.person_id, opt_out.until from opt_out where opt_out.until is null or opt_out.until >= today
$$;

-- The invitations that may still get a mail at an instant: the wave takes answers, the person neither answered nor opted out.
-- Not a reminder after "not this time" or while the pulse is paused (rule C6).
create function wanted_mail(at timestamptz)
    returns table (wave_id bigint, invitation_id uuid, person_id bigint, may_be_reminded boolean) language sql stable as $$
    select wave.id, invitation.id, invitation.person_id,
           not pulse.paused
           and not exists (select from declined where declined.wave_id = wave.id and declined.invitation_id = invitation.id)
    from wave
    join pulse on pulse.id = wave.pulse_id
    join invitation on invitation.wave_id = wave.id
    where wave.state = 'open' and wave.closes_at > at
      and not exists (select from answered where answered.wave_id = wave.id and answered.invitation_id = invitation.id)
      and not exists (select from opted_out((at at time zone 'UTC')::date) as stopped where stopped.person_id = invitation.person_id)
$$;
