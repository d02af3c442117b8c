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
    public async Task What_is_answered_is_stored_once_each_thing_in_its_place()
    {
        var invitation = _site.Next();
        var token = RespondSite.Token(invitation);
        var before = await _site.CountsAsync();

        using var first = await _site.PostAsync(token,
            ("IT-ALL.intake", "5"), ("IT-ALL.waiting", "2"), ("IT-ALL.waiting-reason", "approval"), ("IT-ALL.information", "n/a"),
            ("IT-ALL.overall", "4"), ("IT-ALL.effort", "7"), ("IT-ALL.recommendation", "0"), ("IT-ALL.channels", "mail"), ("IT-ALL.channels", "desk"),
            ("IT-ALL.comment", "A faster\r\nanswer\u0007"), ("IT-ALL:sign", "comment"), ("IT-ALL:timeLost", "under4h"),
            ("IT-ALL:contactMe", "The printer"), ("IT-ALL:thanks", "Ann!"), ("IT-ALL:notForAYear", "yes"),
            ("HR-SALES:noContact", "yes"), ("HR-SALES.overall", "1"));
        using var second = await _site.PostAsync(token, ("IT-ALL.overall", "1"));

        var stored = await _site.Organisation.ListAsync<string>("""
            select concat_ws(' ', relationship.code, contact, array_to_string(answers, ',', '-'), coalesce(time_lost, -1))
            from response join relationship on relationship.id = relationship_id
            where reporting_group_id = any(@groups) order by 1
            """, new { groups = invitation.Ratings.Select(rating => rating.ReportingGroupId).ToArray() });
        var words = await _site.Organisation.ListAsync<string>("select concat_ws('|', question, language, text, signed_name) from comment");
        var notes = await _site.Organisation.ListAsync<string>("select concat_ws('|', kind, name, text) from note order by kind");
        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(stored, Has.Some.EqualTo("HR-SALES f -,-,-,- -1"));
            Assert.That(stored, Has.Some.EqualTo("IT-ALL t 5,2,-1,-,-,1,4,7,0,5 3"));
            Assert.That(words, Has.Some.StartsWith("comment|en|A faster\nanswer|Sales "));
            Assert.That(notes, Has.Some.StartsWith("contact|Sales ").And.Some.EqualTo("thanks|Ann!"));
        });
        Assert.That(await _site.Organisation.OneAsync<string>("select max(until)::text from relationship_pause"), Is.EqualTo("2027-03-02"));
        Assert.That(before, Is.Not.EqualTo(await _site.CountsAsync()));
    }
}
