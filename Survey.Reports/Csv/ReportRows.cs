using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Words;
using Survey.Reports.Contents;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Csv;

/// <summary>The rows of each report's CSV. A measure that is unknown, such as the response rate of imported history, has no row.</summary>
public static class ReportRows
{
    public static IEnumerable<ReportRow> Of(RelationshipReport report) =>
        OfCell(
            $"relationship:{report.Relationship.Code}",
            report.Wave.Code,
            report.All,
            report.Questionnaire.BreakdownPoints.Select(point => point.Code)
        );

    public static IEnumerable<ReportRow> Of(OrganisationReport report) =>
        [
            .. report.All is { } all ? OfCell("organisation", report.Wave.Code, all, Steps(all)) : [],
            .. report.Relationships.SelectMany(row => Of(row, report.Wave)),
        ];

    /// <summary>The unit as provider, then each relationship that the unit or one below it provides or receives.</summary>
    public static IEnumerable<ReportRow> Of(UnitReport report) =>
        [
            .. report.AsProvider is { } all ? OfCell($"unit:{report.Unit.Code}", report.Wave.Code, all, Steps(all)) : [],
            .. report.Provides.Concat(report.Receives).DistinctBy(row => row.Relationship.Id).SelectMany(row => Of(row, report.Wave)),
        ];

    private static IEnumerable<ReportRow> Of(RelationshipResult row, SealedWave wave) =>
        OfCell($"relationship:{row.Relationship.Code}", wave.Code, row.Cell, Steps(row.Cell));

    private static IEnumerable<string> Steps(PublishedCell cell) =>
        cell
            .Figures.Values.Where(figure => figure.Kind == FigureKind.Rating && figure.Item != Item.Overall)
            .Select(figure => figure.Item)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<ReportRow> OfCell(string scope, string wave, PublishedCell cell, IEnumerable<string> steps) =>
        [
            .. OfRating(scope, wave, "", cell.Of(Item.Overall)),
            .. OfParticipation(scope, wave, cell.Participation, cell.Of(Item.Overall)?.ShareStep),
            .. cell
                .Figures.Values.OrderBy(figure => figure.Item, StringComparer.Ordinal)
                .SelectMany(figure => OfQuestion(scope, wave, figure)),
            .. steps.SelectMany(step => OfRating(scope, wave, step, cell.Of(step))),
        ];

    private static IEnumerable<ReportRow> OfQuestion(string scope, string wave, PublishedFigure figure) =>
        figure.Kind switch
        {
            FigureKind.Recommendation or FigureKind.Effort =>
            [
                figure.IsShown
                    ? ReportRow.OfValue(scope, wave, "", figure.Kind.Text(), figure)
                    : ReportRow.Hidden(scope, wave, "", figure.Kind.Text()),
            ],
            FigureKind.Rating or FigureKind.TimeLost or FigureKind.Choice => [],
        };

    internal static IEnumerable<ReportRow> OfRating(string scope, string wave, string point, PublishedFigure? figure)
    {
        yield return figure is { IsShown: true }
            ? ReportRow.OfValue(scope, wave, point, "mean", figure)
            : ReportRow.Hidden(scope, wave, point, "mean");
        yield return figure is { Favourable: not null }
            ? ReportRow.OfFavourable(scope, wave, point, figure)
            : ReportRow.Hidden(scope, wave, point, "favourable");
        foreach (var row in OfParts(scope, wave, point, figure))
        {
            yield return row;
        }
        if (point.Length > 0)
        {
            yield return figure?.DoesNotApply is { } others
                ? ReportRow.OfPeople(scope, wave, point, "does_not_apply", others, ShownCount.Least)
                : ReportRow.Hidden(scope, wave, point, "does_not_apply");
        }
    }

    /// <summary>About how many gave each rating. Derived from the shares and the number of answers, so it discloses nothing more.</summary>
    private static IEnumerable<ReportRow> OfParts(string scope, string wave, string point, PublishedFigure? figure)
    {
        if (figure is not { Shares: { } shares, ShareStep: { } step, N: { } n })
        {
            return Enumerable.Range(1, 5).Select(rating => ReportRow.Hidden(scope, wave, point, $"count_{rating}"));
        }
        // The first share is below half a step.
        var fewerThan = Math.Max(ShownCount.Least, ShownCount.Least * (int)Math.Ceiling(n * step / 200.0 / ShownCount.Least));
        return shares.Select(
            (share, part) =>
                ReportRow.OfPeople(
                    scope,
                    wave,
                    point,
                    $"count_{Distribution.Label(part, shares.Length).Replace('–', '_')}",
                    ShownCount.Round(n * share / 100.0),
                    fewerThan,
                    n
                )
        );
    }

    /// <param name="shareStep">Step of the overall rating's shares; null: it has none.</param>
    private static IEnumerable<ReportRow> OfParticipation(string scope, string wave, PublishedParticipation? participation, int? shareStep)
    {
        if (participation?.ResponseRate is { } rate)
        {
            yield return ReportRow.OfShare(scope, wave, "", "response_rate", rate, ShownRate.Step, participation.Asked);
        }
        else if (participation?.ResponseBand is { } band)
        {
            var (low, high) = Ends(band);
            yield return ReportRow.OfRange(scope, wave, "", "response_rate", low, high, participation.Asked);
        }
        if (participation?.NoContact is { } noContact)
        {
            yield return ReportRow.OfShare(scope, wave, "", "no_contact", noContact, shareStep ?? FigureWords.UsualShareStep);
        }
    }

    private static (int Low, int High) Ends(string band) =>
        band switch
        {
            "under25" => (0, 25),
            "25to50" => (25, 50),
            "50to75" => (50, 75),
            "under50" => (0, 50),
            "25to75" => (25, 75),
            "over25" => (25, 100),
            "over50" => (50, 100),
            _ => (75, 100),
        };
}
