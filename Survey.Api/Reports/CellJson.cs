using System.Globalization;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Api.Reports;

/// <summary>How a figure compares, as it was decided when the wave was sealed.</summary>
/// <param name="Against">before, year_ago or target.</param>
/// <param name="Wave">Code of the earlier wave; null: the target, or a wave in which the viewer is shown nothing.</param>
/// <param name="Called">better, worse, no_change or too_few.</param>
/// <param name="Difference">In points of the scale; null unless both figures have at least 10 answers.</param>
/// <param name="Low">95 % interval of the difference; null where there is none.</param>
/// <param name="ShareCalled">The same of the share of ratings 4-5, in percentage points.</param>
public sealed record ComparisonJson(
    string Against, string? Wave, string Called, double? Difference, double? Low, double? High,
    string? ShareCalled, int? ShareDifference, int? ShareLow, int? ShareHigh)
{
    public static ComparisonJson Of(PublishedVerdict verdict, IEnumerable<SealedWave> waves) => new(
        verdict.Against, waves.FirstOrDefault(wave => wave.Id == verdict.OtherWaveId)?.Code, verdict.Called,
        verdict.Difference, verdict.Low, verdict.High, verdict.ShareCalled, verdict.ShareDifference, verdict.ShareLow, verdict.ShareHigh);
}

/// <param name="Item">overall, the code of a breakdown point, the key of another question, or *time_lost.</param>
/// <param name="Kind">rating, recommendation, effort, time_lost or choice.</param>
/// <param name="Shown">yes, low and high (open ends), or hidden.</param>
/// <param name="Value">Mean or score; of work time lost the median band, from 0.</param>
/// <param name="Low">95 % interval, with <paramref name="High"/>; null where there is none.</param>
/// <param name="N">Answers: a number, "5-9" for a small group, or "118-122" for several services of which some are such.</param>
/// <param name="Favourable">Per cent of ratings 4-5 among <paramref name="Counts"/>, with its 95 % interval.</param>
/// <param name="Counts">Answers per value; null for small groups. Of several services only those of services that show their own.</param>
/// <param name="DoesNotApply">How many said so; null: not told.</param>
/// <param name="Target">What the provider promises at a breakdown point; null: nothing, or the figure is of a part of the customers.</param>
/// <param name="Census">Everybody who could answer did.</param>
/// <param name="Pooled">Over several services, every answer counting alike.</param>
/// <param name="Comparisons">Empty when nothing was compared.</param>
public sealed record FigureJson(
    string Item, string Kind, string Shown, double? Value, double? Low, double? High, string? N,
    int? Favourable, int? FavourableLow, int? FavourableHigh, IReadOnlyList<int>? Counts, int? DoesNotApply, double? Target,
    bool Census, bool Pooled, IReadOnlyList<ComparisonJson> Comparisons)
{
    public static FigureJson Of(PublishedFigure figure, double? target, IEnumerable<PublishedVerdict> verdicts, IEnumerable<SealedWave> waves) => new(
        figure.Item, figure.Kind, figure.Shown, figure.Value, figure.Low, figure.High,
        figure.NBand ?? figure.N?.ToString(CultureInfo.InvariantCulture),
        figure.Favourable, figure.FavourableLow, figure.FavourableHigh, figure.Counts, figure.DoesNotApply, target, figure.Census, figure.Pooled,
        figure.Value is null ? [] : [.. verdicts.Where(verdict => verdict.Item == figure.Item).Select(verdict => ComparisonJson.Of(verdict, waves))]);
}

/// <param name="Asked">Null: unknown (history).</param>
/// <param name="ResponseRate">Per cent; null: unknown, or <paramref name="ResponseBand"/> stands in for it.</param>
/// <param name="ResponseBand">under25, 25to50, 50to75 or over75; where neighbouring ones may not be told apart under50, 25to75, over50 or over25.</param>
/// <param name="NoContact">Per cent of those who answered; null: not told.</param>
public sealed record ParticipationJson(int? Customers, int? Asked, int? ResponseRate, string? ResponseBand, int? NoContact)
{
    public static ParticipationJson? Of(PublishedParticipation? row) =>
        row is null ? null : new(row.Customers, row.Asked, row.ResponseRate, row.ResponseBand, row.NoContact);
}

/// <summary>One cell of the publication plan.</summary>
/// <param name="Kind">relationship, relationship_unit, relationship_employment, provider, customer or organisation.</param>
/// <param name="CustomerUnit">Code; only of relationship_unit and customer.</param>
/// <param name="Participation">Null: nothing is known or may be told.</param>
public sealed record CellJson(
    string Kind, string? CustomerUnit, string? Employment, ParticipationJson? Participation, IReadOnlyList<FigureJson> Figures)
{
    /// <param name="waves">Earlier ones, for their codes; the first is that of the cell.</param>
    /// <param name="questionnaire">With the promises; null: they are not about this cell.</param>
    public static CellJson Of(
        PublishedCell cell, string? customerUnit, SealedWave wave, IEnumerable<SealedWave> waves, Questionnaire? questionnaire = null) => new(
        cell.Cell.Kind, customerUnit, cell.Cell.Employment, ParticipationJson.Of(cell.Participation),
        [.. cell.Figures.Values.Where(figure => figure.Kind != "time_lost" || !wave.Imported).Select(figure => FigureJson.Of(
            figure, questionnaire?.BreakdownPoints.FirstOrDefault(point => point.Code == figure.Item)?.Standard?.Target, cell.Verdicts, waves))]);
}
