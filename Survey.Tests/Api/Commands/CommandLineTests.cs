using System.CommandLine;
using Survey.Api;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

public sealed class CommandLineTests
{
    private TestDatabase _test = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [TestCase("nonsense", "Unrecognized command 'nonsense'.")]
    [TestCase("import", "Required command was not provided.")]
    [TestCase("import people", "FILE.csv is missing.")]
    [TestCase("import people a.csv b.csv", "Unrecognized command or argument 'b.csv'.")]
    [TestCase("import people a.csv --dry", "Unrecognized command or argument '--dry'.")]
    [TestCase("import people --dry", "Unrecognized option '--dry'.")]
    [TestCase("grant lead a@example.org", "UNIT is missing.")]
    [TestCase("import people a.csv --same --new", "--same and --new exclude each other.")]
    [TestCase("import units a.csv --same", "Unrecognized command or argument '--same'.")]
    [TestCase("migrate --dry-run", "Unrecognized command or argument '--dry-run'.")]
    [TestCase("nonsense roles", "Unrecognized command or argument 'nonsense'.")]
    [TestCase("--urls http://127.0.0.1:0 roles", "Unrecognized command or argument '--urls'.")]
    public async Task Wrong_usage_is_status_2(string words, string problem)
    {
        var run = await RunAsync(words.Split(' '));

        Assert.That((run.Status, run.Output, run.Error.Split('\n')[0].Trim()), Is.EqualTo((2, "", problem)));
    }

    [Test]
    public async Task Every_command_explains_itself()
    {
        await ExplainAsync(ApiCommandLine.Program, "Survey.Api");
    }

    private async Task ExplainAsync(Command command, string name)
    {
        var run = await RunAsync([.. name.Split(' ')[1..], "--help"]);
        Assert.That((run.Status, run.Error), Is.EqualTo((0, "")), name);
        Assert.That(run.Output, Does.Contain($"\n  {name} ").And.Contain(command.Description));
        if (command is ExplainedCommand explained)
        {
            Assert.That(run.Output, Does.EndWith(explained.Details.TrimEnd()));
        }
        foreach (var below in command.Subcommands)
        {
            Assert.That(run.Output, Does.Contain($"  {below.Name} ").And.Contain(below.Description));
            await ExplainAsync(below, $"{name} {below.Name}");
        }
    }

    [Test]
    public async Task A_word_with_an_at_sign_is_that_word()
    {
        using var file = new TemporaryFile("/no/such/file.csv");

        var run = await RunAsync(["import", "units", "@" + file.Path]);

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("/@" + file.Path).And.Not.Contain("no/such"));
    }

    [Test]
    public async Task A_setting_may_stand_anywhere_and_take_its_value_from_the_next_word()
    {
        var run = await RunAsync(["--Site:BaseUrl", "http://survey.example.org", "sign-in-link", "--Site:TokenKey=short", "a@example.org"]);
        var valueless = await ApiCommandLine.RunAsync(["roles", "--Site:BaseUrl"], TextWriter.Null, TextWriter.Null, default);

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("Site:BaseUrl").Or.Contain("Site:TokenKey"));
        Assert.That(valueless, Is.EqualTo(2));
    }

    [Test]
    public async Task A_database_that_was_not_migrated_is_refused()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();

        var refused = await CommandRun.OnAsync(empty.ConnectionString, "grant", "hr", "a@example.org");
        var migrated = await CommandRun.OnAsync(empty.ConnectionString, "migrate");
        var again = await CommandRun.OnAsync(empty.ConnectionString, "migrate");
        var granted = await CommandRun.OnAsync(empty.ConnectionString, "grant", "hr", "a@example.org");

        Assert.Multiple(() =>
        {
            Assert.That(
                (refused.Status, refused.Error),
                Is.EqualTo((1, "The database is not at this program's schema: run \"Survey.Api migrate\" first."))
            );
            Assert.That((migrated.Status, migrated.Output), Is.EqualTo((0, $"{Migrator.Migrations().Count} migrations applied.")));
            Assert.That((again.Status, again.Output), Is.EqualTo((0, "The database is up to date.")));
            Assert.That((granted.Status, granted.Output), Is.EqualTo((0, "a@example.org is now hr")));
        });
    }

    [Test]
    public async Task An_import_prints_its_counts_and_a_dry_run_changes_nothing()
    {
        using var file = new TemporaryFile("code,name,kind,parent,lead_email\nNEW,New,team,ROOT,\nIT,Computers,department,ROOT,\n");

        var dry = await RunAsync(["import", "units", file.Path, "--dry-run"]);
        var real = await RunAsync(["import", "units", file.Path]);
        var again = await RunAsync(["import", "units", file.Path]);

        Assert.That(
            new[] { dry.Output, real.Output, again.Output },
            Is.EqualTo(new[] { "1 added, 1 changed, 0 unchanged", "1 added, 1 changed, 0 unchanged", "0 added, 0 changed, 2 unchanged" })
        );
    }

    [Test]
    public async Task What_may_be_wrong_is_a_warning_on_standard_error()
    {
        using var file = new TemporaryFile("country,date,name\nEE,2026-02-24,P\u00C3\u00B5hi p?ev\n");

        var run = await RunAsync(["import", "holidays", file.Path, "--dry-run"]);

        Assert.That(
            run,
            Is.EqualTo(
                new CommandRun(
                    0,
                    "1 added, 0 changed, 0 unchanged",
                    "warning: line 2: name: 'P\u00C3\u00B5hi p?ev' "
                        + "seems to be UTF-8 that was decoded with a wrong encoding: check its letters"
                )
            )
        );
    }

    [Test]
    public async Task Somebody_with_another_address_needs_a_word()
    {
        const string Header = "email,name,unit,language,time_zone,employment\n";
        using var march = new TemporaryFile(Header + "anna.tam@example.org,Anna Tamm,IT,et,Europe/Tallinn,permanent\n");
        using var april = new TemporaryFile(Header + "anna.tamm@example.org,Anna Tamm,IT,et,Europe/Tallinn,permanent\n");
        await RunAsync(["import", "people", march.Path]);

        var refused = await RunAsync(["import", "people", april.Path, "--dry-run"]);
        var other = await RunAsync(["import", "people", april.Path, "--dry-run", "--new"]);
        var same = await RunAsync(["import", "people", april.Path, "--same"]);

        Assert.That((refused.Status, refused.Output), Is.EqualTo((1, "")));
        Assert.That(refused.Error, Does.Contain("anna.tam@example.org, who is not in the file"));
        Assert.That(other, Is.EqualTo(new CommandRun(0, "1 added, 0 changed, 0 unchanged", "")));
        Assert.That(
            same,
            Is.EqualTo(
                new CommandRun(
                    0,
                    "0 added, 1 changed, 0 unchanged",
                    "warning: line 2: email: anna.tam@example.org is now anna.tamm@example.org"
                )
            )
        );
    }

    [Test]
    public async Task A_refused_import_lists_its_problems_on_standard_error()
    {
        using var file = new TemporaryFile(
            "email,name,unit,language,time_zone,employment\na@example.org,Anna,IT,finnish,UTC,permanent\nb,B,IT,en,UTC,permanent\n"
        );

        var run = await RunAsync(["import", "people", file.Path]);

        Assert.That((run.Status, run.Output), Is.EqualTo((1, "")));
        Assert.That(
            run.Error.Split(Environment.NewLine),
            Is.EqualTo(
                new[] { "line 2: language: 'finnish' is not one of en, fi, et, pl, fr", "line 3: email: 'b' is not an e-mail address" }
            )
        );
    }

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
    public async Task A_sign_in_link_is_printed_for_an_address_with_a_role_only()
    {
        var key = "--Site:TokenKey=" + Convert.ToBase64String(new byte[32]);
        await RunAsync(["grant", "hr", "hr@example.org", "--outsider"]);

        var link = await RunAsync(["sign-in-link", "HR@example.org", key]);
        var refused = await RunAsync(["sign-in-link", "other@example.org", key]);
        var keyless = await RunAsync(["sign-in-link", "hr@example.org", "--Site:TokenKey=short"]);

        Assert.Multiple(() =>
        {
            Assert.That(link.Output, Does.Match("^http://127.0.0.1:5080/sign-in/[A-Za-z0-9_-]{43}$"), link.Error);
            Assert.That(
                (refused.Status, refused.Error),
                Is.EqualTo((1, "other@example.org has no role: grant one first, for example \"grant hr other@example.org\""))
            );
            Assert.That(
                (keyless.Status, keyless.Error),
                Is.EqualTo((1, "Site:TokenKey must be base64 of 32 random bytes or more; 'openssl rand -base64 32' makes one."))
            );
        });
    }

    [Test]
    public async Task A_file_that_is_not_there_and_a_database_that_does_not_answer_are_one_sentence()
    {
        var file = await RunAsync(["import", "units", "/no/such/file.csv"]);
        var database = await CommandRun.OnAsync("Host=127.0.0.1;Port=1;Username=x;Password=y;Database=z", "migrate");

        Assert.Multiple(() =>
        {
            Assert.That((file.Status, file.Error.Contains("/no/such/file.csv", StringComparison.Ordinal)), Is.EqualTo((1, true)));
            Assert.That(
                (database.Status, database.Error.StartsWith("The database can't be reached: ", StringComparison.Ordinal)),
                Is.EqualTo((1, true))
            );
            Assert.That(database.Error.Split('\n'), Has.Length.EqualTo(1));
        });
    }

    private Task<CommandRun> RunAsync(string[] args) => CommandRun.OnAsync(_test.ConnectionString, args);
}
