using Survey.Db.Messages;
using Survey.Db.Sessions;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Sessions;

public sealed class OldSignInsTests : InSmallOrganisation
{
    private static readonly DateTimeOffset Now = OpenWave.FirstMonday;

    [Test]
    public async Task A_link_its_mail_and_its_session_are_deleted_after_30_days()
    {
        await AskAsync("old@example.org", Now.AddDays(-30));
        await AskAsync("new@example.org", Now.AddDays(-30).AddSeconds(1));

        var deleted = await SignIns.DeleteOldAsync(Test.Database, Now, default);
        var again = await SignIns.DeleteOldAsync(Test.Database, Now, default);

        Assert.That((deleted, again), Is.EqualTo((1, 0)));
        Assert.That(
            await Organisation.ListAsync<string>("select email from sign_in union all select address from message"),
            Is.EqualTo(new[] { "new@example.org", "new@example.org" })
        );
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from session"), Is.Zero);
    }

    [Test]
    public async Task The_scheduler_does_it()
    {
        await AskAsync("old@example.org", Now.AddDays(-30));
        using var mails = new TemporaryFolder();

        var (exit, _, error) = await SchedulerProcess.RunAsync(
            Test,
            ["once", "--at", "2026-03-02T09:00:00+02:00"],
            ("Mail__Directory", mails.File("mail"))
        );

        Assert.That(exit, Is.Zero, error);
        Assert.That(error, Does.Contain("The step sign-ins was done for 1"));
    }

    private Task AskAsync(string email, DateTimeOffset at) =>
        Test.Database.InTransactionAsync(async connection =>
        {
            var id = await SignIns.CreateAsync(connection, email, at, default);
            await MessageQueue.AddSignInAsync(connection, email, "en", id, at, default);
            await BrowserSessions.StartAsync(connection, email, at, default);
        });
}
