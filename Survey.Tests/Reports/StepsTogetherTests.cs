using AngleSharp.Dom;
using Survey.Db.Results;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>Which steps matter most, and how far the service stays good, as a report shows them (rules D4 and D5).</summary>
public sealed class StepsTogetherTests
{
    private static readonly PublishedVerdict[] Verdicts =
    [
        Against("step1", Verdict.Better, 0.4),
        Against("step2", Verdict.Worse, -0.8),
        Against("step3", Verdict.Worse, -0.3),
        Against("step5", Verdict.NoChange, 0.4),
    ];

    private static readonly PublishedStep[] Found =
    [
        new(1, "step1", 40, 30, 55, 90),
        new(1, "step2", 5, 0, 15, 40),
        new(1, "step3", 10, 5, 20, 30),
        new(1, "step4", 20, 10, 35, 30),
        new(1, "step5", 35, 25, 50, 20),
    ];

    [Test]
    public async Task Steps_that_miss_their_target_come_before_more_important_ones()
    {
        var page = await ParseAsync(Found);
        Assert.That(
            page.QuerySelectorAll("#drivers tbody tr").Select(Words),
            Is.EqualTo(
                new[]
                {
                    "3 Being kept informed Look here first 10% 5–20% ▼below the target −0.3",
                    "2 Waiting 5% 0–15% ▼below the target −0.8",
                    "1 Getting in touch 40% 30–55% ▲above the target +0.4",
                    "5 Follow-up 35% 25–50% ≈no clear difference from the target +0.4",
                    "4 Quality of the solution 20% 10–35% –",
                }
            )
        );
    }

    [Test]
    public async Task Both_charts_stand_beside_their_tables()
    {
        var page = await ParseAsync(Found);
        Assert.That(
            page.QuerySelectorAll("svg.importance text").Select(text => text.TextContent).Take(20),
            Is.SupersetOf(new[] { "3", "2", "1", "5" })
        );
        Assert.That(
            page.QuerySelector("svg.importance desc")!.TextContent,
            Does.Contain("Quality of the solution: importance 20%, distance to target –")
        );
        Assert.That(page.QuerySelector("svg.funnel desc")!.TextContent, Does.Contain("Waiting: 40% still satisfied, 50% lost here"));
    }

    [Test]
    public async Task The_funnel_keeps_the_order_of_the_journey_and_names_the_largest_loss()
    {
        var page = await ParseAsync(Found);
        Assert.That(
            page.QuerySelectorAll(".funnel tbody tr").Select(Words),
            Is.EqualTo(
                new[]
                {
                    "1 Getting in touch 90% −10%",
                    "2 Waiting 40% −50%",
                    "3 Being kept informed 30% −10%",
                    "4 Quality of the solution 30% –",
                    "5 Follow-up 20% −10%",
                }
            )
        );
        Assert.That(Words(page.QuerySelector(".funnel-largest th")!), Is.EqualTo("2 Waiting"));
        Assert.That(page.QuerySelector("#funnel")!.TextContent, Does.Contain("Largest loss: “Waiting”, 90% → 40%."));
    }

    [Test]
    public async Task Nothing_is_said_where_nothing_was_found()
    {
        Assert.That((await ParseAsync()).QuerySelector("#drivers, #funnel"), Is.Null);
        var funnel = await ParseAsync([
            .. Found.Select(step => step with { Importance = null, ImportanceLow = null, ImportanceHigh = null }),
        ]);
        Assert.That(funnel.QuerySelector("#drivers"), Is.Null);
        Assert.That(funnel.QuerySelector("#funnel"), Is.Not.Null);
        var drivers = await ParseAsync([.. Found.Select(step => step with { Reached = null })]);
        Assert.That(drivers.QuerySelector("#drivers"), Is.Not.Null);
        Assert.That(drivers.QuerySelector("#funnel"), Is.Null);
    }

    [Test]
    public async Task A_service_that_loses_nobody_names_no_loss()
    {
        var page = await ParseAsync([.. Found.Select(step => step with { Reached = 100 })]);
        Assert.That(page.QuerySelector("#funnel")!.TextContent, Does.Not.Contain("Largest loss"));
        Assert.That(page.QuerySelectorAll(".funnel-largest"), Is.Empty);
    }

    [Test]
    public async Task Of_two_equal_losses_none_is_called_the_largest()
    {
        var page = await ParseAsync([.. Found.Select((step, index) => step with { Reached = 100 - 20 * Math.Min(index, 2) })]);
        Assert.That(page.QuerySelector("#funnel")!.TextContent, Does.Not.Contain("Largest loss"));
        Assert.That(page.QuerySelectorAll(".funnel-largest"), Is.Empty);
    }

    private static PublishedVerdict Against(string step, Verdict called, double difference) =>
        new(1, step, Survey.Db.Results.Against.Target, null, called, difference, null, null);

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IDocument> ParseAsync(params PublishedStep[] found) =>
        await Html.ParseAsync(await Printed.HtmlAsync(SampleReport.Make(verdicts: Verdicts) with { Found = found }));
}
