using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>The two ways in: a pipe and a maildir.</summary>
public sealed class BounceCommandTests : InSmallOrganisation
{
    private Guid _id;

    [SetUp]
    public async Task CreateAsync()
    {
        await OpenWave.OpenAsync(Organisation);
        await Organisation.RunAsync("update message set state = 'sent', sent_at = queued_at");
        _id = await Organisation.OneAsync<Guid>("select id from message where address = 'shop1@example.org'");
    }

    [Test]
    public async Task A_bounce_from_the_pipe_is_written_down_and_told_in_one_line()
    {
        var (exit, output, error) = await RunAsync(Reports.Of(_id));

        Assert.That((exit, error), Is.EqualTo((0, "")));
        Assert.That(output, Is.EqualTo($$"""{"kind":"hard","message":"{{_id:d}}","statusCode":"5.1.1","reason":"noMailbox"}""" + "\n"));
        Assert.That(await StateAsync(), Is.EqualTo("bounced"));
    }

    [Test]
    public async Task The_envelope_s_recipient_can_be_told()
    {
        var mail = Reports.Of(Guid.NewGuid());

        Assert.That(
            (await RunAsync(mail, "--to", $"returns+{_id:d}@bounce.example")).Output,
            Does.Contain($"\"hard\",\"message\":\"{_id:d}\"")
        );
        Assert.That((await RunAsync(mail)).Output, Is.EqualTo("""{"kind":"none","message":null,"statusCode":null,"reason":null}""" + "\n"));
    }

    [Test]
    public async Task An_automatic_answer_from_the_pipe_is_no_bounce_and_no_error()
    {
        var (exit, output, _) = await RunAsync(Reports.AutomaticAnswer(_id));

        Assert.That((exit, output), Is.EqualTo((0, $$"""{"kind":"none","message":"{{_id:d}}","statusCode":null,"reason":null}""" + "\n")));
        Assert.That(await StateAsync(), Is.EqualTo("sent"));
    }

    [TestCase("Host=127.0.0.1;Port=9;Database=survey;Username=survey")]
    [TestCase("")]
    public async Task Without_the_database_the_mail_server_is_told_to_try_again(string database)
    {
        var (exit, output, error) = await SchedulerProcess.RunAsync(
            Test,
            Reports.Of(_id),
            ["bounce"],
            ("ConnectionStrings__Survey", database)
        );

        Assert.That((exit, output), Is.EqualTo((75, "")));
        Assert.That(error, Does.StartWith("The mail was not read, try again later:").And.Not.Contain("   at "));
    }

    [Test]
    public async Task From_a_maildir_every_mail_is_read_once_and_none_is_deleted()
    {
        using var maildir = new TemporaryFolder();
        var folders = new[] { "new", "cur", "tmp" }.ToDictionary(
            name => name,
            name => Directory.CreateDirectory(maildir.File(name)).FullName
        );
        await File.WriteAllTextAsync(Path.Combine(folders["new"], "1.M1.host"), Reports.Of(_id));
        await File.WriteAllTextAsync(Path.Combine(folders["new"], "2.M1.host"), Reports.AutomaticAnswer(_id));
        await File.WriteAllTextAsync(Path.Combine(folders["new"], "3.M1.host"), Reports.Of(Guid.NewGuid()));
        await File.WriteAllTextAsync(Path.Combine(folders["cur"], "1.M1.host:2,S"), "another mail of that name");

        for (var times = 0; times < 2; times++)
        {
            var (exit, _, error) = await SchedulerProcess.RunAsync(
                Test,
                ["once", "--at", "2026-03-02T09:00:00+02:00"],
                ("Mail__BounceMaildir", maildir.File(""))
            );
            Assert.That(exit, Is.Zero, error);
        }

        Assert.That(await StateAsync(), Is.EqualTo("bounced"));
        Assert.That(Directory.GetFiles(folders["new"]), Is.Empty);
        Assert.That(
            Directory.GetFiles(folders["cur"]).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "1.M1.host:2,S", "1.M1.host.1:2,S", "2.M1.host:2,", "3.M1.host:2," })
        );
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(string mail, params string[] arguments) =>
        SchedulerProcess.RunAsync(Test, mail, ["bounce", .. arguments]);

    private Task<string> StateAsync() => Organisation.OneAsync<string>("select state from message where id = @_id", new { _id });
}
