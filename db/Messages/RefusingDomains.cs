using Npgsql;

namespace Survey.Db.Messages;

/// <param name="Domain">What stands after the "@".</param>
/// <param name="People">Whose invitation its server refused for a reason about our mail.</param>
public sealed record RefusingDomain(string Domain, int People);

/// <summary>Domains that refuse our mail, whoever it is for: a problem of the sender. Reminders do not count (rule A2).</summary>
public static class RefusingDomains
{
    /// <summary>One refusal may be about one person.</summary>
    private const int Several = 2;

    private const string Remedy = "trust";

    /// <summary>Who refused our mail longer ago may take it now.</summary>
    public static TimeSpan Recent { get; } = TimeSpan.FromDays(60);

    /// <param name="waveId">Null: of all waves.</param>
    /// <param name="since">Older invitations do not count.</param>
    /// <returns>The domain with the most people first.</returns>
    public static async Task<IReadOnlyList<RefusingDomain>> ListAsync(
        NpgsqlConnection connection,
        long? waveId,
        DateTimeOffset since,
        CancellationToken ct
    ) => [.. (
                await connection.ListAsync<DomainRefusal>(
                    """
                    select distinct person_id, lower(split_part(address, '@', 2)) as domain, status_code, reason_code
                    from message
                    where kind = 'invitation' and state = 'failed' and person_id is not null and queued_at >= @since
                      and (@waveId::bigint is null or wave_id = @waveId)
                    """,
                    new { waveId, since },
                    ct
                )
            ).Where(refusal => MailReason.RemedyOf(MailReason.Of(refusal.StatusCode, refusal.ReasonCode)) == Remedy).GroupBy(refusal => refusal.Domain, refusal => refusal.PersonId).Select(domain => new RefusingDomain(domain.Key, domain.Distinct().Count())).Where(domain => domain.People >= Several).OrderByDescending(domain => domain.People).ThenBy(domain => domain.Domain, StringComparer.Ordinal)];

    private sealed record DomainRefusal(long PersonId, string Domain, string? StatusCode, string? ReasonCode);
}
