using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Db;
using Survey.Db.Restorations;
using Survey.Tests.Support;

namespace Survey.Tests.Faults;

/// <summary>
/// The steps of a restore as db/README.md has them: a base backup of a wave that has just opened, mails and answers after it, loss of the
/// server, the backup in its place.
/// </summary>
public sealed partial class RestoreTests
{
    [Test]
    public async Task After_a_restore_nobody_gets_a_mail_twice_before_or_after_HR_drops_what_is_held()
    {
        var restored = await RunAsync(60, answering: 20);

        Assert.That(
            restored,
            Is.EqualTo(new RestoreLine(MailsBefore: 60, MailsAfter: 0, Acknowledged: 20, Lost: 20, MinutesTold: restored.MinutesTold))
        );
        Assert.That(restored.MinutesTold, Is.InRange(1, 2));
    }

    [Test, Category("Fault"), Explicit("Measures; see make bench.")]
    public async Task Restore()
    {
        var restored = await RunAsync(1284, answering: 400);
        await Bench.BenchLine.WriteAsync(
            "restore",
            ("mails", restored.MailsBefore),
            ("doubled", restored.MailsAfter),
            ("acknowledged", restored.Acknowledged),
            ("lost", restored.Lost),
            ("minutes_told", restored.MinutesTold)
        );
    }

    private static async Task<RestoreLine> RunAsync(int people, int answering)
    {
        var mails = Directory.CreateTempSubdirectory("survey-mails");
        try
        {
            using var server = await Cluster.StartAsync("restore");
            await using var database = new Database(server.ConnectionString);
            var (_, wave) = await Respondents.InviteAsync(database, people);
            var at = DateTimeOffset.UtcNow;
            using var backup = server.BackUp();
            var before = await SendAsync(server, mails);
            var respondents = new Respondents([.. wave.Invitations.Take(answering)], "IT-ALL");
            using (var api = await ApiProcess.StartAsync(server.ConnectionString))
            {
                await respondents.AnswerAsync(() => api.Address, default);
            }
            await server.KillAsync();

            await backup.StartAsync();
            await using var restored = new Database(backup.ConnectionString);
            var told = await CommandRun.OnAsync(
                backup.ConnectionString,
                "restored",
                "--at",
                at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
            );
            Assert.That(told.Status, Is.Zero, told.Error);
            var held = await SendAsync(backup, mails);
            await HeldMails.DropAsync(restored, wave.Code, "hr1@example.org", DateTimeOffset.UtcNow, default);
            var dropped = await SendAsync(backup, mails);

            var line = await FaultLine.OfAnswersAsync(new Organisation(restored), respondents);
            return new(
                before,
                held + dropped,
                line.Acknowledged,
                line.Lost,
                int.Parse(Minutes().Match(told.Output).Value, CultureInfo.InvariantCulture)
            );
        }
        finally
        {
            mails.Delete(recursive: true);
        }
    }

    /// <summary>Into a folder of its own: a mail that is sent again has the same file name.</summary>
    /// <returns>How many mails the scheduler wrote.</returns>
    private static async Task<int> SendAsync(Cluster cluster, DirectoryInfo all)
    {
        var mails = all.CreateSubdirectory(Guid.NewGuid().ToString("n"));
        using var scheduler = SchedulerProcess.Start(
            cluster.ConnectionString,
            ["once"],
            ("Mail__Directory", mails.FullName),
            ("Site__TokenKey", ApiServer.TokenKeySetting)
        );
        var (exit, _, error) = await scheduler.EndAsync();
        Assert.That(exit, Is.Zero, error);
        return mails.GetFiles("*.eml").Length;
    }

    [GeneratedRegex(@"^\d+")]
    private static partial Regex Minutes();

    private sealed record RestoreLine(int MailsBefore, int MailsAfter, int Acknowledged, int Lost, int MinutesTold);
}
