using Survey.Db.Languages;
using Survey.Reports.Sections;

namespace Survey.Reports.Headlines;

/// <summary>The headline of a report about one relationship.</summary>
public static class RelationshipHeadline
{
    public static Headline Of(RelationshipReport report, Language language)
    {
        var overall = OverallSentence.Of(report.Overall, language);
        return new Headline(overall, [overall]);
    }
}
