using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class LeaverLinkTests : OnRespondSite
{
    [Test]
    public async Task The_link_of_somebody_who_has_left_ends_after_their_last_day_where_they_are()
    {
        var (invitation, remote) = (Site.Next(), Site.Next());
        var emails = new[] { invitation.Email, remote.Email };
        await Site.Organisation.RunAsync("update person set active_to = '2026-03-04' where email = any(@emails)", new { emails });
        await Site.Organisation.RunAsync("update person set time_zone = 'Pacific/Honolulu' where email = @Email", new { remote.Email });

        Site.Api.Clock.Now = new DateTimeOffset(2026, 3, 4, 23, 59, 0, TimeSpan.FromHours(2));
        var onLastDay = await Site.Client.GetAsync($"/r/{RespondSite.Token(invitation)}");
        Site.Api.Clock.Now = Site.Api.Clock.Now.AddMinutes(1);
        var after = await Site.Client.GetAsync($"/r/{RespondSite.Token(invitation)}");
        var sent = await Site.PostAsync(RespondSite.Token(invitation), ("IT-ALL.overall", "4"));
        var byApi = await Site.PostJsonAsync(
            new
            {
                token = RespondSite.Token(invitation),
                relationships = new[]
                {
                    new
                    {
                        code = "IT-ALL",
                        contact = true,
                        answers = new { overall = 4 },
                    },
                },
            }
        );
        var far = await Site.Client.GetAsync($"/r/{RespondSite.Token(remote)}");
        var optOut = await Site.Client.GetAsync($"/u/{RespondSite.Token(invitation)}");

        Assert.Multiple(async () =>
        {
            Assert.That(onLastDay.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                (after.StatusCode, sent.StatusCode, byApi.StatusCode),
                Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone))
            );
            Assert.That(far.StatusCode, Is.EqualTo(HttpStatusCode.OK), "in Honolulu it is still the 4th");
            Assert.That(optOut.StatusCode, Is.EqualTo(HttpStatusCode.OK), "who comes back may have opted out");
            Assert.That(await Site.Organisation.OneAsync<int>("select count(*)::int from response"), Is.Zero);
        });
    }
}
