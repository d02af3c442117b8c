using Npgsql;

namespace Survey.Db.Messages;

public sealed record RefusingDomain(string Domain, int People);

/// <summary>Domains whose servers refuse our mail for every recipient. Reminders do not count (rule A2).</summary>
public static class RefusingDomains
{
    /// <summary>One refusal may concern one person only.</summary>
    private const int MinimumPeople = 2;

    private const string TrustRemedy = "trust";

    public static TimeSpan Recent { get; } = TimeSpan.FromDays(60);

    /// <summary>The domain with the most people first. Wave null: of all waves. Older invitations than "since" do not count.</summary>
    public static async Task<IReadOnlyList<RefusingDomain>> ListAsync(
        NpgsqlConnection connection,
        long? waveId,
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        var refusals = await connection.ListAsync<DomainRefusal>(
            """
            select distinct person_id, lower(split_part(address, '@', 2)) as domain, status_code, reason_code
            from message
            where kind = 'invitation' and state = 'failed' and person_id is not null and queued_at >= @since
              and (@waveId::bigint is null or wave_id = @waveId)
            """,
            new { waveId, since },
            ct
        );
        return
        [
            .. refusals
                .Where(refusal => MailReason.RemedyOf(MailReason.Of(refusal.StatusCode, refusal.ReasonCode)) == TrustRemedy)
                .GroupBy(refusal => refusal.Domain, refusal => refusal.PersonId)
                .Select(domain => new RefusingDomain(domain.Key, domain.Distinct().Count()))
                .Where(domain => domain.People >= MinimumPeople)
                .OrderByDescending(domain => domain.People)
                .ThenBy(domain => domain.Domain, StringComparer.Ordinal),
        ];
    }

    private sealed record DomainRefusal(long PersonId, string Domain, string? StatusCode, string? ReasonCode);
}
