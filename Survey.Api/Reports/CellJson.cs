using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Csv;
using Survey.Reports.Disclosure;

namespace Survey.Api.Reports;

/// <summary>How a figure compares, as it was decided when the wave was sealed.</summary>
/// <param name="Against">before, year_ago or target.</param>
/// <param name="Wave">Code of the earlier wave; null: the target, or a wave in which the viewer is shown nothing.</param>
/// <param name="Called">better, worse, no_change or too_few.</param>
/// <param name="Difference">Of the shown values, in points of the scale; null unless both are numbers.</param>
/// <param name="Low">95 % interval of the difference; null where there is none.</param>
/// <param name="ShareCalled">The same of the share of ratings 4-5, in percentage points.</param>
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
    int? ShareHigh
)
{
    public static ComparisonJson Of(PublishedVerdict verdict, IEnumerable<SealedWave> waves) =>
        new(
            verdict.Against,
            waves.FirstOrDefault(wave => wave.Id == verdict.OtherWaveId)?.Code,
            verdict.Called,
            verdict.Difference,
            verdict.Low,
            verdict.High,
            verdict.ShareCalled,
            verdict.ShareDifference,
            verdict.ShareLow,
            verdict.ShareHigh
        );
}

/// <param name="Item">overall, the code of a breakdown point, the key of another question, or *time_lost.</param>
/// <param name="Kind">rating, recommendation, effort, time_lost or choice.</param>
/// <param name="Shown">yes; low and high (joined ends of the scale, whose inner limit is the value); or hidden.</param>
/// <param name="Word">low, middle or high: stands for the value under ten answers.</param>
/// <param name="Value">Mean or score; of work time lost the median band, from 0.</param>
/// <param name="Step">From one value that could be shown to the next; null without a mean or score.</param>
/// <param name="Low">95 % interval, with <paramref name="High"/>; null where there is none.</param>
/// <param name="N">About how many answers: a number, or "5 to 9".</param>
/// <param name="Favourable">
/// Per cent of ratings 4-5 in steps of <paramref name="ShareStep"/>, with its 95 % interval: 0 means under half a step, 100 all but half a step
/// or more.
/// </param>
/// <param name="Shares">
/// Per cent by part of the scale, lowest first: each value; three parts (of ratings 1-2, 3, 4-5) where answers are few; of a recommendation
/// detractors, passives, promoters; of choices each option. They do not add up exactly. Null under 15 answers.
/// </param>
/// <param name="DoesNotApply">About how many said so; 0: fewer than 5; null: not told.</param>
/// <param name="Target">
/// What the provider promises at a breakdown point; null: nothing, or the figure is of a part of the customers.
/// </param>
/// <param name="Pooled">Over several services, every answer counting alike.</param>
/// <param name="Comparisons">Empty when nothing was compared.</param>
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
            figure.Kind,
            figure.Shown,
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

/// <param name="Asked">Null: unknown (history).</param>
/// <param name="ResponseRate">
/// Per cent in steps of 5, 0 and 100 meaning under and over half a step; null: unknown, or <paramref name="ResponseBand"/> stands in
/// for it.
/// </param>
/// <param name="ResponseBand">
/// under25, 25to50, 50to75 or over75; where neighbouring ones may not be told apart under50, 25to75, over50 or over25.
/// </param>
/// <param name="NoContact">Per cent of those who answered; null: not told.</param>
public sealed record ParticipationJson(int? Customers, int? Asked, int? ResponseRate, string? ResponseBand, int? NoContact)
{
    public static ParticipationJson? Of(PublishedParticipation? row) =>
        row is null ? null : new(row.Customers, row.Asked, row.ResponseRate, row.ResponseBand, row.NoContact);
}

/// <summary>One cell of the publication plan.</summary>
/// <param name="Kind">relationship, relationship_unit, relationship_employment, provider, customer or organisation.</param>
/// <param name="CustomerUnit">Code; only of relationship_unit and customer.</param>
/// <param name="People">Of a part of the customers: about how many were invited; null: unknown, or not such a part.</param>
/// <param name="Covered">Of about how many of <paramref name="People"/> its figures are made.</param>
/// <param name="Participation">Null: nothing is known or may be told.</param>
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
    /// <param name="waves">Earlier ones, for their codes; the first is that of the cell.</param>
    /// <param name="questionnaire">With the promises; null: they are not about this cell.</param>
    public static CellJson Of(
        PublishedCell cell,
        string? customerUnit,
        SealedWave wave,
        IEnumerable<SealedWave> waves,
        Questionnaire? questionnaire = null
    ) =>
        new(
            cell.Cell.Kind,
            customerUnit,
            cell.Cell.Employment,
            Rounded(cell.Cell.People),
            Rounded(cell.Cell.Covered),
            ParticipationJson.Of(cell.Participation),
            [
                .. cell
                    .Figures.Values.Where(figure => figure.Kind != "time_lost" || !wave.Imported)
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
