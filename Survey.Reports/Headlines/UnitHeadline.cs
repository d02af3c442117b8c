using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Reports.Contents;

namespace Survey.Reports.Headlines;

public static class UnitHeadline
{
    public static Headline Of(UnitReport report, Language language)
    {
        var words = new HeadlineWords(language);
        var asCustomer = report.Receives.Count > 0 ? words.Rating(report.AsCustomer?.Of(Item.Overall), "customer") : null;
        if (report.Provides.Count == 0)
        {
            return Headline.Of(asCustomer ?? language["headlines.services.nothing"]);
        }
        var services = new ServicesWords(new(report.Provides), language);
        var asProvider = words.Rating(report.AsProvider?.Of(Item.Overall), "provider");
        return Headline.Of(services.Title(asProvider), asProvider, services.Where() ?? services.Change(), asCustomer);
    }
}
