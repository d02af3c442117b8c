using Survey.Db.Results;
using Survey.Reports.Contents;
using Survey.Reports.Sections.Organisation;
using Survey.Reports.Sections.Relationship;
using Survey.Reports.Sections.Unit;

namespace Survey.Reports.Sections;

/// <summary>A section, declared once for page and PDF. Its heading is the text "report.section.KEY".</summary>
/// <param name="Component">Takes the report as its parameter <c>Report</c>.</param>
/// <param name="Topic">Explained beside the heading, see <see cref="Charts.Explanations"/>; null: nothing.</param>
public sealed record ReportSection<TReport>(string Key, Type Component, Func<TReport, bool> Applies, string? Topic = null);

public static class ReportSections
{
    public static IReadOnlyList<ReportSection<RelationshipReport>> Relationship { get; } =
    [
        new("overall", typeof(OverallSection), _ => true, "mean"),
        new("participation", typeof(ParticipationSection), _ => true, "responseRate"),
        new("steps", typeof(StepsSection), report => report.Questionnaire.BreakdownPoints.Count > 0, "distribution"),
        new("cases", typeof(CasesSection), report => report.Cases.Cases.Count > 0),
        new("told", typeof(AnnouncementsSection), report => report.Announcements.Count > 0),
        new("drivers", typeof(DriversSection), report => report.Together.Drivers.Count > 0, "drivers"),
        new("funnel", typeof(FunnelSection), report => report.Together.Funnel.Count > 0, "funnel"),
        new("trend", typeof(TrendSection), report => report.Trend.Count > 1, "trend"),
        new("directions", typeof(DirectionsSection), report => report.Reverse.Count > 0),
        new("units", typeof(UnitsSection), report => report.ByUnit.Count > 0, "blur"),
        new("employment", typeof(EmploymentSection), report => report.ByEmployment.Count > 0, "blur"),
        new("questions", typeof(QuestionsSection), report =>
            report.OtherFigures.Any(figure => figure.Shown != Shown.Hidden || !report.Wave.Imported)
        ),
        new("comments", typeof(CommentsSection), report => report.HasWords, "comments"),
        new("method", typeof(RelationshipMethodSection), _ => true),
    ];

    public static IReadOnlyList<ReportSection<OrganisationReport>> Organisation { get; } =
    [
        new("overall", typeof(OrganisationOverallSection), _ => true, "rollUp"),
        new("participation", typeof(OrganisationParticipationSection), _ => true, "responseRate"),
        new("trend", typeof(OrganisationTrendSection), report => report.Trend.Count > 1, "trend"),
        new("ranking", typeof(OrganisationRankingSection), _ => true, "interval"),
        new("changes", typeof(OrganisationChangesSection), report => Attention.Of(report.Relationships).Changed().Any(), "verdict"),
        new("missed", typeof(OrganisationMissedSection), report => Attention.Of(report.Relationships).Problems().Any(), "target"),
        new("timeLost", typeof(OrganisationTimeLostSection), report => !report.Wave.Imported),
        new("unitParticipation", typeof(UnitParticipationSection), report => report.UnitParticipation.Count > 1),
        new("matrix", typeof(MatrixSection), report => report.Pairs.Cells.Count > 0),
        new("method", typeof(OrganisationMethodSection), _ => true),
    ];

    public static IReadOnlyList<ReportSection<UnitReport>> Unit { get; } =
    [
        new("asProvider", typeof(UnitProviderSection), _ => true, "rollUp"),
        new("asCustomer", typeof(UnitCustomerSection), _ => true),
        new("changes", typeof(UnitChangesSection), report => Attention.Of(report.Provides).Changed().Any(), "verdict"),
        new("missed", typeof(UnitMissedSection), report => Attention.Of(report.Provides).Problems().Any(), "target"),
        new("timeLost", typeof(UnitTimeLostSection), report => report.TimeLost.Any()),
        new("unitComments", typeof(UnitCommentsSection), report => report.Comments.Count > 0, "comments"),
        new("method", typeof(UnitMethodSection), _ => true),
    ];
}
