using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Results;
using Survey.Db.Units;
using Survey.Db.Viewers;
using Survey.Reports.Headlines;
using Survey.Reports.Sections;

namespace Survey.Api.Home;

/// <summary>What somebody who may see results should look at now.</summary>
/// <param name="Latest">Null: no wave in the viewer's scope is sealed.</param>
/// <param name="Running">The open waves.</param>
public sealed record HomeView(HomeWave? Latest, IReadOnlyList<RunningWave> Running)
{
    public static async Task<HomeView> LoadAsync(NpgsqlConnection connection, Viewer viewer, Language language, CancellationToken ct) =>
        new(await HomeWave.LoadAsync(connection, viewer, language, ct), await RunningWaves.ListAsync(connection, viewer, ct));
}

/// <summary>The last sealed wave, with every figure at most once.</summary>
/// <param name="Headline">Null: the viewer leads several units, of which no one sentence speaks.</param>
/// <param name="Address">Where all of it is.</param>
/// <param name="Missed">Steps under their target for certain, the widest gap first.</param>
/// <param name="Worse">What else got worse for certain, the largest change first.</param>
/// <param name="Better">What else improved for certain, the largest change first.</param>
public sealed record HomeWave(
    string Code, DateOnly ClosedOn, string? Headline, string Address,
    IReadOnlyList<AttentionFigure> Missed, IReadOnlyList<AttentionFigure> Worse, IReadOnlyList<AttentionFigure> Better)
{
    public static async Task<HomeWave?> LoadAsync(NpgsqlConnection connection, Viewer viewer, Language language, CancellationToken ct)
    {
        if (viewer.IsHr)
        {
            return await OrganisationReport.LoadAsync(connection, viewer, null, ct) is not { } all ? null
                : Of(all.Wave.Code, all.Wave.ClosedOn, OrganisationHeadline.Of(all, language).Title, "/reports/organisation", Attention.Of(all.Relationships));
        }
        if (await LedUnits.TopAsync(connection, viewer, ct) is [var only])
        {
            return await UnitReport.LoadAsync(connection, viewer, only, null, ct) is not { } unit ? null
                : Of(unit.Wave.Code, unit.Wave.ClosedOn, UnitHeadline.Of(unit, language).Title, $"/units/{only}",
                    Attention.Of(unit.Provides.UnionBy(unit.Receives, one => one.Relationship.Id)));
        }
        return (await ViewerWaves.ListAsync(connection, viewer, ct)) is not [var latest, ..] ? null
            : Of(latest.Code, latest.ClosedOn, null, "/pairs", await Attention.ReadAsync(connection, viewer, latest.Id, ct));
    }

    private static HomeWave Of(string code, DateOnly closedOn, string? headline, string address, IReadOnlyList<AttentionRelationship> rows)
    {
        var missed = rows.Missed().ToList();
        var changed = rows.Changed().Except(missed).ToLookup(figure => figure.AgainstBefore!.Called);
        return new(code, closedOn, headline, address, missed, [.. changed[Verdict.Worse]], [.. changed[Verdict.Better]]);
    }
}
