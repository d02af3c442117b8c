using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class RespondBrowserTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

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
            await page.Locator("textarea").First.FillAsync("x");
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
}
