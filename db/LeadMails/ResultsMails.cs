using Npgsql;

namespace Survey.Db.LeadMails;

/// <summary>"Results are there": to HR when a wave is sealed, to leads some days later. Once for each person and wave.</summary>
internal static class ResultsMails
{
    /// <summary>News that is older is no news, as when no scheduler ran.</summary>
    private const int MostDaysLate = 14;

    private const int DaysToSend = 7;

    public static async Task<int> QueueDueAsync(NpgsqlConnection connection, int leadsAfterDays, DateTimeOffset now, CancellationToken ct)
    {
        var queued = 0;
        foreach (var due in await DueAsync(connection, leadsAfterDays, now, ct))
        {
            queued += await AddAsync(connection, due, now, ct);
        }
        return queued;
    }

    /// <summary>Another scheduler waits for this transaction and then finds nothing.</summary>
    private static Task<IReadOnlyList<DueResults>> DueAsync(
        NpgsqlConnection connection,
        int leadsAfterDays,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<DueResults>(
            """
            insert into results_told (wave_id, audience)
            select wave.id, told.audience
            from wave cross join (values ('hr', 0), ('leads', @leadsAfterDays)) as told (audience, days)
            where wave.state = 'sealed' and wave.pulse_id is not null
              and wave.sealed_at + make_interval(days => told.days) <= @now
              and wave.sealed_at + make_interval(days => told.days + @MostDaysLate) > @now
              and not exists (select from results_told as known where known.wave_id = wave.id and known.audience = told.audience)
            order by wave.id, told.audience
            on conflict do nothing
            returning wave_id, audience
            """,
            new
            {
                leadsAfterDays,
                MostDaysLate,
                now,
            },
            ct
        );

    /// <summary>Leads: of units that take part in a service of which the wave shows a figure that they may read.</summary>
    private static Task<int> AddAsync(NpgsqlConnection connection, DueResults due, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            """
            with role as (
                select given.role, given.unit_id, person.id, person.email, person.language
                from viewer_role(@today) as given
                join person on lower(person.email) = given.email and coalesce(person.active_from, @today) <= @today
            ), shown as (
                select unnest(case when cell.kind = 'relationship' then array[asked.provider_unit_id, asked.customer_unit_id]
                                   else array[cell.customer_unit_id] end) as unit_id
                from publication_cell cell
                join wave_relationship asked on asked.wave_id = cell.wave_id and asked.relationship_id = cell.relationship_id
                left join wave_unit part on part.wave_id = cell.wave_id and part.unit_id = cell.customer_unit_id
                where cell.wave_id = @WaveId and asked.not_asked is null
                  and (cell.kind = 'relationship' or cell.kind = 'relationship_unit' and part.parent_id = asked.customer_unit_id)
                  and exists (select from published_figure figure
                              where figure.cell_id = cell.id and figure.kind = 'rating' and figure.shown <> 'hidden')
            ), reader as (
                select distinct id, email, language from role
                where @Audience = 'hr' and role.role = 'hr'
                   or @Audience = 'leads' and role.role = 'lead' and role.id not in (select id from role where role.role = 'hr')
                      and exists (select from unit_ancestor line join shown on shown.unit_id = line.unit_id
                                  where line.ancestor_id = role.unit_id)
            ), mail as (
                insert into lead_mail (id, kind, person_id, wave_id, queued_on)
                select gen_random_uuid(), 'results', id, @WaveId, @today from reader
                on conflict do nothing
                returning id, person_id
            )
            insert into message (id, kind, person_id, address, language, state, not_before, give_up_at, queued_at)
            select mail.id, 'results', reader.id, reader.email, reader.language, 'queued', @now, @giveUpAt, @now
            from mail join reader on reader.id = mail.person_id
            """,
            new
            {
                due.WaveId,
                due.Audience,
                today = DateOnly.FromDateTime(now.UtcDateTime),
                now,
                giveUpAt = now.AddDays(DaysToSend),
            },
            ct
        );

    private sealed record DueResults(long WaveId, string Audience);
}
