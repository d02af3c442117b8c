using Npgsql;

namespace Survey.Db.Looks;

/// <summary>Looks that wait for one lead, the first due first.</summary>
/// <param name="Email">Null: nobody leads the providers, so that HR looks.</param>
public sealed record DueLooks(string? Email, IReadOnlyList<CheckedRelationship> Checks)
{
    /// <summary>Due today or later, and overdue ones.</summary>
    public static async Task<DueLooks> OfLeadAsync(
        NpgsqlConnection connection,
        string email,
        DateTimeOffset now,
        int withinDays,
        CancellationToken ct
    )
    {
        var leads = await ResponsibleLead.ReadAsync(connection, now, ct);
        var checks = await CheckedRelationship.ListAsync(connection, now, withinDays, ct);
        return new(email, [.. checks.Where(check => check.IsDue && leads[check.ProviderId].Any(lead => lead.Email == email))]);
    }

    /// <summary>For mails: each lead with all overdue looks of that lead.</summary>
    public static async Task<IReadOnlyList<DueLooks>> OverdueByLeadAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        int withinDays,
        CancellationToken ct
    )
    {
        var leads = await ResponsibleLead.ReadAsync(connection, now, ct);
        var overdue = (await CheckedRelationship.ListAsync(connection, now, withinDays, ct)).Overdue(now);
        return
        [
            .. overdue
                .SelectMany(
                    check => leads[check.ProviderId].Select(lead => lead.Email).DefaultIfEmpty(null),
                    (check, email) => (check, email)
                )
                .GroupBy(row => row.email, row => row.check)
                .Select(lead => new DueLooks(lead.Key, [.. lead])),
        ];
    }
}

public static class OverdueChecks
{
    public static IEnumerable<CheckedRelationship> Overdue(this IEnumerable<CheckedRelationship> checks, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return checks.Where(check => check.IsOverdue(today));
    }

    public static async Task<int> CountAsync(NpgsqlConnection connection, DateTimeOffset now, int withinDays, CancellationToken ct) =>
        (await CheckedRelationship.ListAsync(connection, now, withinDays, ct)).Overdue(now).Count();
}
