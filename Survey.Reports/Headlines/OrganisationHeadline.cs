using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Reports.Sections;

namespace Survey.Reports.Headlines;

/// <summary>The headline of a report about a whole wave.</summary>
public static class OrganisationHeadline
{
    public static Headline Of(OrganisationReport report, Language language)
    {
        var overall = OverallSentence.Of(report.All?.Of(Item.Overall), language);
        return new Headline(overall, [overall]);
    }
}
