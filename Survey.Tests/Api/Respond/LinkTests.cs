using System.Net;
using System.Text.Json;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class LinkTests
{
    private RespondSite _site = null!;

    [SetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task A_scanner_that_follows_every_link_twice_changes_nothing()
    {
        var before = await EverythingAsync();

        foreach (var invitation in _site.Wave.Invitations.Take(5))
        {
            var token = RespondSite.Token(invitation);
            foreach (var path in new[] { $"/r/{token}", $"/r/{token}?language=fi", $"/u/{token}", $"/u/{token}/one-click", "/privacy" })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get, HttpMethod.Head })
                {
                    using var answer = await _site.Client.SendAsync(new HttpRequestMessage(method, path));
                    Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{method} {path}");
                }
            }
        }

        Assert.That(await EverythingAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Answered_closed_expired_and_unknown_each_get_their_page()
    {
        var invitation = _site.Next();
        var token = RespondSite.Token(invitation);
        (await _site.PostAsync(token, ("IT-ALL.overall", "4"))).Dispose();

        var answered = await _site.Client.GetAsync($"/r/{token}");
        _site.Api.Clock.Now = OpenWave.FirstMonday.AddDays(7);
        var expired = await _site.Client.GetAsync($"/r/{token}");
        var late = await _site.PostAsync(RespondSite.Token(_site.Next()), ("IT-ALL.overall", "4"));
        _site.Api.Clock.Now = OpenWave.FirstMonday;
        await _site.Organisation.RunAsync("update wave set state = 'closed'");
        var closed = await _site.Client.GetAsync($"/r/{token}");
        var unknown = await _site.Client.GetAsync($"/r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, Guid.NewGuid())}");

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
            Assert.That(await _site.Organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Pages_set_no_cookie_are_not_kept_and_send_no_referrer()
    {
        var token = RespondSite.Token(_site.Next());

        foreach (var path in new[] { $"/r/{token}?language=fr", $"/u/{token}", "/privacy", "/r/garbage" })
        {
            using var answer = await _site.Client.GetAsync(path);
            Assert.Multiple(() =>
            {
                Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False, path);
                Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, path);
                Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }), path);
                Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Not.Contain("unsafe"), path);
            });
        }
    }

    [Test]
    public async Task A_garbage_token_costs_no_query_and_a_token_of_another_purpose_or_key_is_garbage()
    {
        var invitation = _site.Next();
        var other = new TokenKey(Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));
        await using var api = await ApiServer.StartAsync(_site.Api.Test, ("ConnectionStrings:Survey", "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1"));

        foreach (var token in new[]
        {
            "x", new string('A', 43), new string('*', 43), "..%2f..", Uri.EscapeDataString(new string('ä', 43)),
            ApiServer.TokenKey.Make(TokenPurpose.SignIn, invitation.Id), other.Make(TokenPurpose.Respond, invitation.Id),
        })
        {
            foreach (var path in new[] { $"/r/{token}", $"/u/{token}", $"/u/{token}/one-click" })
            {
                using var get = await api.Client.GetAsync(path);
                using var post = await api.Client.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("IT-ALL.overall", "4")]));
                Assert.That((get.StatusCode, post.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)), path);
            }
            using var document = new StringContent(JsonSerializer.Serialize(new { token, relationships = Array.Empty<object>() }), null, "application/json");
            using var json = await api.Client.PostAsync("/api/v1/responses", document);
            Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), token);
        }
    }

    [Test]
    public async Task Opting_out_stops_every_waiting_mail_and_can_be_undone()
    {
        var token = RespondSite.Token(_site.Next());

        using var ask = await _site.Client.GetAsync($"/u/{token}");
        using var done = await _site.Client.PostAsync($"/u/{token}", null);
        var stopped = await StateAsync();
        using var undone = await PostChoiceAsync(token, "undo-stop");
        var back = await StateAsync();
        using var oneClick = await _site.Client.PostAsync($"/u/{token}/one-click", new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]));

        Assert.Multiple(async () =>
        {
            Assert.That(await ask.Content.ReadAsStringAsync(), Does.Contain("How often may we ask you?"));
            Assert.That(await done.Content.ReadAsStringAsync(), Does.Contain("You get no more survey e-mails"));
            Assert.That(await undone.Content.ReadAsStringAsync(), Does.Contain("Undone"));
            Assert.That(stopped, Is.EqualTo("1 1"), "opted out, message cancelled");
            Assert.That(back, Is.EqualTo("0 1"), "back in; what was stopped stays stopped");
            Assert.That(oneClick.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await StateAsync(), Is.EqualTo("1 1"));
        });
    }

    [Test]
    public async Task Not_this_time_stops_reminders_of_this_survey_only_and_can_be_undone_or_answered_after_all()
    {
        var token = RespondSite.Token(_site.Next());

        using var done = await PostChoiceAsync(token, "once");
        var declined = await ChoicesAsync();
        using var undone = await PostChoiceAsync(token, "undo-once");
        var back = await ChoicesAsync();
        (await PostChoiceAsync(token, "once")).Dispose();
        using var answer = await _site.PostAsync(token, ("IT-ALL.overall", "4"));
        using var page = await _site.Client.GetAsync($"/u/{token}");

        Assert.Multiple(async () =>
        {
            Assert.That(await done.Content.ReadAsStringAsync(), Does.Contain("No more reminders this time").And.Contain("undo-once"));
            Assert.That((declined, back), Is.EqualTo(("1 0 0", "0 0 0")), "declined, opted out, paused");
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("Not this time"), "nothing to be reminded of");
        });
    }

    [Test]
    public async Task A_pause_lasts_three_months_and_a_service_is_left_out_until_a_year_after_closing_without_an_answer()
    {
        var token = RespondSite.Token(_site.Next());

        (await PostChoiceAsync(token, "pause")).Dispose();
        using var service = await PostChoiceAsync(token, "service:IT-ALL");
        var until = await _site.Organisation.OneAsync<string>(
            "select concat_ws(' ', (select until from opt_out), (select until from relationship_pause), (select (closes_at at time zone 'UTC')::date from wave))");
        (await PostChoiceAsync(token, "undo-pause")).Dispose();
        (await PostChoiceAsync(token, "undo-service:IT-ALL")).Dispose();

        Assert.Multiple(async () =>
        {
            Assert.That(until, Is.EqualTo("2026-06-02 2027-03-09 2026-03-09"));
            Assert.That(await service.Content.ReadAsStringAsync(), Does.Contain("We will not ask you about this service").And.Contain("9 March 2027"));
            Assert.That(await ChoicesAsync(), Is.EqualTo("0 0 0"));
        });
    }

    [TestCase("everything")]
    [TestCase("service:NOT-ASKED")]
    [TestCase("service")]
    public async Task A_choice_that_does_not_exist_changes_nothing(string choice)
    {
        using var answer = await PostChoiceAsync(RespondSite.Token(_site.Next()), choice);

        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await ChoicesAsync(), Is.EqualTo("0 0 0"));
        });
    }

    [Test]
    public async Task The_same_page_sent_again_reads_as_a_success_and_another_one_as_already_answered()
    {
        var token = RespondSite.Token(_site.Next());
        var receipt = await ReceiptAsync(token);
        var other = await ReceiptAsync(token);
        (await _site.PostAsync(token, ("IT-ALL.overall", "4"), ("receipt", receipt))).Dispose();

        using var again = await _site.PostAsync(token, ("IT-ALL.overall", "4"), ("receipt", receipt));
        using var second = await _site.PostAsync(token, ("IT-ALL.overall", "4"), ("receipt", other));
        using var without = await _site.PostAsync(token, ("IT-ALL.overall", "4"));

        Assert.Multiple(async () =>
        {
            Assert.That(other, Is.Not.EqualTo(receipt));
            Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("Thank you!").And.Contain("closes on 9 March 2026"));
            Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("already answered"));
            Assert.That(await without.Content.ReadAsStringAsync(), Does.Contain("already answered"));
            Assert.That(await _site.Organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_note_that_a_crash_cut_off_from_its_answers_comes_with_the_same_page_sent_again_and_only_once()
    {
        var token = RespondSite.Token(_site.Next());
        (string, string)[] page = [("IT-ALL.overall", "4"), ("IT-ALL:thanks", "Ann!"), ("receipt", await ReceiptAsync(token))];
        (await _site.PostAsync(token, page)).Dispose();
        await _site.Organisation.RunAsync("delete from note; update answered set owed = true");

        using var again = await _site.PostAsync(token, page);
        using var oncemore = await _site.PostAsync(token, page);

        Assert.Multiple(async () =>
        {
            Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await oncemore.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await _site.CountsAsync(), Is.EqualTo("1 1 0 1 0 0"), "answered, response, comment, note, pause, opt-out");
        });
    }

    [Test]
    public async Task A_form_that_is_refused_keeps_its_receipt()
    {
        var token = RespondSite.Token(_site.Next());
        var receipt = await ReceiptAsync(token);

        using var refused = await _site.PostAsync(token, ("IT-ALL.waiting", "3"), ("receipt", receipt));
        using var nonsense = await _site.PostAsync(token, ("IT-ALL.overall", "3"), ("receipt", "nonsense"));

        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain($"value=\"{receipt}\""));
        Assert.That(await nonsense.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
    }

    [Test]
    public async Task The_privacy_page_says_whether_and_when_answers_are_deleted_whom_to_ask_and_where_to_report()
    {
        await using var api = await ApiServer.StartAsync(_site.Api.Test, ("Privacy:RetentionMonths", "24"), ("Privacy:Controller", "Northwind Ltd"),
            ("Privacy:Contact", "Ann, 123"), ("Privacy:DataProtectionContact", "Bea, 456"), ("Site:ReportingChannel", "speakup@example.org"));

        var configured = await api.Client.GetStringAsync("/privacy?language=pl");
        var form = await api.Client.GetStringAsync($"/r/{RespondSite.Token(_site.Next())}");
        var bare = await _site.Client.GetStringAsync("/privacy");

        Assert.Multiple(() =>
        {
            Assert.That(WebUtility.HtmlDecode(configured), Does.Contain("są usuwane 24 miesiące po zapieczętowaniu").And.Contain("Northwind Ltd")
                .And.Contain("Ann, 123").And.Contain("Bea, 456").And.Contain("href=\"mailto:speakup@example.org\""));
            Assert.That(form, Does.Contain("href=\"mailto:speakup@example.org\""));
            Assert.That(bare, Does.Contain("has set no time limit").And.Not.Contain("mailto:"));
        });
    }

    [Test]
    public async Task A_smaller_group_is_told_with_its_reason()
    {
        await _site.Organisation.RunAsync("update wave_relationship set minimum_group = 4; update wave set minimum_group_reason = 'We are few.'");

        var page = await _site.Client.GetStringAsync($"/r/{RespondSite.Token(_site.Next())}");

        Assert.That(page, Does.Contain("at least 4 people").And.Contain("We are few."));
    }

    private async Task<string> ReceiptAsync(string token) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await _site.Client.GetStringAsync($"/r/{token}")).QuerySelector("input[name=receipt]")!.GetAttribute("value")!;

    private Task<HttpResponseMessage> PostChoiceAsync(string token, string choice) =>
        _site.Client.PostAsync($"/u/{token}", new FormUrlEncodedContent([KeyValuePair.Create("do", choice)]));

    private Task<string> ChoicesAsync() => _site.Organisation.OneAsync<string>(
        "select concat_ws(' ', (select count(*) from declined), (select count(*) from opt_out), (select count(*) from relationship_pause))");

    private Task<string> StateAsync() => _site.Organisation.OneAsync<string>(
        "select concat_ws(' ', (select count(*) from opt_out), (select count(*) from message where state = 'cancelled'))");

    /// <summary>A digest of every row of every table.</summary>
    private async Task<string> EverythingAsync()
    {
        var tables = await _site.Organisation.ListAsync<string>(
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1");
        return await _site.Organisation.OneAsync<string>(
            $"select md5(concat({string.Join(", ", tables.Select(table => $"(select string_agg(t::text, ',' order by t::text) from {table} t)"))}))");
    }
}
