using System.Net;
using Microsoft.Extensions.Time.Testing;
using Survey.Api.Limits;
using Survey.Api.Respond;
using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class LimitsTests
{
    private const string Garbage = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Test]
    public async Task Who_tries_out_tokens_is_slowed_down_and_the_office_around_them_is_not()
    {
        await using var site = await RespondSite.StartAsync();

        var tried = await ManyAsync(400, () => site.Client.GetAsync($"/r/{Garbage}?language=fi"));
        // On a slow machine a try may be free again by now, but not ten.
        var posted = await ManyAsync(10, () => site.PostJsonAsync(new { token = Garbage, relationships = Array.Empty<object>() }));
        var json = posted.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests) ?? posted[0];
        var colleagues = await Task.WhenAll(
            site.Wave.Invitations.Select(invitation => site.PostAsync(RespondSite.Token(invitation), ("IT-ALL.overall", "4")))
        );

        var refused = tried.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Multiple(async () =>
        {
            Assert.That(tried.Take(300).Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.NotFound));
            Assert.That(refused.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("lang=\"fi\"").And.Contain("Hetki"));
            Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(json.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(colleagues.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task One_link_can_be_posted_a_hundred_times_and_then_once_a_second()
    {
        await using var site = await RespondSite.StartAsync();
        var token = RespondSite.Token(site.Next());

        var posted = await ManyAsync(150, () => site.PostAsync(token));
        var read = await site.Client.GetAsync($"/r/{token}");
        var other = await site.PostAsync(RespondSite.Token(site.Next()), ("IT-ALL.overall", "4"));

        Assert.Multiple(() =>
        {
            Assert.That(posted.Take(100).Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(posted.Select(answer => answer.StatusCode), Has.Some.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That((read.StatusCode, other.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        });
    }

    [Test]
    public async Task Who_posts_too_often_reads_so_in_the_language_of_the_invitation_and_keeps_what_was_entered()
    {
        await using var site = await RespondSite.StartAsync();
        var invitation = site.Next();
        await site.Organisation.RunAsync("update invitation set language = 'pl' where id = @Id", new { invitation.Id });
        var token = RespondSite.Token(invitation);

        var posted = await ManyAsync(110, () => site.PostAsync(token, ("IT-ALL.comment", "kept <words>")));
        using var asked = await site.Client.PostAsync($"/r/{token}?language=fr", null);

        var page = await posted[^1].Content.ReadAsStringAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(posted[^1].StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(page, Does.Contain("lang=\"pl\"").And.Contain("Chwileczk").And.Contain("kept &lt;words&gt;"));
            Assert.That(await asked.Content.ReadAsStringAsync(), Does.Contain("<html lang=\"fr\""));
        });
    }

    [Test]
    public async Task A_thousand_submissions_of_one_link_at_once_store_one()
    {
        await using var site = await RespondSite.StartAsync();
        var token = RespondSite.Token(site.Next());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => site.PostAsync(token, ("IT-ALL.overall", "3"), ("IT-ALL.comment", "once")))
        );

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Select(answer => answer.StatusCode), Is.All.AnyOf(HttpStatusCode.OK, HttpStatusCode.TooManyRequests));
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.GreaterThanOrEqualTo(100));
            Assert.That(await site.CountsAsync(), Does.StartWith("1 1 1 0"));
        });
    }

    [Test]
    public async Task A_proxy_that_is_trusted_tells_who_asks_and_a_network_of_IPv6_counts_as_one()
    {
        await using var site = await RespondSite.StartAsync(("Site:TrustedProxies", "127.0.0.1"));

        await ManyAsync(400, () => FromAsync(site, "2001:db8:1:1::1"));
        // On a slow machine a try may be free again by now, but not ten.
        var neighbour = await ManyAsync(10, () => FromAsync(site, "2001:db8:1:1:ffff::2"));
        using var stranger = await FromAsync(site, "2001:db8:1:2::1");

        Assert.That(neighbour.Select(answer => answer.StatusCode), Has.Some.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Who_finds_the_queue_full_is_asked_to_come_back_and_keeps_what_was_entered()
    {
        await using var site = await RespondSite.StartAsync();
        var queue = (SubmissionQueue)site.Api.Services.GetService(typeof(SubmissionQueue))!;
        var invitations = site.Wave.Invitations.Where(invitation => invitation.Ratings.Count == 3).ToList();
        await using var other = await site.Api.Test.Database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await Survey.Db.Sql.RunAsync(other, "lock table response in share mode", null, default);
        // The first is being written; then as many as can wait, and some more.
        var waiting = new List<Task<SubmissionResult?>> { queue.StoreAsync(Submission(site, invitations[0])) };
        await site.Organisation.UntilBlockedAsync("response");
        waiting.AddRange(Enumerable.Range(0, 1100).Select(number => queue.StoreAsync(Submission(site, invitations[number % 50]))));

        using var page = await site.PostAsync(
            RespondSite.Token(invitations[55]),
            ("IT-ALL.overall", "4"),
            ("IT-ALL.comment", "kept words")
        );
        using var json = await site.PostJsonAsync(
            new { token = RespondSite.Token(invitations[56]), relationships = new[] { new { code = "IT-ALL", contact = false } } }
        );
        await transaction.RollbackAsync();
        var results = await Task.WhenAll(waiting);

        Assert.Multiple(async () =>
        {
            Assert.That(
                (page.StatusCode, json.StatusCode),
                Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable))
            );
            Assert.That((page.Headers.RetryAfter, json.Headers.RetryAfter), Is.Not.EqualTo((null as object, null as object)));
            Assert.That(
                await page.Content.ReadAsStringAsync(),
                Does.Contain("kept words</textarea>").And.Contain("send it again in a few seconds")
            );
            Assert.That(results.Count(result => result == SubmissionResult.Stored), Is.EqualTo(50));
            Assert.That(results, Has.Some.Null);
        });
    }

    [Test]
    public void What_is_taken_comes_back_with_time_key_by_key()
    {
        var clock = new FakeTimeProvider();
        var throttle = new Throttle(3, TimeSpan.FromMilliseconds(50), clock);

        var first = Enumerable.Range(0, 4).Select(_ => throttle.Take([1])).ToList();
        var other = throttle.Take([2]);
        clock.Advance(TimeSpan.FromMilliseconds(120));

        Assert.That(first, Is.EqualTo(new TimeSpan?[] { null, null, null, TimeSpan.FromMilliseconds(50) }));
        Assert.That((other, throttle.Take([1]), throttle.Take([1])), Is.EqualTo(((TimeSpan?)null, (TimeSpan?)null, (TimeSpan?)null)));
        Assert.That(throttle.Take([1]), Is.EqualTo(TimeSpan.FromMilliseconds(30)));
    }

    private static Submission Submission(RespondSite site, OpenInvitation invitation) =>
        new(
            invitation.Id,
            site.Wave.Id,
            1,
            "en",
            [new GivenResponse(invitation.Ratings[0].RelationshipId, invitation.Ratings[0].ReportingGroupId, false, [null], null)],
            [],
            [],
            []
        );

    private static async Task<List<HttpResponseMessage>> ManyAsync(int count, Func<Task<HttpResponseMessage>> ask)
    {
        var answers = new List<HttpResponseMessage>();
        for (var number = 0; number < count; number++)
        {
            answers.Add(await ask());
        }
        return answers;
    }

    private static Task<HttpResponseMessage> FromAsync(RespondSite site, string client) =>
        site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/r/{Garbage}") { Headers = { { "X-Forwarded-For", client } } });
}
