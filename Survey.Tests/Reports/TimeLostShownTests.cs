using AngleSharp.Dom;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>Work time lost over several services, on the page of the organisation and of a unit.</summary>
public sealed class TimeLostShownTests
{
    [Test]
    public async Task The_organisation_shows_the_middle_answer_and_the_shares()
    {
        var organisation = SampleOrganisation.Make();
        var section = (await ParseAsync(organisation)).QuerySelector("#timeLost")!;

        Assert.That(section.QuerySelector("p")!.TextContent, Does.Contain("Median answer: under 15 minutes · about 410 answers"));
        Assert.That(
            section.QuerySelectorAll("tr").Select(row => Words(row.QuerySelector("th")!) + " " + Words(row.QuerySelector("td")!)),
            Is.EqualTo(
                new[] { "none 33%", "under 15 minutes 25%", "15 minutes to 1 hour 20%", "1 to 4 hours under 1%", "more than 4 hours 22%" }
            )
        );
    }

    [Test]
    public async Task Of_fewer_than_25_answers_the_outer_answers_are_told_together()
    {
        var organisation = SampleOrganisation.Make();
        var figures = new Dictionary<string, PublishedFigure>(organisation.All!.Figures)
        {
            ["*time_lost"] = SampleFigures.Of("*time_lost", FigureKind.TimeLost, 6, 4, 6, 3, 1),
        };
        var section = (await ParseAsync(organisation with { All = organisation.All with { Figures = figures } })).QuerySelector(
            "#timeLost"
        )!;

        Assert.That(
            section.QuerySelectorAll("tr").Select(row => Words(row.QuerySelector("th")!) + " " + Words(row.QuerySelector("td")!)),
            Is.EqualTo(new[] { "none, under 15 minutes 60%", "15 minutes to 1 hour 40%", "1 to 4 hours, more than 4 hours 20%" }),
            "50, 30 and 20 % in steps of 20"
        );
    }

    [Test]
    public async Task Hidden_it_is_words_and_history_has_none() =>
        Assert.Multiple(async () =>
        {
            var organisation = SampleOrganisation.Make(hidden: true);
            var history = organisation with { Wave = SampleReport.Wave(5, 6, imported: true) };

            Assert.That((await ParseAsync(organisation)).QuerySelector("#timeLost")!.TextContent, Does.Contain("not enough answers"));
            Assert.That((await ParseAsync(history)).QuerySelector("#timeLost"), Is.Null);
        });

    [Test]
    public async Task A_unit_shows_what_its_customers_lost_and_what_it_lost_itself_where_several_services_join()
    {
        var unit = SampleOrganisation.MakeUnit();
        var one = unit with { Receives = [.. unit.Receives.Take(1)] };

        Assert.That(
            Titles(await Html.ParseAsync(await Printed.HtmlAsync(unit))),
            Is.EqualTo(new[] { "Lost by this unit’s customers", "Lost by this unit’s own people" })
        );
        Assert.That(Titles(await Html.ParseAsync(await Printed.HtmlAsync(one))), Is.EqualTo(new[] { "Lost by this unit’s customers" }));
    }

    private static IEnumerable<string> Titles(IDocument page) => page.QuerySelectorAll("#timeLost h3").Select(title => title.TextContent);

    private static string Words(IElement element) => element.TextContent.Replace('\u00A0', ' ').Trim();

    private static async Task<IDocument> ParseAsync(OrganisationReport report) => await Html.ParseAsync(await Printed.HtmlAsync(report));
}
