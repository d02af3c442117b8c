using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>What stands above and beside the first question on a phone of 360 x 740.</summary>
public sealed class FirstScreenTests
{
    private const int Width = 360;
    private const int Height = 740;

    private RespondSite _site = null!;
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _site = await RespondSite.StartAsync();
        await _site.Organisation.RunAsync(
            """
            update wave_unit set names = jsonb_build_object('en', 'Informaatioteknologia-, tietohallinto- ja laitehuoltopalvelut');
            update questionnaire set document = jsonb_set(document, '{questions}', (
                select jsonb_agg(case when item ->> 'key' = 'overall' then item || '{"scale": "satisfaction"}' else item end)
                from jsonb_array_elements(document -> 'questions') as item))
            """
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [SetUp]
    public async Task OpenAsync() => _page = await Browser.NewPageAsync(width: Width, height: Height);

    [TearDown]
    public async Task CloseAsync() => await _page.Context.DisposeAsync();

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public async Task The_answers_of_the_first_question_lie_on_the_first_screen_under_a_long_name(string language)
    {
        await GoAsync(language);

        var lowest = await _page
            .Locator("fieldset")
            .First.EvaluateAsync<double>(
                "one => Math.max(...[...one.querySelectorAll('label')].map(label => label.getBoundingClientRect().bottom))"
            );

        TestContext.Out.WriteLine($"{language}: {lowest}");
        Assert.That(await _page.Locator("fieldset").First.GetAttributeAsync("id"), Does.EndWith(".overall"));
        Assert.That(lowest, Is.LessThanOrEqualTo(Height));
    }

    [Test]
    public async Task It_says_whom_it_was_sent_to_and_what_somebody_else_should_do()
    {
        await _site.Organisation.RunAsync("update person set name = 'Maria Łucja Öhman'");
        await GoAsync("en");
        var folded = _page.Locator("details:has-text('Sent to MŁÖ. Not you?')");
        await Assertions.Expect(folded.Locator("p").First).ToBeHiddenAsync();

        await folded.Locator("summary").ClickAsync();

        await Assertions.Expect(folded.Locator("p").First).ToContainTextAsync("do not forward the link. Close this page and tell HR");
    }

    [Test]
    public async Task Each_service_says_who_sees_what_from_the_numbers_frozen_at_opening()
    {
        await using var site = await RespondSite.StartAsync();
        await site.Organisation.RunAsync("update wave_relationship set minimum_group = 6, minimum_comments = 12 where code = 'IT-ALL'");

        var page = await Html.ParseAsync(await site.Client.GetStringAsync($"/r/{RespondSite.Token(site.Next())}"));
        var (it, team) = (Section(page, "IT-ALL"), Section(page, "SALES-SALES"));

        Assert.That(it, Does.Contain("Nobody sees your answers. The lead of IT and HR see figures of 6 people or more."));
        Assert.That(it, Does.Contain("shown only if at least 12 people write one"));
        Assert.That(team, Does.Contain("Nobody sees your answers. The lead of your team and HR see figures of 7 people or more."));
        Assert.That(team, Does.Contain("Your team (SALES)").And.Contain("Working together in your team"));
        Assert.That(team, Does.Not.Contain("them").And.Not.Contain("this service").And.Not.Contain("there:"));
    }

    private static string Section(AngleSharp.Dom.IDocument page, string code) =>
        page.QuerySelector($".respond-service:has([name='{code}:noContact'])")!.TextContent;

    private Task<IResponse?> GoAsync(string language) =>
        _page.GotoAsync($"{_site.Api.Address}r/{RespondSite.Token(_site.Next())}?language={language}");
}
