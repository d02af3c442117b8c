using System.Net;

namespace Survey.Tests.Api.Respond;

public sealed class AnsweringTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [TearDown]
    public void NothingIsLoggedAsAnError() => Assert.That(_site.Api.Log.Errors, Is.Empty);

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task What_is_answered_is_stored_once_and_each_thing_in_its_place()
    {
        var invitation = _site.Next();
        var token = RespondSite.Token(invitation);

        using var first = await _site.PostAsync(
            token,
            ("IT-ALL.intake", "5"),
            ("IT-ALL.waiting", "2"),
            ("IT-ALL.waiting-reason", "approval"),
            ("IT-ALL.information", "n/a"),
            ("IT-ALL.overall", "4"),
            ("IT-ALL.effort", "7"),
            ("IT-ALL.recommendation", "0"),
            ("IT-ALL.channels", "mail"),
            ("IT-ALL.channels", "desk"),
            ("IT-ALL.comment", "A faster\r\nanswer\u0007"),
            ("IT-ALL:sign", "comment"),
            ("IT-ALL:timeLost", "under4h"),
            ("IT-ALL:contactMe", "The printer"),
            ("IT-ALL:thanks", "Ann!"),
            ("IT-ALL:notForAYear", "yes"),
            ("HR-SALES:noContact", "yes"),
            ("HR-SALES.overall", "1")
        );
        using var second = await _site.PostAsync(token, ("IT-ALL.overall", "1"));

        var stored = await _site.Organisation.ListAsync<string>(
            """
            select concat_ws(' ', relationship.code, contact, array_to_string(answers, ',', '-'), coalesce(time_lost, -1))
            from response join relationship on relationship.id = relationship_id order by 1
            """
        );
        var words = await _site.Organisation.ListAsync<string>("select concat_ws('|', question, language, text, signed_name) from comment");
        var notes = await _site.Organisation.ListAsync<string>("select concat_ws('|', kind, name, text) from note order by kind");
        var pause = await _site.Organisation.OneAsync<string>("select max(until)::text from relationship_pause");
        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(stored, Has.Some.EqualTo("HR-SALES f -,-,-,- -1"));
            Assert.That(stored, Has.Some.EqualTo("IT-ALL t 5,2,-1,-,-,1,4,7,0,5 3"));
            Assert.That(words, Has.Some.StartsWith("comment|en|A faster\nanswer|Sales "));
            Assert.That(notes, Has.Some.StartsWith("contact|Sales ").And.Some.EqualTo("thanks|Ann!"));
            Assert.That(pause, Is.EqualTo("2027-03-09"));
        });
    }

    [Test]
    public async Task Fifty_submissions_at_once_store_one()
    {
        var token = RespondSite.Token(_site.Next());
        var before = await _site.Organisation.OneAsync<int>("select count(*)::int from response");

        var all = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => _site.PostAsync(token, ("IT-ALL.overall", "3"), ("HR-SALES.overall", "3")))
        );

        Assert.Multiple(async () =>
        {
            Assert.That(all.Select(one => one.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(await _site.Organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(before + 2));
        });
    }

    [TestCase("", "Nothing has been answered yet")]
    [TestCase("IT-ALL:notForAYear=yes&IT-ALL:thanks=Ann", "Nothing has been answered yet")]
    [TestCase("IT-ALL.comment=%20%0d%0a%07", "Nothing has been answered yet")]
    [TestCase("IT-ALL.waiting-reason=approval", "Nothing has been answered yet")]
    [TestCase("IT-ALL.waiting=3", "The overall rating is missing")]
    [TestCase("IT-ALL.comment=slow", "The overall rating is missing")]
    [TestCase("IT-ALL:timeLost=none", "The overall rating is missing")]
    [TestCase("IT-ALL.overall=1", "One more answer is required here")]
    [TestCase("IT-ALL.overall=6", "one of the answers offered")]
    [TestCase("IT-ALL.overall=n/a", "one of the answers offered")]
    [TestCase("IT-ALL.overall=4&IT-ALL.overall=5", "one of the answers offered")]
    [TestCase("IT-ALL.overall=4&IT-ALL.intake=0", "one of the answers offered")]
    [TestCase("IT-ALL.overall=4&IT-ALL.effort=8", "one of the answers offered")]
    [TestCase("IT-ALL.overall=4&IT-ALL.channels=pigeon", "one of the answers offered")]
    [TestCase("IT-ALL.overall=4&IT-ALL:timeLost=5", "one of the answers offered")]
    [TestCase("IT-ALL.overall=4&IT-ALL.other=5", "that this survey does not ask")]
    [TestCase("IT-ALL.overall=4&NOBODY.overall=5", "that this survey does not ask")]
    [TestCase("SALES-SALES.overall=4&SALES-SALES.comment=psst", "that this survey does not ask")]
    [TestCase("IT-ALL.overall=4&anything=1", "that this survey does not ask")]
    public async Task What_cannot_be_stored_is_refused_with_the_reason_and_ends_nothing(string body, string reason)
    {
        var token = RespondSite.Token(_site.Next());
        var before = await _site.CountsAsync();

        using var answer = await _site.Client.PostAsync($"/r/{token}", new StringContent(body, null, "application/x-www-form-urlencoded"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(page, Does.Contain(reason).And.Contain("<form"));
            Assert.That(await _site.CountsAsync(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task A_refused_form_keeps_what_was_entered()
    {
        using var answer = await _site.PostAsync(
            RespondSite.Token(_site.Next()),
            ("IT-ALL.waiting", "2"),
            ("IT-ALL.comment", "Too <slow> & dull"),
            ("IT-ALL:sign", "comment"),
            ("HR-SALES:noContact", "yes")
        );

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("""name="IT-ALL.waiting" value="2" checked"""));
            Assert.That(page, Does.Contain("""name="IT-ALL:sign" value="comment" checked"""));
            Assert.That(page, Does.Contain("""name="HR-SALES:noContact" value="yes" checked"""));
            Assert.That(page, Does.Contain("Too &lt;slow&gt; &amp; dull</textarea>"));
            Assert.That(page, Does.Contain("""href="#IT-ALL.overall""").And.Contain("""id="IT-ALL.overall.problem"""));
        });
    }

    [Test]
    public async Task A_follow_up_that_was_not_to_be_asked_is_ignored()
    {
        using var answer = await _site.PostAsync(
            RespondSite.Token(_site.Next()),
            ("IT-ALL.waiting", "3"),
            ("IT-ALL.waiting-reason", "approval"),
            ("IT-ALL.overall", "2"),
            ("IT-ALL.why-low", "kept hidden")
        );

        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                await _site.Organisation.OneAsync<int>(
                    "select count(*)::int from response where answers[2] = 3 and answers[7] = 2 and answers[6] is null"
                ),
                Is.EqualTo(1)
            );
            Assert.That(await _site.Organisation.OneAsync<int>("select count(*)::int from comment where text = 'kept hidden'"), Is.Zero);
        });
    }

    [Test]
    public async Task A_text_is_stored_up_to_its_limit_and_refused_beyond()
    {
        var token = RespondSite.Token(_site.Next());

        using var tooLong = await _site.PostAsync(token, ("IT-ALL.overall", "4"), ("IT-ALL.comment", new string('ä', 2001)));
        using var longest = await _site.PostAsync(token, ("IT-ALL.overall", "4"), ("IT-ALL.comment", new string('ä', 2000)));

        Assert.That((tooLong.StatusCode, longest.StatusCode), Is.EqualTo((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK)));
    }

    [Test]
    public async Task A_body_that_is_too_large_or_has_too_many_fields_gets_a_page_that_says_so()
    {
        var token = RespondSite.Token(_site.Next());

        using var large = await _site.PostAsync(token, ("IT-ALL.comment", new string('x', 300_000)));
        using var many = await _site.PostAsync(token, [.. Enumerable.Range(0, 2000).Select(i => ($"IT-ALL.x{i}", "1"))]);
        using var broken = await _site.Client.PostAsync(
            $"/r/{token}",
            new StringContent("IT-ALL.comment=%00", null, "application/x-www-form-urlencoded")
        );

        Assert.Multiple(async () =>
        {
            Assert.That(large.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(await large.Content.ReadAsStringAsync(), Does.Contain("Too much text"));
            Assert.That(many.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await many.Content.ReadAsStringAsync(), Does.Contain("could not be read"));
            Assert.That(broken.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        });
    }
}
