using System.Globalization;
using System.Net;
using System.Text.Json;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class LinkTests : OnRespondSite
{
    [Test]
    public async Task A_scanner_that_follows_every_link_twice_changes_nothing()
    {
        var before = await EverythingAsync();

        foreach (var invitation in Site.Wave.Invitations.Take(5))
        {
            var token = RespondSite.Token(invitation);
            foreach (var path in new[] { $"/r/{token}", $"/r/{token}?language=fi", $"/u/{token}", $"/u/{token}/one-click", "/privacy" })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get, HttpMethod.Head })
                {
                    using var answer = await Site.Client.SendAsync(new HttpRequestMessage(method, path));
                    Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{method} {path}");
                }
            }
        }

        Assert.That(await EverythingAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Answered_closed_expired_and_unknown_each_get_their_page()
    {
        var invitation = Site.Next();
        var token = RespondSite.Token(invitation);
        (await Site.PostAsync(token, ("IT-ALL.overall", "4"))).Dispose();

        var answered = await Site.Client.GetAsync($"/r/{token}");
        Site.Api.Clock.Now = OpenWave.FirstMonday.AddDays(7);
        var expired = await Site.Client.GetAsync($"/r/{token}");
        var late = await Site.PostAsync(RespondSite.Token(Site.Next()), ("IT-ALL.overall", "4"));
        Site.Api.Clock.Now = OpenWave.FirstMonday;
        await Site.Organisation.RunAsync("update wave set state = 'closed'");
        var closed = await Site.Client.GetAsync($"/r/{token}");
        var unknown = await Site.Client.GetAsync($"/r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, Guid.NewGuid())}");

        Assert.Multiple(async () =>
        {
            Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await answered.Content.ReadAsStringAsync(), Does.Contain("already answered").And.Not.Contain("<form"));
            Assert.That(expired.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
            Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
            Assert.That(closed.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
            Assert.That(await closed.Content.ReadAsStringAsync(), Does.Contain("has closed"));
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await unknown.Content.ReadAsStringAsync(), Does.Contain("does not work"));
            Assert.That(await Site.Organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Pages_set_no_cookie_are_not_kept_and_send_no_referrer()
    {
        var token = RespondSite.Token(Site.Next());

        foreach (var path in new[] { $"/r/{token}?language=fr", $"/u/{token}", "/privacy", "/r/garbage" })
        {
            using var answer = await Site.Client.GetAsync(path);
            Assert.Multiple(() =>
            {
                Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False, path);
                Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, path);
                Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }), path);
                Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Not.Contain("unsafe"), path);
            });
        }
    }

    [TestCase("/r/{0}%3E")]
    [TestCase("/r/{0}.")]
    [TestCase("/r/{0})")]
    [TestCase("/r/{0}]")]
    [TestCase("/r/{0}%20")]
    [TestCase("/r/{0}%3D")]
    [TestCase("/r/{0}%E2%80%9D,")]
    [TestCase("/r/{0}%3C/a%3E")]
    [TestCase("/r/{0}/")]
    [TestCase("//r/{0}?language=en")]
    [TestCase("/u/{0}%3E")]
    [TestCase("/u/{0}.?language=en")]
    [TestCase("/u/{0}/one-click%3E")]
    public async Task A_link_with_a_sign_too_many_leads_to_its_page(string damaged)
    {
        var token = RespondSite.Token(Site.Next());

        // As it is: a client would take "//r" for a host.
        using var answer = await Site.Client.GetAsync(
            Site.Api.Address.ToString().TrimEnd('/') + string.Format(CultureInfo.InvariantCulture, damaged, token)
        );

        var mended = answer.Headers.Location!.ToString();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(mended, Does.Match($"^/[ru]/{token}(/one-click)?([?]language=en)?$"));
        Assert.That((await Site.Client.GetAsync(mended)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_is_posted_to_a_link_with_a_sign_too_many_is_stored()
    {
        var token = RespondSite.Token(Site.Next());

        using var stored = await Site.PostAsync(token + "%3E", ("IT-ALL.overall", "4"));
        using var optedOut = await Site.Client.PostAsync($"/u/{token}/one-click.", null);

        Assert.That((stored.StatusCode, optedOut.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(await Site.CountsAsync(), Is.EqualTo("1 1 0 0 0 1"));
    }

    [TestCase("/r/{0}A")]
    [TestCase("/r/{0}/x")]
    [TestCase("/r/%3C{0}")]
    [TestCase("/x/{0}.")]
    public async Task What_is_no_link_of_ours_is_not_made_one(string path)
    {
        using var answer = await Site.Client.GetAsync(string.Format(CultureInfo.InvariantCulture, path, RespondSite.Token(Site.Next())));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_garbage_token_costs_no_query_and_a_token_of_another_purpose_or_key_is_garbage()
    {
        var invitation = Site.Next();
        var other = new TokenKey(Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));
        await using var api = ApiServer.Start(
            Site.Api.Test,
            ("ConnectionStrings:Survey", "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1")
        );

        foreach (
            var token in new[]
            {
                "x",
                new string('A', 43),
                new string('*', 43),
                "..%2f..",
                Uri.EscapeDataString(new string('ä', 43)),
                ApiServer.TokenKey.Make(TokenPurpose.SignIn, invitation.Id),
                other.Make(TokenPurpose.Respond, invitation.Id),
            }
        )
        {
            foreach (var path in new[] { $"/r/{token}", $"/u/{token}", $"/u/{token}/one-click" })
            {
                using var get = await api.Client.GetAsync(path);
                using var post = await api.Client.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("IT-ALL.overall", "4")]));
                Assert.That((get.StatusCode, post.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)), path);
            }
            using var document = new StringContent(
                JsonSerializer.Serialize(new { token, relationships = Array.Empty<object>() }),
                null,
                "application/json"
            );
            using var json = await api.Client.PostAsync("/api/v1/responses", document);
            Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), token);
        }
    }

    /// <summary>A digest of every row of every table.</summary>
    private async Task<string> EverythingAsync()
    {
        var tables = await Site.Organisation.ListAsync<string>(
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1"
        );
        var digests = tables.Select(table => $"(select string_agg(t::text, ',' order by t::text) from {table} t)");
        return await Site.Organisation.OneAsync<string>($"select md5(concat({string.Join(", ", digests)}))");
    }
}
