using Survey.Db.Results;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>A figure over several services of which some have few answers.</summary>
public sealed class FewWithinShownTests
{
    [Test]
    public async Task It_is_shown_exactly_beside_a_range_of_answers()
    {
        var overall = (await Html.ParseAsync(await Printed.HtmlAsync(WithFew()))).QuerySelector(".overall-figure")!;

        Assert.That(overall.QuerySelector("strong")!.TextContent, Is.EqualTo("3.66"));
        Assert.That(overall.TextContent, Does.Contain("173–189 answers · 95% interval").And.Contain("are made of 42 of these answers").And.Not.Contain("mean of fewer than 10 answers"));
        Assert.That(overall.QuerySelectorAll("circle.small-group"), Is.Empty);
    }

    private static OrganisationReport WithFew()
    {
        var organisation = SampleOrganisation.Make();
        var figures = new Dictionary<string, PublishedFigure>(organisation.All!.Figures)
        {
            ["overall"] = SampleFigures.Rating("overall", [4, 6, 8, 14, 10]) with { N = null, NBand = "173-189", Value = 3.66 },
        };
        return organisation with { All = organisation.All with { Figures = figures } };
    }
}
