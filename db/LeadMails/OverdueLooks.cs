using Npgsql;
using Survey.Db.Looks;

namespace Survey.Db.LeadMails;

/// <summary>Overdue looks as reminders in the mail about cases (rule E7), as arrays for a query.</summary>
internal sealed record OverdueLooks(string?[] Emails, long[] Relationships, string[] Waves, DateOnly[] Days)
{
    /// <summary>
    /// Rows as of the function due_case_reminder, named not_looked, from the parameters @Emails, @Relationships, @Waves, @Days and @today.
    /// HR hears of providers that nobody leads.
    /// </summary>
    public const string Query = """
        select person.id as person_id, 'not_looked' as kind, null::uuid as case_id, wave.id as wave_id,
               late.relationship_id, 'overall' as item, late.due_on
        from unnest(@Emails::text[], @Relationships::bigint[], @Waves::text[], @Days::date[])
             as late (email, relationship_id, wave, due_on)
        join wave on wave.code = late.wave
        join person on lower(person.email) = late.email
          or late.email is null and exists (
              select from viewer_role(@today) as given where given.role = 'hr' and given.email = lower(person.email))
        where coalesce(person.active_from, @today) <= @today and coalesce(person.active_to, @today) >= @today
        """;

    /// <summary>A reminder lapses after this time, like those of cases.</summary>
    private const int DaysOfInterest = 14;

    public static async Task<OverdueLooks> ReadAsync(NpgsqlConnection connection, int withinDays, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DaysOfInterest);
        var looks = (
            from lead in await DueLooks.OverdueByLeadAsync(connection, now, withinDays, ct)
            from check in lead.Checks
            where check.DueOn >= oldest
            select (lead.Email, check.Id, Wave: check.DueWave!, Day: check.DueOn!.Value)
        ).ToList();
        return new(
            [.. looks.Select(look => look.Email)],
            [.. looks.Select(look => look.Id)],
            [.. looks.Select(look => look.Wave)],
            [.. looks.Select(look => look.Day)]
        );
    }
}
