using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

public sealed class ProgrammeCommandTests
{
    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync() => _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task A_journey_and_a_pulse_are_stored_and_say_so()
    {
        using var pulse = new TemporaryFile(
            """
            {"code":"p","name":"P","relationships":["*"],"cron":"0 0 9 ? * MON#1","timeZone":"UTC","firstDate":"2026-01-01","openDays":7,
             "remindAfterDays":[],"precision":0.3,"quietDays":14,"maxRelationships":3,"minimumGroup":5}
            """
        );
        var journey = Path.Combine(Repository.Root, "Survey.Tests", "Support", "teaching.json");

        var outputs = new[]
        {
            Head(await RunAsync(["journey", journey, "--dry-run"])),
            Head(await RunAsync(["journey", journey])),
            Head(await RunAsync(["journey", journey])),
            Head(await RunAsync(["pulse", pulse.Path, "--dry-run"])),
            Head(await RunAsync(["pulse", pulse.Path])),
            Head(await RunAsync(["pulse", pulse.Path])),
        };

        static string Head(CommandRun run) => run.Output.Split(Environment.NewLine)[0];

        Assert.That(
            outputs,
            Is.EqualTo(
                new[]
                {
                    "journey teaching: version 1 would be stored",
                    "journey teaching: version 1 stored",
                    "journey teaching: version 1 is there already, unchanged",
                    "pulse p: would be added",
                    "pulse p: added",
                    "pulse p: unchanged",
                }
            )
        );
    }

    [TestCase("", true)]
    [TestCase(""","standard":{"promise":{"en":"Within a day."},"target":4.0} """, false)]
    public async Task A_journey_without_any_target_is_stored_and_says_what_reports_will_lack(string standard, bool warns)
    {
        using var journey = new TemporaryFile(
            $$$"""
            {"code":"j-{{{warns}}}","name":{"en":"J"},
             "breakdownPoints":[{"code":"waiting","name":{"en":"Waiting"},"question":{"en":"How fast was it?"}{{{standard}}}}],
             "questions":[{"key":"overall","kind":"rating","text":{"en":"Overall?"}}]}
            """
        );

        var run = await RunAsync(["journey", journey.Path]);

        Assert.That(run.Output, Does.StartWith($"journey j-{warns}: version 1 stored"));
        Assert.That(
            run.Output.Contains("No step has a target: reports can't say whether a promise is kept.", StringComparison.Ordinal),
            Is.EqualTo(warns)
        );
    }

    [TestCase(
        "0 0 9 ? * 1",
        """ "firstDate":"2099-03-02" """,
        "next openings (Europe/Tallinn): Sunday 8 March 2099 09:00, Sunday 15 March 2099 09:00, Sunday 22 March 2099 09:00"
    )]
    [TestCase(
        "0 0 9 31 * ?",
        """ "firstDate":"2099-03-02" """,
        "next openings (Europe/Tallinn): Tuesday 31 March 2099 09:00, Sunday 31 May 2099 09:00, Friday 31 July 2099 09:00"
    )]
    [TestCase(
        "0 0 9 ? * MON",
        """ "firstDate":"2099-03-02","approval":"required","endDate":"2099-03-03" """,
        "next openings (Europe/Tallinn): Monday 2 March 2099 09:00, each once HR has approved it"
    )]
    [TestCase("0 0 9 ? * MON", """ "firstDate":"2025-01-01","endDate":"2025-02-01" """, "next openings: none")]
    [TestCase("0 0 9 ? * MON", """ "firstDate":"2099-03-02","paused":true """, "paused: no wave opens and nobody is reminded")]
    public async Task A_pulse_tells_its_next_openings_and_a_dry_run_does_too(string cron, string more, string told)
    {
        using var pulse = new TemporaryFile(
            $$"""
            {"code":"told","name":"P","relationships":["*"],"cron":"{{cron}}","timeZone":"Europe/Tallinn",
             "openDays":3,"remindAfterDays":[1],{{more}}}
            """
        );

        Assert.That(
            (await RunAsync(["pulse", pulse.Path, "--dry-run"])).Output.Split(Environment.NewLine),
            Is.EqualTo(new[] { "pulse told: would be added", told })
        );
    }

    [Test]
    public async Task A_stored_pulse_warns_of_what_is_not_worth_asking()
    {
        using var pulse = new TemporaryFile(
            """
            {"code":"told","name":"P","relationships":["*"],"cron":"0 0 9 ? * MON","timeZone":"Europe/Tallinn","firstDate":"2099-03-02",
             "openDays":3,"minimumGroup":200}
            """
        );

        var run = await RunAsync(["pulse", pulse.Path, "--dry-run"]);

        Assert.That(
            run.Error,
            Does.Contain("warning: ").And.Contain(" is not worth asking: too few customers to keep each of them anonymous; ")
        );
    }

    private Task<CommandRun> RunAsync(string[] args) => CommandRun.OnAsync(_test.ConnectionString, args);
}
