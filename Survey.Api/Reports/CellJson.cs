using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Csv;
using Survey.Reports.Disclosure;

namespace Survey.Api.Reports;

/// <summary>A comparison and its verdict, fixed when the wave was sealed.</summary>
/// <param name="Against">before, year_ago or target.</param>
/// <param name="Wave">Code of the earlier wave; null: the target, or a wave of which the viewer sees nothing.</param>
/// <param name="Called">better, worse, no_change or too_few.</param>
/// <param name="Difference">Of the shown values, in points of the scale; null unless both are numbers.</param>
/// <param name="Low">95 % interval of the difference, or null.</param>
/// <param name="ShareCalled">Verdict about the share of ratings 4-5, with its difference in percentage points.</param>
/// <param name="AskedDifferentlySince">Null: the two waves asked alike. Else the comparison is not one of like with like.</param>
/// <param name="CustomersChangedSince">Null: about as many customers in both waves.</param>
public sealed record ComparisonJson(
    string Against,
    string? Wave,
    string Called,
    double? Difference,
    double? Low,
    double? High,
    string? ShareCalled,
    int? ShareDifference,
    int? ShareLow,
    int? ShareHigh,
    DateOnly? AskedDifferentlySince,
    DateOnly? CustomersChangedSince
)
{
    public static ComparisonJson Of(PublishedVerdict verdict, IEnumerable<SealedWave> waves) =>
        new(
            verdict.Against.Text(),
            waves.FirstOrDefault(wave => wave.Id == verdict.OtherWaveId)?.Code,
            verdict.Called.Text(),
            verdict.Difference,
            verdict.Low,
            verdict.High,
            verdict.ShareCalled.Text(),
            verdict.ShareDifference,
            verdict.ShareLow,
            verdict.ShareHigh,
            verdict.AskedDifferentlySince,
            verdict.CustomersChangedSince
        );
}

/// <param name="Item">overall, the code of a breakdown point, the key of another question, or *time_lost.</param>
/// <param name="Kind">rating, recommendation, effort, time_lost or choice.</param>
/// <param name="Shown">yes; low or high (joined steps at an end of the scale, with the value as inner limit); or hidden.</param>
/// <param name="Word">low, middle or high, instead of the value if there are under ten answers.</param>
/// <param name="Value">Mean or score; of work time lost the median band, from 0.</param>
/// <param name="Step">Rounding step of the value; null: no mean or score.</param>
/// <param name="Low">95 % interval, with <paramref name="High"/>; or null.</param>
/// <param name="N">Approximate number of answers, or "5 to 9".</param>
/// <param name="Favourable">
/// Per cent of ratings 4-5 in steps of <paramref name="ShareStep"/>, with its 95 % interval. 0: under half a step; 100: over 100 minus half
/// a step.
/// </param>
/// <param name="Shares">
/// Per cent by part of the scale, lowest first: each value, or 1-2, 3, 4-5 if answers are few; detractors, passives, promoters; or each
/// option. They do not add up exactly. Null under 15 answers.
/// </param>
/// <param name="DoesNotApply">Approximate number of people; 0: fewer than 5; null: suppressed.</param>
/// <param name="Target">The provider's target at a breakdown point; null: none, or the figure is of a part of the customers.</param>
/// <param name="Pooled">True: over several services, every answer with the same weight.</param>
public sealed record FigureJson(
    string Item,
    string Kind,
    string Shown,
    string? Word,
    double? Value,
    double? Step,
    double? Low,
    double? High,
    string? N,
    int? Favourable,
    int? FavourableLow,
    int? FavourableHigh,
    IReadOnlyList<int>? Shares,
    int? ShareStep,
    int? DoesNotApply,
    double? Target,
    bool Pooled,
    IReadOnlyList<ComparisonJson> Comparisons
)
{
    public static FigureJson Of(
        PublishedFigure figure,
        double? target,
        IEnumerable<PublishedVerdict> verdicts,
        IEnumerable<SealedWave> waves
    ) =>
        new(
            figure.Item,
            figure.Kind.Text(),
            figure.Shown.Text(),
            figure.Word,
            figure.Value,
            figure.Step,
            figure.Low,
            figure.High,
            ReportRow.Answers(figure.N),
            figure.Favourable,
            figure.FavourableLow,
            figure.FavourableHigh,
            figure.Shares,
            figure.ShareStep,
            figure.DoesNotApply,
            target,
            figure.Pooled,
            !figure.IsShown
                ? []
                : [.. verdicts.Where(verdict => verdict.Item == figure.Item).Select(verdict => ComparisonJson.Of(verdict, waves))]
        );
}

/// <param name="Asked">Null: unknown (imported history).</param>
/// <param name="ResponseRate">Per cent in steps of 5 (0 and 100: within half a step); null: unknown, or only a band.</param>
/// <param name="ResponseBand">under25, 25to50, 50to75, over75; joined bands: under50, 25to75, over50, over25.</param>
/// <param name="NoContact">Per cent of those who answered; null: suppressed.</param>
public sealed record ParticipationJson(int? Customers, int? Asked, int? ResponseRate, string? ResponseBand, int? NoContact)
{
    public static ParticipationJson? Of(PublishedParticipation? row) =>
        row is null ? null : new(row.Customers, row.Asked, row.ResponseRate, row.ResponseBand, row.NoContact);
}

/// <summary>One cell of the publication plan.</summary>
/// <param name="Kind">relationship, relationship_unit, relationship_employment, provider, customer or organisation.</param>
/// <param name="CustomerUnit">Code; only of relationship_unit and customer.</param>
/// <param name="People">Approximate number of invited people in a part of the customers; null: unknown, or another kind of cell.</param>
/// <param name="Covered">Approximate number of <paramref name="People"/> behind the figures (rule D9).</param>
/// <param name="Participation">Null: unknown or suppressed.</param>
public sealed record CellJson(
    string Kind,
    string? CustomerUnit,
    string? Employment,
    int? People,
    int? Covered,
    ParticipationJson? Participation,
    IReadOnlyList<FigureJson> Figures
)
{
    /// <param name="waves">The cell's wave first, then earlier ones; used for their codes.</param>
    /// <param name="questionnaire">Holds the targets; null: they do not apply to this cell.</param>
    public static CellJson Of(
        PublishedCell cell,
        string? customerUnit,
        SealedWave wave,
        IEnumerable<SealedWave> waves,
        Questionnaire? questionnaire = null
    ) =>
        new(
            cell.Cell.Kind.Text(),
            customerUnit,
            cell.Cell.Employment.Text(),
            Rounded(cell.Cell.People),
            Rounded(cell.Cell.Covered),
            ParticipationJson.Of(cell.Participation),
            [
                .. cell
                    .Figures.Values.Where(figure => figure.Kind != FigureKind.TimeLost || !wave.Imported)
                    .Select(figure =>
                        FigureJson.Of(
                            figure,
                            questionnaire?.BreakdownPoints.FirstOrDefault(point => point.Code == figure.Item)?.Standard?.Target,
                            cell.Verdicts,
                            waves
                        )
                    ),
            ]
        );

    private static int? Rounded(int? people) => people is { } all ? ShownCount.Round(all) : null;
}
