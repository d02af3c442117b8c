using Microsoft.Playwright;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>What happens by script on the page of an open wave.</summary>
public sealed class WaveRenewalTests
{
    [Test]
    public async Task The_part_that_tells_how_a_wave_is_going_renews_itself()
    {
        await using var server = await ApiServer.StartAsync(StartingPoint.OpenWave);
        var organisation = new Organisation(server.Test.Database);
        var page = await Browser.NewPageAsync();
        await page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = "survey-session",
                Value = await server.SessionAsync("hr1@example.org", "hr"),
                Url = server.Address.ToString(),
            },
        ]);
        await page.Clock.InstallAsync();
        await page.GotoAsync(server.Address + "programme/waves/MONTHLY-2026-03-02");
        await organisation.RunAsync("update message set state = 'sent', sent_at = not_before");

        await page.Clock.FastForwardAsync(16_000);

        await Assertions.Expect(page.Locator(".mail-states tbody td").Nth(1)).ToHaveTextAsync("25");
        await page.Context.DisposeAsync();
    }
}
