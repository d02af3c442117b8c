using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Headlines;

namespace Survey.Api.Home;

/// <summary>Current results of what the viewer may see.</summary>
/// <param name="Headline">Null: nothing can be said about all services.</param>
/// <param name="Waves">The waves of the figures, the last closed first.</param>
/// <param name="History">Of the rows that are not folded away.</param>
/// <param name="Findings">What may be, or is, taken up by a case; only what the viewer may see of it.</param>
/// <param name="NothingBetter">Sentence if nothing at all improved; null: something did.</param>
public sealed record HomeResults(
    string? Headline,
    IReadOnlyList<SealedWave> Waves,
    IReadOnlyList<HomePart> Parts,
    ILookup<(long RelationshipId, string Item), PublishedFigure?> History,
    IReadOnlyDictionary<(long RelationshipId, string Item), CaseFinding> Findings,
    IReadOnlyList<HomeImprovement> Better,
    string? NothingBetter
)
{
    /// <returns>Null: there is no wave.</returns>
    public static async Task<HomeResults?> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        Language language,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var waves = await CurrentResults.ReadAsync(connection, viewer, ct);
        List<RelationshipResult> results = [.. waves.SelectMany(wave => wave.Results)];
        var parts = HomePart.Of(Attention.Of(results), viewer.ScopeOf(Right.ReadResults));
        var unfolded = parts
            .SelectMany(part => part.Services.Take(HomePart.Unfolded))
            .SelectMany(service => service.Figures)
            .Select(figure => (figure.Relationship.Id, figure.Figure.Item));
        return waves.Count == 0
            ? null
            : new(
                ServicesHeadline.Of(results, language),
                [.. waves.Select(wave => wave.Wave)],
                parts,
                await FigureHistory.ReadAsync(connection, [.. unfolded], ct),
                (await CaseFindings.OfAsync(connection, viewer, waves, now, ct)).ToDictionary(one =>
                    (one.Figure.Relationship.Id, one.Item)
                ),
                HomeImprovement.Of(results),
                NothingBetterOf(results) is { } key ? language[key] : null
            );
    }

    private static string? NothingBetterOf(IEnumerable<RelationshipResult> results)
    {
        var called = results
            .SelectMany(result => result.Cell.Verdicts)
            .Where(verdict => verdict.Against == Against.Before)
            .Select(verdict => verdict.CalledAlike)
            .ToHashSet();
        return called.Contains(Verdict.Better) ? null
            : called.Overlaps([Verdict.Worse, Verdict.NoChange]) ? "pages.home.better.none"
            : "headlines.services.changeUnknown";
    }
}

/// <summary>A service of which something is better than in the wave before.</summary>
/// <param name="Steps">How many steps are better, of the <paramref name="Shown"/> ones.</param>
public sealed record HomeImprovement(ReportedRelationship Relationship, int Steps, int Shown)
{
    /// <summary>The most improved first.</summary>
    public static IReadOnlyList<HomeImprovement> Of(IEnumerable<RelationshipResult> results) =>
        [
            .. from result in results
            let shown = result.Questionnaire.BreakdownPoints.Where(point => result.Cell.Of(point.Code) is { IsShown: true }).ToList()
            let better = shown.Count(point => IsBetter(result, point.Code))
            where better > 0 || result.Overall is { IsShown: true } && IsBetter(result, Item.Overall)
            orderby better descending, result.Relationship.Code
            select new HomeImprovement(result.Relationship, better, shown.Count),
        ];

    private static bool IsBetter(RelationshipResult result, string item) =>
        result.Cell.Verdict(item, Against.Before)?.CalledAlike == Verdict.Better;
}
