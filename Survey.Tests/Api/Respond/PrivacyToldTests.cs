using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class PrivacyToldTests : OnRespondSite
{
    [Test]
    public async Task The_privacy_page_says_whether_and_when_answers_are_deleted_whom_to_ask_and_where_to_report()
    {
        await using var api = ApiServer.Start(
            Site.Api.Test,
            ("Privacy:RetentionMonths", "24"),
            ("Privacy:Controller", "Northwind Ltd"),
            ("Privacy:Contact", "Ann, 123"),
            ("Privacy:DataProtectionContact", "Bea, 456"),
            ("Site:ReportingChannel", "speakup@example.org")
        );

        var configured = await api.Client.GetStringAsync("/privacy?language=pl");
        var form = await api.Client.GetStringAsync($"/r/{RespondSite.Token(Site.Next())}");
        var bare = await Site.Client.GetStringAsync("/privacy");

        Assert.Multiple(() =>
        {
            Assert.That(
                WebUtility.HtmlDecode(configured),
                Does.Contain("są usuwane 24 miesiące po zapieczętowaniu")
                    .And.Contain("Northwind Ltd")
                    .And.Contain("Ann, 123")
                    .And.Contain("Bea, 456")
                    .And.Contain("href=\"mailto:speakup@example.org\"")
            );
            Assert.That(form, Does.Contain("href=\"mailto:speakup@example.org\""));
            Assert.That(bare, Does.Contain("has set no time limit").And.Not.Contain("mailto:"));
        });
    }

    [Test]
    public async Task A_smaller_group_is_told_with_its_reason()
    {
        await Site.Organisation.RunAsync(
            "update wave_relationship set minimum_group = 4; update wave set minimum_group_reason = 'We are few.'"
        );

        var page = await Site.Client.GetStringAsync($"/r/{RespondSite.Token(Site.Next())}");

        Assert.That(page, Does.Contain("at least 4 people").And.Contain("We are few."));
    }
}
