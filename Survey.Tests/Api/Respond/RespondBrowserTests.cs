using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class RespondBrowserTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task Without_JavaScript_follow_ups_appear_sections_fold_and_answers_are_stored()
    {
        var page = await Browser.NewPageAsync(javaScript: false, width: 360);
        await page.GotoAsync(Address(RespondSite.Token(_site.Next())));
        var followUp = page.Locator("input[name='IT-ALL.waiting-reason']").First;
        var hidden = await followUp.IsVisibleAsync();
        await page.Locator("input[name='IT-ALL.waiting'][value='2']").CheckAsync();
        var shown = await followUp.IsVisibleAsync();
        await page.Locator("input[name='IT-ALL.waiting'][value='3']").CheckAsync();
        var hiddenAgain = await followUp.IsVisibleAsync();
        await page.Locator("input[name='HR-SALES:noContact']").CheckAsync();
        var folded = await page.Locator("input[name='HR-SALES.overall']").First.IsVisibleAsync();
        await page.Locator("input[name='IT-ALL.overall'][value='5']").CheckAsync();

        await page.Locator("button[type=submit]").ClickAsync();

        var title = await page.Locator("h1").TextContentAsync();
        await page.Context.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That((hidden, shown, hiddenAgain, folded), Is.EqualTo((false, true, false, false)));
            Assert.That(title, Is.EqualTo("Thank you!"));
        });
    }

    [Test]
    public async Task A_rating_behind_the_hash_is_marked_and_the_keyboard_does_the_rest()
    {
        var page = await Browser.NewPageAsync();
        await page.GotoAsync(Address(RespondSite.Token(_site.Next())) + "#IT-ALL.overall=2");
        var marked = await page.Locator("input[name='IT-ALL.overall']:checked").InputValueAsync();

        await page.Keyboard.PressAsync("ArrowRight");
        var moved = await page.Locator("input[name='IT-ALL.overall']:checked").InputValueAsync();
        for (var i = 0; i < 60 && await page.EvaluateAsync<string>("document.activeElement.type") != "submit"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".respond-notice");

        var title = await page.Locator("h1").TextContentAsync();
        await page.Context.DisposeAsync();
        Assert.That((marked, moved, title), Is.EqualTo(("2", "3", "Thank you!")));
    }

    [TestCase("#IT-ALL.overall=9")]
    [TestCase("#IT-ALL.comment=1")]
    [TestCase("#%E0%A4%A=1")]
    [TestCase("#=")]
    public async Task A_hash_that_means_nothing_does_nothing(string hash)
    {
        var page = await Browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(Address(RespondSite.Token(_site.Next())) + hash);

        var marked = await page.Locator("input:checked").CountAsync();

        await page.Context.DisposeAsync();
        Assert.That((marked, errors.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Every_page_is_accessible_and_fits_a_small_phone_in_every_language([Values("en", "fi", "et", "pl", "fr")] string language, [Values] bool dark)
    {
        Assert.That(Language.Codes, Does.Contain(language));
        var token = RespondSite.Token(_site.Next());
        var page = await Browser.NewPageAsync(width: 320, height: 640, scheme: dark ? ColorScheme.Dark : ColorScheme.Light);
        var problems = new List<string>();

        foreach (var path in new[] { "r/" + token, "u/" + token, "privacy", "r/garbage" })
        {
            await page.GotoAsync($"{_site.Api.Address}{path}?language={language}#IT-ALL.waiting=1");
            await LookAsync(path);
        }
        await page.GotoAsync($"{_site.Api.Address}r/{token}?language={language}#IT-ALL.waiting=1");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("#problems");
        await LookAsync("refused");

        await page.Context.DisposeAsync();
        Assert.That(problems, Is.Empty);

        async Task LookAsync(string what)
        {
            problems.AddRange((await page.AxeAsync()).Select(problem => $"{what}: {problem}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                problems.Add($"{what}: wider than the screen");
            }
        }
    }

    [Test]
    public async Task The_whole_page_is_small()
    {
        var page = await _site.Client.GetByteArrayAsync($"/r/{RespondSite.Token(_site.Next())}");
        var files = System.Text.RegularExpressions.Regex.Matches(System.Text.Encoding.UTF8.GetString(page), "(?:href|src)=\"(/[^\"?]+\\.(?:css|js))\"")
            .Select(match => match.Groups[1].Value).ToList();
        var size = page.Length;
        foreach (var file in files)
        {
            size += (await _site.Client.GetByteArrayAsync(file)).Length;
        }

        TestContext.Out.WriteLine($"{page.Length} bytes of HTML, {size} in all");
        Assert.That(files, Has.Count.EqualTo(2));
        Assert.That(size, Is.LessThan(60_000));
    }

    [Test, Explicit("Writes pictures to look at into SURVEY_PICTURES.")]
    public async Task Pictures()
    {
        var folder = Environment.GetEnvironmentVariable("SURVEY_PICTURES")!;
        var token = RespondSite.Token(_site.Next());
        foreach (var (language, width, scheme) in new[] { ("en", 1440, ColorScheme.Light), ("fi", 360, ColorScheme.Light), ("pl", 320, ColorScheme.Dark), ("fr", 1440, ColorScheme.Dark), ("et", 360, ColorScheme.Light) })
        {
            var page = await Browser.NewPageAsync(width: width, height: 800, scheme: scheme);
            await page.GotoAsync($"{_site.Api.Address}r/{token}?language={language}#IT-ALL.waiting=2");
            await page.PictureAsync($"{folder}/form-{language}-{width}.png");
            await page.Locator("details summary").First.ClickAsync();
            await page.Locator("button[type=submit]").ClickAsync();
            await page.PictureAsync($"{folder}/error-{language}-{width}.png");
            foreach (var (name, address) in new[] { ("unknown", "r/abc"), ("optout", "u/" + token), ("privacy", "privacy") })
            {
                await page.GotoAsync($"{_site.Api.Address}{address}?language={language}");
                await page.PictureAsync($"{folder}/{name}-{language}-{width}.png");
            }
            await page.Context.DisposeAsync();
        }
    }

    private string Address(string token) => $"{_site.Api.Address}r/{token}";
}
