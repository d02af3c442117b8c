using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Reports.Sections;

namespace Survey.Reports.Headlines;

/// <summary>The headline of a report about a unit.</summary>
public static class UnitHeadline
{
    public static Headline Of(UnitReport report, Language language)
    {
        var overall = OverallSentence.Of((report.AsProvider ?? report.AsCustomer)?.Of(Item.Overall), language);
        return new Headline(overall, [overall]);
    }
}
