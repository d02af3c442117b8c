using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>The overall question comes first (rule D10), and each rating has the words of its scale.</summary>
public sealed class FormOrderTests
{
    private const string Section = ".respond-service:has([name='IT-ALL:noContact'])";

    private RespondSite _site = null!;
    private IPage _page = null!;
    private string _token = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _site = await RespondSite.StartAsync();
        await _site.Organisation.RunAsync(
            """
            update questionnaire set document = jsonb_set(
                jsonb_set(document, '{breakdownPoints,1,scale}', '"speed"'), '{questions}', (
                    select jsonb_agg(case when item ->> 'key' = 'overall' then item || '{"scale": "satisfaction"}' else item end)
                    from jsonb_array_elements(document -> 'questions') as item))
            """
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [SetUp]
    public async Task OpenAsync()
    {
        _token = RespondSite.Token(_site.Next());
        _page = await Browser.NewPageAsync(width: 360);
    }

    [TearDown]
    public async Task CloseAsync() => await _page.Context.DisposeAsync();

    [TestCase("")]
    [TestCase("#IT-ALL.overall=2")]
    [TestCase("#IT-ALL.waiting=2")]
    public async Task Overall_comes_first_whatever_the_link_chooses(string hash)
    {
        await GoAsync(hash);

        Assert.That(await FirstAsync(), Is.EqualTo("IT-ALL.overall"));
        Assert.That(await _page.Locator("input:checked").CountAsync(), Is.EqualTo(hash.Length == 0 ? 0 : 1));
    }

    [Test]
    public async Task Overall_stays_first_in_a_draft_after_a_reload_and_after_a_refusal()
    {
        await GoAsync("#IT-ALL.waiting=2");
        await GoAsync("");
        await Assertions.Expect(_page.Locator("#restored")).ToBeVisibleAsync();
        var restored = await FirstAsync();
        await _page.ReloadAsync();
        var reloaded = await FirstAsync();

        await _page.ReadForASecondAsync();
        await _page.Locator(".respond-send button[type=submit]").ClickAsync();
        await Assertions.Expect(_page.Locator("#problems")).ToBeFocusedAsync();
        var refused = await FirstAsync();
        await _page.Locator("#problems a").First.ClickAsync();

        Assert.That((restored, reloaded, refused), Is.EqualTo(("IT-ALL.overall", "IT-ALL.overall", "IT-ALL.overall")));
        await Assertions.Expect(_page.Locator("[name='IT-ALL.waiting'][value='2']")).ToBeCheckedAsync();
    }

    [TestCase(360)]
    [TestCase(1440)]
    public async Task Every_point_of_a_rating_is_named_on_the_screen_and_for_screen_readers(int width)
    {
        await _page.SetViewportSizeAsync(width, 800);
        await GoAsync("#IT-ALL.overall=4");
        var overall = _page.Locator($"{Section} [id='IT-ALL.overall']");

        foreach (
            var name in new[]
            {
                "1 Very dissatisfied",
                "2 Dissatisfied",
                "3 Neither satisfied nor dissatisfied",
                "4 Satisfied",
                "5 Very satisfied",
            }
        )
        {
            await Assertions.Expect(overall.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true })).ToHaveCountAsync(1);
            await Assertions.Expect(overall.GetByText(name[2..], new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(overall.GetByText(name[2..], new() { Exact = true })).ToBeInViewportAsync();
        }
    }

    private Task<IResponse?> GoAsync(string hash) => _page.GotoAsync($"{_site.Api.Address}r/{_token}{hash}");

    private Task<string> FirstAsync() =>
        _page.EvaluateAsync<string>("section => document.querySelector(section + ' .respond-questions input').name", Section);
}
