using System.Net;
using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Comments;

/// <summary>HR removes a comment for good: logged without its text, gone from page and report (rule A4).</summary>
public sealed class CommentRemovalTests
{
    private const string Hurtful = "Everybody knows that Shop 4 is lazy";
    private const string Page = "/relationships/IT-ALL?wave=W1";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private Guid _comment;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        var wave = await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 1, 1));
        await _server.Test.Database.InTransactionAsync(connection => ResponsePartitions.CreateSealedAsync(connection, wave, default));
        await _organisation.RunAsync(
            """
            insert into comment (id, wave_id, relationship_id, question, language, text, signed_name, shown_here)
            select gen_random_uuid(), wave_id, relationship_id, 'comment', 'en', text, 'Sales 1', true
            from wave_relationship, unnest(array[@Hurtful, 'Rather slow']) text where code = 'IT-ALL'
            """,
            new { Hurtful }
        );
        _comment = await _organisation.OneAsync<Guid>("select id from comment where text = @Hurtful", new { Hurtful });
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_removed_comment_is_gone_for_everybody_and_the_log_does_not_say_what_it_was()
    {
        Assert.That(await PageAsync("hr2@example.org", "hr"), Does.Contain(Hurtful).And.Contain($"href=\"{Address}\""));
        var form = await OpenAsync();

        var answer = await form.PostAsync(Address, []);

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/relationships/IT-ALL?wave=W1#comments"));
        Assert.That(
            await PageAsync("hr2@example.org", "hr"),
            Does.Not.Contain(Hurtful).And.Contain("A comment was removed here.").And.Contain("Rather slow")
        );
        Assert.That(
            await _organisation.OneAsync<int>("select count(*)::int from comment where text is null and signed_name is null"),
            Is.EqualTo(1)
        );
        Assert.That(
            await _organisation.ListAsync<string>("select concat_ws('|', actor, action, subject) from audit_log"),
            Is.EqualTo(new[] { "hr1@example.org|comment removed|IT-ALL, W1" })
        );
    }

    [Test]
    public async Task It_is_asked_for_first_with_the_words_that_will_go()
    {
        var page = await (await OpenAsync()).Client.GetStringAsync(Address);

        Assert.That(page, Does.Contain(Hurtful).And.Contain("for good").And.Contain("href=\"/relationships/IT-ALL?wave=W1#comments\""));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from comment where text is null"), Is.Zero);
    }

    [Test]
    public async Task Twice_is_once_and_leads_nowhere()
    {
        var form = await OpenAsync();
        await form.PostAsync(Address, []);

        Assert.That((await form.PostAsync(Address, [])).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from audit_log"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_comment_of_a_language_too_few_wrote_is_removed_from_its_unit()
    {
        await _organisation.RunAsync(
            "update comment set shown_here = false, shown_unit_id = (select id from unit where code = 'ROOT') where id = @_comment",
            new { _comment }
        );

        var answer = await (await OpenAsync()).PostAsync(Address, []);

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/units/ROOT?wave=W1#unitComments"));
        Assert.That(await _organisation.OneAsync<string>("select subject from audit_log"), Is.EqualTo("ROOT, W1"));
    }

    [TestCase("update comment set shown_here = false")]
    [TestCase("update wave set state = 'closed', sealed_at = null")]
    public async Task What_nobody_may_read_can_not_be_opened_by_way_of_removing_it(string change)
    {
        var form = await OpenAsync();
        await _organisation.RunAsync(change);

        Assert.That((await form.Client.GetAsync(Address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await form.PostAsync(Address, [])).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from comment where text is null"), Is.Zero);
    }

    [Test]
    public async Task The_providers_lead_reads_comments_but_does_not_remove_them()
    {
        await _organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        var session = $"survey-session={await _server.SessionAsync("it1@example.org")}";
        var lead = await Form.OpenAsync(_server, "/", session);

        Assert.That(await lead.Client.GetStringAsync(Page), Does.Contain(Hurtful).And.Not.Contain("/programme/comments"));
        Assert.That((await lead.Client.GetAsync(Address)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await lead.PostAsync(Address, [])).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private string Address => $"/programme/comments/W1/{_comment}";

    private async Task<Form> OpenAsync() =>
        await Form.OpenAsync(_server, Address, $"survey-session={await _server.SessionAsync("hr1@example.org", "hr")}");

    private async Task<string> PageAsync(string email, string role)
    {
        using var client = _server.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"survey-session={await _server.SessionAsync(email, role)}");
        return await client.GetStringAsync(Page);
    }
}
