using Microsoft.Playwright;
using Survey.Api.Demo;
using Survey.Db;
using Survey.Db.Tokens;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

/// <summary>Writes the pictures of README.md into the folder that SURVEY_PICTURES names, from the demo organisation.</summary>
[Explicit("Makes the pictures of README.md; see make pictures.")]
public sealed class ReadmePictures
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync();
        await DemoLoader.LoadAsync(_server.Test.Database, TestFigureKey.Key, _server.Clock.Now, default);
        await WavePlanning.PlanDueAsync(_server.Test.Database, _server.Clock.Now, default);
        await DueWaves.OpenAsync(_server.Test.Database, _server.Clock.Now, default);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Relationship()
    {
        var page = await Browser.NewPageAsync(width: 1200);
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await _server.SessionAsync("aino.virtanen@northgate.example"),
                Url = _server.Address.ToString(),
            },
        ]);
        await ShootAsync(page, "relationships/IT-ALL", "relationship", page.Locator("#steps-heading"));
    }

    [Test]
    public async Task Form()
    {
        await using var connection = await _server.Test.Database.OpenAsync();
        var invitation = await connection.OneAsync<Guid>(
            """
            select invitation.id from invitation join person on person.id = invitation.person_id
            where invitation.language = 'en' order by invitation.invited_at desc, person.email limit 1
            """,
            null,
            default
        );
        var page = await Browser.NewPageAsync(width: 400);
        var address = $"r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, invitation)}";
        await ShootAsync(page, address, "form", page.Locator("fieldset[role=radiogroup]").Nth(1));
    }

    private async Task ShootAsync(IPage page, string address, string name, ILocator below)
    {
        await page.GotoAsync($"{_server.Address}{address}?language=en");
        var end = (await below.BoundingBoxAsync())!.Y - 20;
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Environment.GetEnvironmentVariable("SURVEY_PICTURES")!, name + ".png"),
                FullPage = true,
                Clip = new()
                {
                    X = 0,
                    Y = 0,
                    Width = page.ViewportSize!.Width,
                    Height = end,
                },
            }
        );
        await page.Context.DisposeAsync();
    }
}
