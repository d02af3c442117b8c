using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>HR decides about a coming wave on a small phone, without script and without a pointer.</summary>
public sealed class WaveKeyboardTests
{
    private const int MostTabs = 60;

    private ApiServer _server = null!;
    private IPage _page = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RunAsync("update pulse set approval = 'required', first_date = '2026-03-01'");
        _page = await Browser.NewPageAsync(javaScript: false, width: 360);
        await _page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await _server.SessionAsync("hr1@example.org", "hr"),
                Url = _server.Address.ToString(),
            },
        ]);
        await _page.GotoAsync(_server.Address + "programme/waves/MONTHLY-2026-04-06");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _page.Context.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Approves_and_takes_the_approval_back()
    {
        await PressAsync("form[action$='/approve'] button", "Enter");
        await SaysAsync("The wave is approved.");
        await PressAsync("form[action$='/withdraw'] button", "Enter");
        await SaysAsync("The approval is taken back.");
    }

    [Test]
    public async Task Postpones()
    {
        await PressAsync("form[action$='/postpone'] input[name=day]", "0");
        // The browser's own language puts the month first.
        await _page.Keyboard.TypeAsync("4102026");
        await _page.Keyboard.PressAsync("Enter");

        await SaysAsync("The wave is postponed.");
        await Assertions.Expect(_page.Locator("main")).ToContainTextAsync("opens on 10 April 2026");
    }

    [Test]
    public async Task Cancels_after_ticking_the_box()
    {
        await PressAsync("form[action$='/cancel'] input[name=sure]", "Space");
        await PressAsync("form[action$='/cancel'] button", "Enter");

        await SaysAsync("The wave is cancelled.");
    }

    /// <summary>Goes from one control to the next until it is there.</summary>
    private async Task PressAsync(string control, string key)
    {
        for (var tabs = 0; await _page.Locator(control + ":focus").CountAsync() == 0; tabs++)
        {
            Assert.That(tabs, Is.LessThan(MostTabs), $"{control} can't be reached");
            await _page.Keyboard.PressAsync("Tab");
        }
        await _page.Keyboard.PressAsync(key);
    }

    private Task SaysAsync(string words) => Assertions.Expect(_page.Locator("[role=status]")).ToHaveTextAsync(words);
}
