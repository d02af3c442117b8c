using Npgsql;
using Survey.Db.Announcements;
using Survey.Db.Cases;
using Survey.Db.Comments;
using Survey.Db.People;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Reports.Contents;

/// <summary>Everything that a viewer may read about one relationship in one sealed wave.</summary>
/// <param name="Waves">In which the relationship was asked, the last one first.</param>
/// <param name="Trend">Up to this wave, oldest first.</param>
/// <param name="Units">As they were when the wave opened.</param>
/// <param name="UnitPages">Of provider and customer, those whose page the viewer may open.</param>
/// <param name="Reverse">What the customers provide to the provider, as far as the viewer may see it.</param>
/// <param name="Comments">Null: not for this viewer, or not asked.</param>
public sealed record RelationshipReport(
    SealedWave Wave,
    IReadOnlyList<SealedWave> Waves,
    ReportedRelationship Relationship,
    Questionnaire Questionnaire,
    IReadOnlyList<PublishedCell> Cells,
    IReadOnlyList<TrendPoint> Trend,
    IReadOnlyDictionary<long, WaveUnit> Units,
    IReadOnlySet<long> UnitPages,
    IReadOnlyList<RelationshipResult> Reverse,
    IReadOnlyList<ShownComment>? Comments,
    IReadOnlyList<ShownNote> Notes
)
{
    /// <summary>By this reader.</summary>
    public bool CommentsAreRemovable { get; init; }

    /// <summary>The reader speaks for the provider: writes to customers, passes thanks on.</summary>
    public bool IsForProvider { get; init; }

    /// <summary>What the provider told its customers, the last first.</summary>
    public IReadOnlyList<Announcement> Announcements { get; init; } = [];

    /// <summary>Of the comments on the page. A file has all.</summary>
    public CommentFilter Filter { get; init; } = CommentFilter.None;

    /// <summary>None unless they were loaded for this reader.</summary>
    public RelationshipCases Cases { get; init; } = RelationshipCases.None;

    public PublishedCell All => Cells.Single(cell => cell.Cell.Kind == CellKind.Relationship);

    public IReadOnlyList<PublishedCell> ByUnit => [.. Cells.Where(cell => cell.Cell.Kind == CellKind.RelationshipUnit)];

    public IReadOnlyList<PublishedCell> ByEmployment =>
        [.. Cells.Where(cell => cell.Cell.Kind == CellKind.RelationshipEmployment).OrderBy(cell => cell.Cell.Employment)];

    public PublishedFigure? Overall => All.Of(Item.Overall);

    /// <summary>Empty if the rating is hidden.</summary>
    public IEnumerable<PublishedVerdict> OverallVerdicts =>
        Overall is { IsShown: true } ? All.Verdicts.Where(verdict => verdict.Item == Item.Overall) : [];

    public WeakSteps Weak { get; init; } = new(Median: null);

    public IReadOnlyList<PublishedSlope> Slopes { get; init; } = [];

    /// <summary>Waves, of all times, from which the trend is broken; oldest first.</summary>
    public IReadOnlyList<TrendBreak> Breaks { get; init; } = [];

    /// <summary>Differences to the ratings of <see cref="Reverse"/>, seen from here.</summary>
    public IReadOnlyList<PublishedGap> Gaps { get; init; } = [];

    public PublishedSlope? Slope(string item) => Slopes.FirstOrDefault(slope => slope.Item == item);

    /// <summary>Null: not compared.</summary>
    public PublishedGap? Gap(RelationshipResult reverse) => Gaps.FirstOrDefault(gap => gap.OtherCellId == reverse.Cell.Cell.Id);

    public IReadOnlyList<StepResult> Steps => StepResults.Of(Result);

    public IReadOnlyList<PublishedStep> Found { get; init; } = [];

    public StepsTogether Together => new(Steps, Found);

    /// <summary>The figure is shown and weak, below its promise or worse than before, and the reader may take it up.</summary>
    public bool AsksForCase(string item) =>
        Cases.MayOpen
        && Wave.Id == Waves[0].Id
        && Attention
            .Of([Result])
            .SelectMany(row => row.Problems.Concat(row.Worse.Where(worse => worse.AgainstBefore?.CalledAlike is not null)))
            .Any(figure => figure.Figure.Item == item);

    public RelationshipResult Result => new(Relationship, All, Questionnaire) { Weak = Weak };

    /// <summary>Beside overall rating and steps, in the order of the questionnaire; time lost last, but not in history.</summary>
    public IEnumerable<PublishedFigure> OtherFigures =>
        Questionnaire
            .Items.Where(item => !item.IsBreakdownPoint && item.Key != Item.Overall)
            .Select(item => All.Of(item.Key))
            .Append(Wave.Imported ? null : All.TimeLost)
            .OfType<PublishedFigure>();

    /// <summary>Comments were asked for and are for this viewer. History may have none.</summary>
    public bool HasComments => Comments is { Count: > 0 } || Comments is not null && !Wave.Imported;

    /// <summary>A team that rates itself has notes but no comments.</summary>
    public bool HasWords => HasComments || Notes.Count > 0;

    /// <summary>Null wave: the last one sealed. Null result: no such report, or not for the viewer: these are not told apart.</summary>
    public static async Task<RelationshipReport?> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        string? wave,
        CancellationToken ct
    )
    {
        var waves = await SealedWaves.OfRelationshipAsync(connection, code, ct);
        if (
            waves.FirstOrDefault(one => wave is null || string.Equals(one.Code, wave, StringComparison.OrdinalIgnoreCase)) is not { } chosen
            || await ReportedRelationship.FindAsync(connection, chosen.Id, code, ct) is not { } relationship
            || !viewer.ReadsResultsOf(relationship.ProviderUnitId, relationship.CustomerUnitId)
        )
        {
            return null;
        }
        var report = await LoadAsync(connection, viewer, waves, chosen, relationship, ct);
        return report.Cells.FirstOrDefault(cell => cell.Cell.Kind == CellKind.Relationship) is not { Cell.Id: var all }
            ? null
            : report with
            {
                CommentsAreRemovable = viewer.May(Right.RunProgramme),
                IsForProvider = viewer.ReadsComments(relationship.ProviderUnitId),
                Announcements = await Announcement.ReportedAsync(connection, relationship.Id, chosen.Id, chosen == waves[0], ct),
                Found = await PublishedSteps.OfAsync(connection, all, ct),
                Slopes = await PublishedSlope.OfCellAsync(connection, all, ct),
                Breaks = (await AskedHistory.ReadAsync(connection, [relationship.Id], ct))[relationship.Id].Breaks,
                Gaps = report.Reverse.Count == 0 ? [] : await PublishedGap.OfCellAsync(connection, all, ct),
            };
    }

    private static async Task<RelationshipReport> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        IReadOnlyList<SealedWave> waves,
        SealedWave wave,
        ReportedRelationship relationship,
        CancellationToken ct
    )
    {
        var reverse = (await ReportedRelationship.ReverseAsync(connection, wave.Id, relationship, ct))
            .Where(one => viewer.ReadsResultsOf(one.ProviderUnitId, one.CustomerUnitId))
            .ToList();
        var beside = reverse.Select(one => one.Id).ToArray();
        var trend = waves.SkipWhile(one => one.Id != wave.Id).Take(TrendFigure.MostWaves).Reverse().ToList();
        var cells = await ResultReading.CellsAsync(connection, wave.Id, relationship.Id, beside, [.. trend.Select(one => one.Id)], ct);
        var questionnaires = await ReportedRelationship.QuestionnairesAsync(connection, wave.Id, [relationship.Id, .. beside], ct);
        var weak = await WeakSteps.ReadAsync(connection, wave.Id, ct);
        var isReader = viewer.ReadsComments(relationship.ProviderUnitId);
        return new RelationshipReport(
            wave,
            waves,
            relationship,
            questionnaires[relationship.Id],
            [.. cells.Where(cell => cell.Cell.WaveId == wave.Id && cell.Cell.RelationshipId == relationship.Id)],
            Points(trend, cells.Where(cell => cell.Cell.Kind == CellKind.Relationship && cell.Cell.RelationshipId == relationship.Id)),
            (await ResultReading.UnitsAsync(connection, wave.Id, ct)).ToDictionary(unit => unit.UnitId),
            new[] { relationship.ProviderUnitId, relationship.CustomerUnitId }.Where(viewer.ReadsResultsOfUnit).ToHashSet(),
            [
                .. reverse.Join(
                    cells,
                    one => one.Id,
                    cell => cell.Cell.RelationshipId,
                    (one, cell) => new RelationshipResult(one, cell, questionnaires[one.Id]) { Weak = weak }
                ),
            ],
            isReader && relationship.MinimumComments is not null
                ? await CommentReading.OfRelationshipAsync(connection, wave.Id, relationship.Id, ct)
                : null,
            isReader ? await CommentReading.NotesAsync(connection, wave.Id, relationship.Id, ct) : []
        )
        {
            Weak = weak,
        };
    }

    private static IReadOnlyList<TrendPoint> Points(IReadOnlyList<SealedWave> waves, IEnumerable<PublishedCell> cells) =>
        [.. waves.Join(cells, wave => wave.Id, cell => cell.Cell.WaveId, (wave, cell) => new TrendPoint(wave, cell))];
}
