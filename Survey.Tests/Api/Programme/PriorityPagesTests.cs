using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>HR chooses what is asked first.</summary>
public sealed class PriorityPagesTests : OnWavePages
{
    private const string Address = "/programme/priority";

    [Test]
    public async Task HR_pins_a_service_and_takes_the_pin_back()
    {
        var form = await OpenAsync(Address);

        var pinned = await form.PostAsync(Address, new() { ["relationship"] = "HR-SALES", ["until"] = "2026-06-30" });
        var page = await form.Client.GetStringAsync(pinned.Headers.Location);
        var preview = await form.Client.GetStringAsync(April);
        var unpinned = await form.PostAsync(Address + "/HR-SALES/unpin", []);
        var after = await form.Client.GetStringAsync(unpinned.Headers.Location);

        Assert.That(page, Does.Contain("The service is asked first from now on.").And.Contain("until 30 June 2026"));
        Assert.That(preview, Does.Contain("because HR chose so"));
        Assert.That(after, Does.Contain("The service is no longer asked first.").And.Not.Contain("until 30 June 2026"));
        Assert.That(
            await Organisation.ListAsync<string>("select actor || ' ' || action from audit_log where subject = 'HR-SALES' order by id"),
            Is.EqualTo(new[] { "hr1@example.org asked first until 2026-06-30", "hr1@example.org no longer asked first" })
        );
    }

    [TestCase("HR-SALES", "2026-03-01", "choose a day from 2 March 2026 to")]
    [TestCase("HR-SALES", "soon", "choose a day from 2 March 2026 to")]
    [TestCase("", "2026-06-30", "choose a service")]
    [TestCase("NONE", "2026-06-30", "there is no service")]
    public async Task Bad_input_is_refused_and_stays(string relationship, string until, string problem)
    {
        var form = await OpenAsync(Address);

        var answer = await form.PostAsync(Address, new() { ["relationship"] = relationship, ["until"] = until });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page, Does.Contain(problem).And.Contain($"value=\"{until}\""));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from relationship_priority"), Is.Zero);
    }

    [Test]
    public async Task HR_asks_a_service_anyway_that_twice_had_too_few_answers()
    {
        await PublishedWave.SealAsync(Organisation, "W1", new(2025, 12, 1), "HR-SALES");
        await PublishedWave.SealAsync(Organisation, "W2", new(2026, 1, 5), "HR-SALES");
        await Organisation.RunAsync("update wave set import_digest = null, pulse_id = (select id from pulse) where state = 'sealed'");
        var form = await OpenAsync(Address);
        var preview = await form.Client.GetStringAsync(April);

        var asked = await form.PostAsync(Address + "/HR-SALES/anyway", []);
        var page = await form.Client.GetStringAsync(asked.Headers.Location);

        Assert.That(preview, Does.Contain("In its last two waves too few people answered to show anything"));
        Assert.That(page, Does.Contain("The service is asked again.").And.Contain("None: no service had too few answers"));
        Assert.That(await form.Client.GetStringAsync(April), Does.Not.Contain("In its last two waves too few people answered"));
    }
}
