using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>The server, or its database, dies while many people are answering.</summary>
public sealed class KilledTests
{
    private const int People = 1500;

    [Test]
    public async Task A_server_killed_under_load_loses_no_acknowledged_answer_and_doubles_none()
    {
        await using var test = await TestDatabase.CreateAsync();
        var (organisation, wave) = await Respondents.InviteAsync(test.Database, People);
        var respondents = new Respondents(wave.Invitations, "IT-ALL");
        var api = await ApiProcess.StartAsync(test.ConnectionString);

        var answering = respondents.AnswerAsync(() => api.Address, default);
        await Wait.UntilAsync(() => respondents.Thanked.Count > People / 3);
        api.Kill();
        var before = respondents.Thanked.Count;
        using var next = api = await ApiProcess.StartAsync(test.ConnectionString);
        await answering.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(before, Is.LessThan(People));
        await EverythingIsThereOnceAsync(organisation, respondents);
    }

    [Test]
    public async Task A_server_asked_to_stop_under_load_answers_everything_that_it_stored()
    {
        await using var test = await TestDatabase.CreateAsync();
        var (organisation, wave) = await Respondents.InviteAsync(test.Database, People);
        var respondents = new Respondents(wave.Invitations, "IT-ALL");
        using var api = await ApiProcess.StartAsync(test.ConnectionString);
        using var stop = new CancellationTokenSource();

        var answering = respondents.AnswerAsync(() => api.Address, stop.Token);
        await Wait.UntilAsync(() => respondents.Thanked.Count > People / 4);
        api.Terminate();
        var (exit, _) = await api.EndAsync();
        await stop.CancelAsync();
        await answering;

        Assert.That(exit, Is.Zero);
        Assert.That(respondents.Thanked, Has.Count.LessThan(People));
        Assert.That(await organisation.OneAsync<int>("select count(*)::int from answered"), Is.EqualTo(respondents.Thanked.Count));
    }

    [Test]
    public async Task A_database_killed_under_load_loses_no_acknowledged_answer_and_doubles_none()
    {
        using var cluster = await Cluster.StartAsync("killed");
        var connectionString = cluster.ConnectionString;
        await using var database = new Database(connectionString);
        var (_, wave) = await Respondents.InviteAsync(database, People);
        var respondents = new Respondents(wave.Invitations, "IT-ALL");
        using var api = await ApiProcess.StartAsync(connectionString);

        var answering = respondents.AnswerAsync(() => api.Address, default);
        await Wait.UntilAsync(() => respondents.Thanked.Count > People / 3);
        await cluster.KillAsync();
        var before = respondents.Thanked.Count;
        await cluster.StartAsync();
        Assert.That(cluster.ConnectionString, Is.EqualTo(connectionString), "it comes back where it was");
        await answering.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(before, Is.LessThan(People));
        await using var again = new Database(connectionString);
        await EverythingIsThereOnceAsync(new Organisation(again), respondents);
    }

    /// <summary>Each acknowledged answer has its one comment, and nobody has two of anything.</summary>
    private static async Task EverythingIsThereOnceAsync(Organisation organisation, Respondents respondents)
    {
        var comments = await organisation.ListAsync<string>("select text from comment");
        var answered = await organisation.ListAsync<Guid>("select invitation_id from answered");
        Assert.That(respondents.Thanked, Has.Count.EqualTo(People));
        Assert.That(comments, Is.EquivalentTo(respondents.Thanked.Select(Respondents.CommentOf)));
        Assert.That(answered, Is.EquivalentTo(respondents.Thanked));
        Assert.That(await organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(People));
    }
}
