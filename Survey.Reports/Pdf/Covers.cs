using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Headlines;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>The cover of each sort of report.</summary>
internal static class Covers
{
    private const int AtEachEnd = 3;

    public static Cover Of(RelationshipReport report, Language language) => new(
        language["report.kind.relationship"], report.Relationship.Service.In(language.Code), report.Relationship.Pair(language), report.Wave,
        RelationshipHeadline.Of(report, language).Message, report.Overall,
        report.Questionnaire.BreakdownPoints.Count == 0 ? []
            : [new CoverPart(language["report.section.steps"], [.. report.Questionnaire.BreakdownPoints.Select((point, index) =>
                new CoverRow(index + 1, point.Name.In(language.Code), report.All.Of(point.Code), point.Standard?.Target))])]);

    public static Cover Of(OrganisationReport report, Language language) => new(
        language["report.kind.organisation"], OrganisationReportView.Title(report, new Reader(language, true)), null, report.Wave,
        OrganisationHeadline.Of(report, language).Message, report.All?.Of(Item.Overall), Ends(report.Relationships, language));

    public static Cover Of(UnitReport report, Language language) => new(
        language["report.kind.unit"], report.Unit.Names.In(language.Code), null, report.Wave,
        UnitHeadline.Of(report, language).Message, (report.AsProvider ?? report.AsCustomer)?.Of(Item.Overall),
        Ends(report.AsProvider is null ? report.Receives : report.Provides, language));

    /// <summary>The services whose overall rating is shown, lowest first; of many only both ends.</summary>
    private static IReadOnlyList<CoverPart> Ends(IReadOnlyList<RelationshipResult> results, Language language)
    {
        List<CoverRow> rows =
        [
            .. results.Where(result => result.Cell.Of(Item.Overall) is { Value: not null })
                .OrderBy(result => result.Cell.Of(Item.Overall)!.Value)
                .ThenBy(result => result.Relationship.Code, StringComparer.OrdinalIgnoreCase)
                .Select(result => new CoverRow(null, result.Relationship.Title(language), result.Cell.Of(Item.Overall), null)),
        ];
        return rows.Count == 0 ? []
            : rows.Count <= 2 * AtEachEnd ? [new CoverPart(language["report.section.ranking"], rows)]
            : [new CoverPart(language["report.cover.lowest"], rows[..AtEachEnd]), new CoverPart(language["report.cover.highest"], rows[^AtEachEnd..])];
    }
}
