using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>"You said, we did" above the form of the service (rule E5).</summary>
public sealed class AnnouncedFormTests
{
    [Test]
    public async Task It_stands_in_the_part_of_its_service_in_the_readers_language_or_the_fall_back_as_it_was_at_opening()
    {
        await using var server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(server.Test.Database);
        await organisation.RunAsync(
            """
            insert into announcement (relationship_id, state, texts, fallback_language, changed_by, changed_at)
            select id, 'released', '{"en": "We <b>answer</b> sooner.", "fi": "Vastaamme nopeammin."}', 'fi', 'hr1@example.org', '2026-03-01'
            from relationship where code = 'HR-SALES'
            """
        );
        var wave = await OpenWave.OpenAsync(organisation);
        await organisation.RunAsync("insert into organisation_settings (content) values ('{\"DefaultLanguage\": \"en\"}')");
        var sales = RespondSite.Token(wave.Invitations.Single(one => one.Email == "sales1@example.org"));
        var shop = RespondSite.Token(wave.Invitations.Single(one => one.Email == "shop1@example.org"));

        var (english, polish) = (await ToldAsync(server, sales, "en"), await ToldAsync(server, sales, "pl"));

        Assert.Multiple(async () =>
        {
            Assert.That(english, Is.EqualTo(new[] { "HR:  We <b>answer</b> sooner." }));
            Assert.That(polish, Is.EqualTo(new[] { "HR: fi Vastaamme nopeammin." }));
            Assert.That(await ToldAsync(server, shop, "en"), Is.Empty, "of a service that this person is not asked about");
        });
    }

    private static async Task<IEnumerable<string>> ToldAsync(ApiServer server, string token, string language)
    {
        var page = await Html.ParseAsync(await server.Client.GetStringAsync($"/r/{token}?language={language}"));
        return page.QuerySelectorAll(".respond-told + p")
            .Select(told => $"{told.Closest("section")!.QuerySelector("h2")!.TextContent}: {told.GetAttribute("lang")} {told.TextContent}");
    }
}
