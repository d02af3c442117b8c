using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>A figure over several services, one of which has few answers: exact but for the number of its answers.</summary>
public sealed class FewWithinTests
{
    [Test]
    public async Task It_is_no_figure_of_few_answers_and_says_of_how_many_its_distribution_is_made()
    {
        var figure = await ParseAsync(SampleFigures.WithFew("overall", 20, 30, 40, 60, 50));

        Assert.That(figure.TextContent, Does.Contain("3.45").And.Contain("205–209 answers · 95% interval").And.Contain("mean with 95% interval"));
        Assert.That(figure.TextContent, Does.Contain("are made of 200 of these answers"));
        Assert.That(figure.TextContent, Does.Not.Contain("mean of fewer than 10 answers"));
        Assert.That(figure.QuerySelectorAll(".small-group"), Is.Empty);
    }

    [Test]
    public async Task Few_answers_by_themselves_are_marked_and_told_as_such()
    {
        var figure = await ParseAsync(SampleFigures.Rating("overall", 0, 1, 2, 3, 2));

        Assert.That(figure.TextContent, Does.Contain("5–9 answers").And.Contain("mean of fewer than 10 answers").And.Not.Contain("mean with 95% interval"));
        Assert.That(figure.QuerySelectorAll(".chart-legend .small-group, svg.overall .s-accent"), Has.Length.EqualTo(2), "a hollow dot");
    }

    [TestCase("en", "1,180–1,184 answers")]
    [TestCase("fi", "1 180–1 184 vastausta")]
    [TestCase("et", "1 180–1 184 vastust")]
    [TestCase("pl", "1 180–1 184 odpowiedzi")]
    [TestCase("fr", "1 180–1 184 réponses")]
    public void A_range_of_answers_is_written_as_numbers_of_the_language(string language, string words)
    {
        var figure = SampleFigures.Rating("overall", 20, 30, 40, 60, 50) with { N = null, NBand = "1180-1184" };

        Assert.That(new FigureWords(Language.Of(language)).AnswerCount(figure).Replace('\u00A0', ' ').Replace('\u202F', ' '), Is.EqualTo(words));
    }

    private static async Task<IElement> ParseAsync(PublishedFigure overall)
    {
        var organisation = SampleOrganisation.Make();
        var all = organisation.All!;
        var page = await Html.ParseAsync(await Printed.HtmlAsync(
            organisation with { All = all with { Figures = new Dictionary<string, PublishedFigure>(all.Figures) { ["overall"] = overall } } }));
        return page.QuerySelector(".overall-figure")!;
    }
}
