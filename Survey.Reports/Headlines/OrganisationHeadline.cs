using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Reports.Contents;

namespace Survey.Reports.Headlines;

public static class OrganisationHeadline
{
    public static Headline Of(OrganisationReport report, Language language)
    {
        var facts = new ServicesFacts(report.Relationships);
        var services = new ServicesWords(facts, language);
        var rating = new HeadlineWords(language).Rating(report.All?.Of(Item.Overall), "overall");
        return facts.AnyShown
            ? Headline.Of(services.Title(rating), rating, services.Where(), services.Change())
            : Headline.Of(services.Title(rating));
    }
}
