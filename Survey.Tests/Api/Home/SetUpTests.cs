using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Home;

/// <summary>What the pages say before there are results.</summary>
public sealed class SetUpTests
{
    private ApiServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await ApiServer.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task In_an_empty_database_the_first_step_is_the_next_one()
    {
        var page = await PageAsync("/");

        Assert.That(page.QuerySelectorAll(".steps li"), Has.Length.EqualTo(6));
        Assert.That(page.QuerySelector(".steps [aria-current='step'] code")!.TextContent, Is.EqualTo("Survey.Api import units units.csv"));
        Assert.That(Done(page), Is.EqualTo(new[] { "Who sees the whole programme" }));
    }

    [Test]
    public async Task What_is_done_is_ticked_and_the_next_step_is_the_first_that_is_not()
    {
        var organisation = await Organisation.SmallAsync(_server.Test.Database);
        await organisation.RunAsync("delete from pulse");
        var page = await PageAsync("/");

        Assert.That(page.QuerySelector(".steps [aria-current='step'] code")!.TextContent, Is.EqualTo("Survey.Api pulse pulse.json"));
        Assert.That(Done(page), Has.Length.EqualTo(5));
    }

    [Test]
    public async Task Once_a_wave_is_there_no_steps_are_shown_and_the_next_wave_is()
    {
        await OpenWave.OpenAsync(await Organisation.SmallAsync(_server.Test.Database));
        var page = await PageAsync("/");

        Assert.That(page.QuerySelectorAll(".steps"), Is.Empty);
        Assert.That(page.QuerySelectorAll(".next"), Has.Length.EqualTo(1));
    }

    [TestCase("/pairs")]
    [TestCase("/reports")]
    [TestCase("/programme/waves")]
    public async Task A_page_without_results_leads_to_what_happens_next(string address) =>
        Assert.That((await PageAsync(address)).QuerySelector("main a.button")!.GetAttribute("href"), Is.EqualTo("/"));

    private static string[] Done(IDocument page) =>
        [
            .. page.QuerySelectorAll(".steps li")
                .Where(step => step.QuerySelector(".state") is not null)
                .Select(step => step.QuerySelector("span")!.ChildNodes[0].TextContent.Trim()),
        ];

    private Task<IDocument> PageAsync(string address) => _server.PageAsync("hr1@example.org", address, "hr");
}
