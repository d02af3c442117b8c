using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Headlines;
using Survey.Reports.Sections.Organisation;

namespace Survey.Reports.Pdf;

internal static class Covers
{
    private const int AtEachEnd = 3;
    private const int MostRows = 7;

    public static Cover Of(RelationshipReport report, Language language) =>
        new(
            language["report.kind.relationship"],
            report.Relationship.Service.In(language.Code),
            report.Relationship.Pair(language),
            report.Wave,
            Message(RelationshipHeadline.Of(report, language)),
            report.Overall,
            report.Questionnaire.BreakdownPoints.Count == 0
                ? []
                :
                [
                    new CoverPart(
                        language["report.section.steps"],
                        [
                            .. report.Questionnaire.BreakdownPoints.Select(
                                (point, index) =>
                                    new CoverRow(index + 1, point.Name.In(language.Code), report.All.Of(point.Code), point.Standard?.Target)
                            ),
                        ]
                    ),
                ]
        );

    public static Cover Of(OrganisationReport report, Language language) =>
        new(
            language["report.kind.organisation"],
            OrganisationReportView.Title(report, new Reader(language, true)),
            null,
            report.Wave,
            Message(OrganisationHeadline.Of(report, language)),
            report.All?.Of(Item.Overall),
            TakeFitting([
                .. Problems(report.Relationships, language),
                .. LowestAndHighest(report.Relationships, language["report.section.ranking"], language),
            ])
        );

    public static Cover Of(UnitReport report, Language language) =>
        new(
            language["report.kind.unit"],
            report.Unit.Names.In(language.Code),
            null,
            report.Wave,
            Message(UnitHeadline.Of(report, language)),
            (report.AsProvider ?? report.AsCustomer)?.Of(Item.Overall),
            TakeFitting([
                .. Problems(report.Provides, language),
                .. LowestAndHighest(report.Provides, language["report.section.asProvider"], language),
                .. LowestAndHighest(report.Receives, language["report.section.asCustomer"], language),
            ])
        );

    /// <summary>The first parts whose rows fit on a cover, however long the names are.</summary>
    private static IReadOnlyList<CoverPart> TakeFitting(IReadOnlyList<CoverPart> parts)
    {
        var rows = 0;
        return [.. parts.TakeWhile(part => (rows += part.Rows.Count) <= MostRows)];
    }

    private static IReadOnlyList<string> Message(Headline headline) => [headline.Title, .. headline.Message];

    private static IReadOnlyList<CoverPart> Problems(IReadOnlyList<RelationshipResult> results, Language language)
    {
        List<CoverRow> rows =
        [
            .. Attention
                .Of(results)
                .Problems()
                .Take(AtEachEnd)
                .Select(problem => new CoverRow(
                    null,
                    $"{problem.Step!.In(language.Code)} · {problem.Relationship.Pair(language)}",
                    problem.Figure,
                    problem.Target
                )),
        ];
        return rows.Count == 0 ? [] : [new CoverPart(language["report.section.missed"], rows)];
    }

    /// <summary>Services with a shown overall rating: first those with an order, lowest first. Of many, only both ends.</summary>
    /// <param name="heading">For few services, which are all shown.</param>
    private static IReadOnlyList<CoverPart> LowestAndHighest(IReadOnlyList<RelationshipResult> results, string heading, Language language)
    {
        var shown = results
            .Where(result => result.Overall is { IsShown: true })
            .OrderBy(result => result.Relationship.Code, StringComparer.OrdinalIgnoreCase)
            .Select(result => new CoverRow(null, result.Relationship.Title(language), result.Overall, null))
            .ToList();
        List<CoverRow> ranked = [.. shown.Where(row => row.Figure!.HasTrend).OrderBy(row => row.Figure!.Value)];
        return shown.Count == 0 ? []
            : ranked.Count <= 2 * AtEachEnd
                ? [new CoverPart(heading, [.. ranked.Concat(shown.Where(row => !row.Figure!.HasTrend)).Take(2 * AtEachEnd)])]
            :
            [
                new CoverPart(language["report.cover.lowest"], ranked[..AtEachEnd]),
                new CoverPart(language["report.cover.highest"], ranked[^AtEachEnd..]),
            ];
    }
}
