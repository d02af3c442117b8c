using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Reports.Contents;

/// <summary>The reports of a wave that a viewer may read.</summary>
/// <param name="Units">Units that provide or receive a service themselves.</param>
public sealed record WaveReports(
    SealedWave Wave,
    bool Organisation,
    IReadOnlyList<WaveUnit> Units,
    IReadOnlyList<ReportedRelationship> Relationships
)
{
    /// <summary>In the order in which they are written.</summary>
    public IReadOnlyList<ReportScope> Scopes { get; } =
    [
        .. Organisation ? [ReportScope.Organisation] : Array.Empty<ReportScope>(),
        .. Units.Select(unit => new ReportScope(ReportKind.Unit, unit.Code)),
        .. Relationships.Select(one => new ReportScope(ReportKind.Relationship, one.Code)),
    ];

    public static async Task<WaveReports> LoadAsync(NpgsqlConnection connection, Viewer viewer, SealedWave wave, CancellationToken ct)
    {
        var relationships = (await ReportedRelationship.ListAsync(connection, wave.Id, ct))
            .Where(one => viewer.ReadsResultsOf(one.ProviderUnitId, one.CustomerUnitId))
            .ToList();
        var taking = relationships.SelectMany(one => new[] { one.ProviderUnitId, one.CustomerUnitId }).ToHashSet();
        var units = (await ResultReading.UnitsAsync(connection, wave.Id, ct)).Where(unit =>
            taking.Contains(unit.UnitId) && viewer.ReadsResultsOfUnit(unit.UnitId)
        );
        return new WaveReports(wave, viewer.ReadsOrganisationResults, [.. units], relationships);
    }

    /// <summary>The PDF's place among all of the wave. A unit and a relationship may have the same code, so they have folders.</summary>
    public string PathOf(ReportScope scope, Language language)
    {
        var file = scope.FileName(Wave.Code, language.Code, "pdf");
        return scope.Kind switch
        {
            ReportKind.Organisation => file,
            ReportKind.Unit => $"units/{file}",
            ReportKind.Relationship => $"relationships/{file}",
        };
    }
}
