using Npgsql;
using Survey.Db.Structure;

namespace Survey.Db.Looks;

/// <param name="MeasuredOn">Null: never.</param>
public sealed record UnmeasuredUnit(string Code, Languages.LocalizedText Names, DateOnly? MeasuredOn);

/// <summary>For HR: every relationship with its looks, and the units that nobody measures (rule E7).</summary>
/// <param name="Leads">By provider.</param>
/// <param name="WithoutService">Open units that neither provide nor receive a service.</param>
/// <param name="NotMeasured">Open providers without a sealed wave in the last twelve months.</param>
public sealed record CheckCalendar(
    DateOnly Today,
    IReadOnlyList<CheckedRelationship> Checks,
    ILookup<long, ResponsibleLead> Leads,
    IReadOnlyList<ListedUnit> WithoutService,
    IReadOnlyList<UnmeasuredUnit> NotMeasured
)
{
    public const int MonthsUntilNoted = 12;

    public static async Task<CheckCalendar> ReadAsync(NpgsqlConnection connection, DateTimeOffset now, int withinDays, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var checks = await CheckedRelationship.ListAsync(connection, now, withinDays, ct);
        var units = await ListedUnit.AllAsync(connection, now, ct);
        return new(
            today,
            checks,
            await ResponsibleLead.ReadAsync(connection, now, ct),
            [.. units.Where(unit => unit is { IsOpen: true, Services: 0 })],
            [.. Providers(checks).Where(unit => unit.MeasuredOn is null || unit.MeasuredOn < today.AddMonths(-MonthsUntilNoted))]
        );
    }

    private static IEnumerable<UnmeasuredUnit> Providers(IEnumerable<CheckedRelationship> checks) =>
        from check in checks
        group check by check.ProviderId into provided
        let unit = provided.First()
        select new UnmeasuredUnit(unit.Provider, unit.ProviderNames, provided.Max(check => check.MeasuredOn));
}
