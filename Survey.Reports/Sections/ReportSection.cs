using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>A part of a report, declared once for page and PDF. Its heading is the text "report.section.KEY".</summary>
/// <param name="Component">Takes the report as its parameter <c>Report</c>.</param>
/// <param name="Applies">Whether the report has anything to say here.</param>
public sealed record ReportSection<TReport>(string Key, Type Component, Func<TReport, bool> Applies);

/// <summary>What each report consists of, in order.</summary>
public static class ReportSections
{
    public static IReadOnlyList<ReportSection<RelationshipReport>> Relationship { get; } =
    [
        new("overall", typeof(OverallSection), _ => true),
        new("participation", typeof(ParticipationSection), _ => true),
        new("steps", typeof(StepsSection), report => report.Questionnaire.BreakdownPoints.Count > 0),
        new("trend", typeof(TrendSection), report => report.Trend.Count > 1),
        new("directions", typeof(DirectionsSection), report => report.Reverse.Count > 0),
        new("units", typeof(UnitsSection), report => report.ByUnit.Count > 0),
        new("employment", typeof(EmploymentSection), report => report.ByEmployment.Count > 0),
        new("questions", typeof(QuestionsSection), report => report.OtherFigures.Any()),
        new("comments", typeof(CommentsSection), report => report.HasWords),
        new("method", typeof(RelationshipMethodSection), _ => true),
    ];

    public static IReadOnlyList<ReportSection<OrganisationReport>> Organisation { get; } =
    [
        new("overall", typeof(OrganisationOverallSection), _ => true),
        new("ranking", typeof(OrganisationRankingSection), _ => true),
        new("changes", typeof(OrganisationChangesSection), report => Attention.Of(report.Relationships).Changed().Any()),
        new("missed", typeof(OrganisationMissedSection), report => Attention.Of(report.Relationships).Missed().Any()),
        new("matrix", typeof(MatrixSection), report => report.Pairs.Cells.Count > 0),
        new("participation", typeof(OrganisationParticipationSection), _ => true),
        new("method", typeof(OrganisationMethodSection), _ => true),
    ];

    public static IReadOnlyList<ReportSection<UnitReport>> Unit { get; } =
    [
        new("asProvider", typeof(UnitProviderSection), _ => true),
        new("asCustomer", typeof(UnitCustomerSection), _ => true),
        new("changes", typeof(UnitChangesSection), report => Attention.Of(report.Provides).Changed().Any()),
        new("missed", typeof(UnitMissedSection), report => Attention.Of(report.Provides).Missed().Any()),
        new("unitComments", typeof(UnitCommentsSection), report => report.Comments.Count > 0),
        new("method", typeof(UnitMethodSection), _ => true),
    ];
}
