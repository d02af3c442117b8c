using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Headlines;

namespace Survey.Api.Home;

/// <param name="Results">Null: no wave in the viewer's scope is sealed.</param>
public sealed record HomeContent(HomeResults? Results, IReadOnlyList<RunningWave> Running)
{
    public static async Task<HomeContent> LoadAsync(NpgsqlConnection connection, Viewer viewer, Language language, CancellationToken ct) =>
        new(
            HomeResults.Of(await CurrentResults.ReadAsync(connection, viewer, ct), language),
            await RunningWaves.ListAsync(connection, viewer, ct)
        );
}

/// <summary>Current results. Each figure is in at most one list, largest change or gap first.</summary>
/// <param name="Headline">Null: nothing can be said about all services.</param>
/// <param name="Waves">The waves of the figures, the last closed first.</param>
/// <param name="Missed">Steps below their target by the verdict.</param>
/// <param name="NothingBetter">Sentence if nothing at all improved; null: something did.</param>
public sealed record HomeResults(
    string? Headline,
    IReadOnlyList<SealedWave> Waves,
    IReadOnlyList<AttentionFigure> Missed,
    IReadOnlyList<AttentionFigure> Worse,
    IReadOnlyList<AttentionFigure> Better,
    string? NothingBetter
)
{
    /// <returns>Null: there is no wave.</returns>
    public static HomeResults? Of(IReadOnlyList<CurrentWave> waves, Language language)
    {
        List<RelationshipResult> results = [.. waves.SelectMany(wave => wave.Results)];
        var rows = Attention.Of(results);
        var missed = rows.Missed().ToList();
        var changed = rows.Changed().Except(missed).ToLookup(figure => figure.AgainstBefore!.Called);
        return waves.Count == 0
            ? null
            : new(
                ServicesHeadline.Of(results, language),
                [.. waves.Select(wave => wave.Wave)],
                missed,
                [.. changed[Verdict.Worse]],
                [.. changed[Verdict.Better]],
                NothingBetterOf(results) is { } key ? language[key] : null
            );
    }

    private static string? NothingBetterOf(IEnumerable<RelationshipResult> results)
    {
        var called = results
            .SelectMany(result => result.Cell.Verdicts)
            .Where(verdict => verdict.Against == Against.Before)
            .Select(verdict => verdict.Called)
            .ToHashSet();
        return called.Contains(Verdict.Better) ? null
            : called.Overlaps([Verdict.Worse, Verdict.NoChange]) ? "pages.home.better.none"
            : "headlines.services.changeUnknown";
    }
}
