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
    public async Task In_an_empty_database_commands_are_needed_for_the_first_sign_in_alone()
    {
        var page = await Html.ParseAsync(await _server.Client.GetStringAsync("/"));

        Assert.That(
            page.QuerySelectorAll(".steps code").Select(command => command.TextContent),
            Is.EqualTo(["Survey.Api grant hr name@example.org", "Survey.Api sign-in-link name@example.org"])
        );
    }

    [Test]
    public async Task Until_a_wave_is_there_HR_is_led_to_the_checklist() =>
        Assert.That((await PageAsync("/")).QuerySelector("main a.button[href='/programme']"), Is.Not.Null);

    [Test]
    public async Task Once_a_wave_is_there_no_steps_are_shown_and_the_next_wave_is()
    {
        await OpenWave.OpenAsync(await Organisation.SmallAsync(_server.Test.Database));
        var page = await PageAsync("/");

        Assert.That(page.QuerySelectorAll(".steps"), Is.Empty);
        Assert.That(page.QuerySelectorAll(".next"), Has.Length.EqualTo(1));
    }

    [TestCase("/pairs", "/")]
    [TestCase("/reports", "/")]
    [TestCase("/programme/waves", "/programme/set-up")]
    [TestCase("/programme/letters", "/programme/pulses/new")]
    public async Task A_page_without_results_leads_to_what_happens_next(string address, string next) =>
        Assert.That((await PageAsync(address)).QuerySelector("main a.button")!.GetAttribute("href"), Is.EqualTo(next));

    private Task<IDocument> PageAsync(string address) => _server.PageAsync("hr1@example.org", address, "hr");
}
