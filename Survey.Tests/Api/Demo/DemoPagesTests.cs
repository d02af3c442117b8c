using Microsoft.Playwright;
using Survey.Api.Demo;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

/// <summary>Every kind of page that a signed-in reader of the demo opens, in a real browser on a phone and on a desk.</summary>
public sealed class DemoPagesTests
{
    private const string Hr = "aino.virtanen@northgate.example";
    private const string Lead = "marek.kowalski@northgate.example";

    /// <summary>
    /// Targets under 24 x 24 px (WCAG 2.5.8, with its exception for links in a sentence), and links with one name and two addresses.
    /// </summary>
    private const string Stumbles = """
        () => {
          const seen = element => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().bottom > 0;
          const words = text => text.replace(/\s+/g, ' ').trim();
          const nameOf = link => words(link.getAttribute('aria-label') ?? link.textContent);
          const isInSentence = link => getComputedStyle(link).display === 'inline'
            && words(link.parentElement.textContent).length > words(link.textContent).length;
          const found = [];
          for (const target of document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')) {
            if (!seen(target) || isInSentence(target)) continue;
            const { width, height } = target.getBoundingClientRect();
            if (width < 23.9 || height < 23.9) found.push(`${width.toFixed(1)} x ${height.toFixed(1)}: ${nameOf(target)}`);
          }
          const addresses = new Map();
          for (const link of [...document.querySelectorAll('a[href]')].filter(seen)) {
            const before = addresses.get(nameOf(link)) ?? link.href;
            if (before !== link.href) found.push(`${nameOf(link)}: ${before} and ${link.href}`);
            addresses.set(nameOf(link), before);
          }
          return found;
        }
        """;

    private ApiServer _server = null!;
    private string _openWave = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync();
        await DemoLoader.LoadAsync(_server.Test.Database, TestFigureKey.Key, _server.Clock.Now, default);
        await WavePlanning.PlanDueAsync(_server.Test.Database, _server.Clock.Now, default);
        await DueWaves.OpenAsync(_server.Test.Database, _server.Clock.Now, default);
        _openWave = await new Organisation(_server.Test.Database).OneAsync<string>("select code from wave where state = 'open' limit 1");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase(Hr, 360)]
    [TestCase(Hr, 1440)]
    [TestCase(Lead, 360)]
    [TestCase(Lead, 1440)]
    public async Task Targets_are_large_enough_and_links_have_names_of_their_own(string email, int width)
    {
        var page = await PageAsync(email, width);
        List<string> found = [];
        foreach (var address in AddressesOf(email))
        {
            await page.GotoAsync($"{_server.Address}{address}");
            found.AddRange((await page.EvaluateAsync<string[]>(Stumbles)).Select(one => $"/{address}: {one}"));
        }
        await page.Context.DisposeAsync();

        Assert.That(found, Is.Empty);
    }

    [TestCase(360)]
    [TestCase(1440)]
    [TestCase(1920)]
    public async Task The_frame_stands_still_from_page_to_page(int width)
    {
        var page = await PageAsync(Hr, width);
        List<string> places = [];
        foreach (var address in AddressesOf(Hr))
        {
            await page.GotoAsync($"{_server.Address}{address}");
            places.Add(
                await page.EvaluateAsync<string>(
                    """
                    () => ['.page-product', '.page-header-row', 'main', '.page-footer']
                      .map(part => document.querySelector(part).getBoundingClientRect())
                      .map(box => `${box.left}+${box.width}`).join(' ')
                    """
                )
            );
        }
        await page.Context.DisposeAsync();

        Assert.That(places.Distinct(), Has.Exactly(1).Items);
    }

    [TestCase(Hr, 360)]
    [TestCase(Lead, 1440)]
    public async Task Every_page_is_accessible(string email, int width)
    {
        var page = await PageAsync(email, width);
        List<string> found = [];
        foreach (var address in AddressesOf(email))
        {
            await page.GotoAsync($"{_server.Address}{address}");
            found.AddRange((await page.AxeAsync()).Select(one => $"/{address}: {one}"));
        }
        await page.Context.DisposeAsync();

        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task An_explanation_is_closed_by_its_own_button_on_a_phone()
    {
        var page = await PageAsync(Lead, 360);
        await page.GotoAsync($"{_server.Address}relationships/IT-ALL?language=en");

        await page.Locator(".explain-button").First.ClickAsync();
        var text = page.Locator(".explain-text").First;
        Assert.That(await text.IsVisibleAsync(), Is.True);
        await text.GetByText("Close").ClickAsync();

        Assert.That(await text.IsVisibleAsync(), Is.False);
        await page.Context.DisposeAsync();
    }

    private IEnumerable<string> AddressesOf(string email) =>
        [
            "",
            "pairs",
            "pairs?view=matrix",
            "pairs?view=list",
            "reports",
            "relationships/IT-ALL",
            "units/IT",
            "help",
            .. email == Hr
                ?
                [
                    "reports/organisation",
                    "programme",
                    "programme/waves",
                    $"programme/waves/{_openWave}",
                    "programme/messages",
                    "programme/letters",
                    "programme/services",
                    "programme/services/it_support",
                ]
                : Array.Empty<string>(),
        ];

    private async Task<IPage> PageAsync(string email, int width)
    {
        var page = await Browser.NewPageAsync(width: width);
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await _server.SessionAsync(email),
                Url = _server.Address.ToString(),
            },
        ]);
        return page;
    }
}
