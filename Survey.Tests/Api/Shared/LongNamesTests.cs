using Microsoft.Playwright;
using Survey.Tests.Api.Respond;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>Names of two hundred letters without a blank: no page becomes wider than its window.</summary>
public sealed class LongNamesTests
{
    private ApiServer _server = null!;
    private OpenWave _wave = null!;
    private IReadOnlyList<(string Name, string Address)> _acted = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RelationshipAsync("SHOP-HR", "SHOP", "HR");
        await organisation.RunAsync(
            """
            update unit set names = jsonb_build_object('en', rpad(code || 'Raudteejaamaülema', 200, 'kabinetisekretäriabilise'));
            update unit set lead_email = 'it1@example.org' where code = 'IT'
            """
        );
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1), hidden: "SHOP-HR");
        _acted = await ActedOn.AddAsync(organisation, "W2");
        _wave = await OpenWave.OpenAsync(organisation);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Every_page_fits_its_window([Values(360, 1440)] int width)
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");
        var walked = (await client.WalkAsync())
            .Where(page => page.Content.StartsWith("<!DOCTYPE html", StringComparison.Ordinal))
            .Select(page => page.Address.Split('?')[0])
            .Distinct()
            .ToList();
        var token = RespondSite.Token(_wave.Invitations[0]);
        var page = await Browser.NewPageAsync(width: width, scheme: width == 360 ? ColorScheme.Dark : ColorScheme.Light);
        var session = await _server.SessionAsync("hr1@example.org", "hr");
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "survey-session",
                Value = session,
                Url = _server.Address.ToString(),
            },
        ]);
        var wide = new List<string>();

        foreach (var address in walked.Concat([.. _acted.Select(one => one.Address), $"/r/{token}", $"/u/{token}"]))
        {
            var shown = await page.GotoAsync(_server.Address + address[1..]);
            Assert.That(shown!.Ok || walked.Contains(address), address);
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                wide.Add(address);
            }
            await page.PictureAsync(
                $"long-{width}{address.Split('?')[0].Replace('/', '-').Replace(token, "token", StringComparison.Ordinal)}"
            );
        }

        await page.Context.DisposeAsync();
        Assert.That(walked, Does.Contain("/pairs").And.Contain("/reports/organisation").And.Contain("/relationships/IT-ALL"));
        Assert.That(wide, Is.Empty);
    }
}
